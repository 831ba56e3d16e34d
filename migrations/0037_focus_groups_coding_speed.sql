-- The same rights, asked once for a statement and not once for each row: a text of 100,000 words has thousands of turns and codings. Both halves of a key are compared, so that
-- a row of one study never counts as a row of another.
alter policy with_its_text on transcript_turn using ((study_id, text_id) in (select t.study_id, t.id from transcript_text t))
  with check ((study_id, text_id) in (select t.study_id, t.id from transcript_text t where may_read_originals(t.study_id, t.site_id)));

alter policy own_or_opened on coding using
  (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) and (coder_id = (select own_person())
    or (study_id, round_id) in (select r.study_id, r.id from coding_round r where r.kind <> 'blind' or r.opened_at is not null)));
alter policy operator_reads_opened on coding using ((select has_role('operator'))
  and (study_id, round_id) in (select r.study_id, r.id from coding_round r where r.kind <> 'blind' or r.opened_at is not null));
alter policy own on coding
  using (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')) and (study_id, round_id) in (select r.study_id, r.id from coding_round r where r.closed_at is null))
  with check (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')) and (study_id, round_id) in (select r.study_id, r.id from coding_round r where r.closed_at is null)
    and (study_id, text_id) in (select t.study_id, t.id from transcript_text t where t.signed_at is not null));
