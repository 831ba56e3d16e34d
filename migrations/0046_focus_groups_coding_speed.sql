-- Who may read originals is worked out only for whoever is research staff or a moderator somewhere: a coder's statement asked it of every text, several times for each coding.
alter policy named_people on transcript_text using (study_id in (select studies_as('staff', 'moderator')) and may_read_originals(study_id, site_id))
  with check (study_id in (select studies_as('staff', 'moderator')) and may_read_originals(study_id, site_id));
-- Turns follow one another, so the first that ends behind a place is the one to look at.
create index on transcript_turn (study_id, text_id, ends);
