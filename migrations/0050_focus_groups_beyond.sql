-- What is shown beyond the school where it was said rests on the consent to be read together with other schools; a theme's passage says when its words were changed under it; and
-- the audit trail, which holds free writing, is taken out by those alone who answer for the participants.

-- What may be shown beyond its own school: what may be quoted today, of whoever agrees that schools are read together.
create view crossing_turn with (security_invoker = true) as
  select q.* from quotable_turn q left join participant_allows a on a.study_id = q.study_id and a.participant_id = q.participant_id where q.kind = 'moderator' or a.may_cross;
grant select on crossing_turn to concord_app;

-- What may stand in a file that leaves: where texts of one site are signed, what may be quoted; where a file puts several together, what may be shown beyond its own school.
create view signed_sites with (security_invoker = true) as
  select s.study_id, count(distinct s.site_id)::int as sites from transcript s join transcript_text x on x.study_id = s.study_id and x.transcript_id = s.id and x.signed_at is not null
  group by s.study_id;
create view printable_turn with (security_invoker = true) as
  select q.* from quotable_turn q join signed_sites n on n.study_id = q.study_id left join participant_allows a on a.study_id = q.study_id and a.participant_id = q.participant_id
  where n.sites = 1 or q.kind = 'moderator' or a.may_cross;
-- The same of what participants said who read a theme back.
create view printable_reading with (security_invoker = true) as
  select r.study_id, r.id from theme_reading r join participant_allows a on a.study_id = r.study_id and a.participant_id = r.participant_id and a.may_quote
  left join signed_sites n on n.study_id = r.study_id where coalesce(n.sites, 0) <= 1 or a.may_cross;
grant select on signed_sites, printable_turn, printable_reading to concord_app;

-- Sites in whose signed texts at least three participants speak: a quote that names a smaller one would single out who said it.
create view site_to_name with (security_invoker = true) as
  select s.study_id, s.site_id from transcript s join transcript_text x on x.study_id = s.study_id and x.transcript_id = s.id and x.signed_at is not null
  join transcript_turn t on t.study_id = x.study_id and t.text_id = x.id and t.kind = 'participant'
  join participant_allows a on a.study_id = t.study_id and a.participant_id = t.participant_id and a.takes_part
  group by s.study_id, s.site_id having count(distinct t.participant_id) >= 3;
grant select on site_to_name to concord_app;

-- Where a theme was heard, as far as anybody outside of the study may know: sites where at least three participants speak for it who agree that schools are read together.
create view theme_heard with (security_invoker = true) as
  select e.study_id, e.theme_id, e.site_id, array_agg(distinct e.session_id) as sessions from theme_evidence e where e.may_cross and e.kind <> 'counter'
  group by e.study_id, e.theme_id, e.site_id having count(distinct e.participant_id) >= 3;
grant select on theme_heard to concord_app;

-- The words of quotes that may be shared: of people alone who agree to that, and from where enough others say it with them.
create view theme_words_to_share with (security_invoker = true) as
  select w.* from theme_words w join theme_passage p on p.study_id = w.study_id and p.id = w.id and p.kind = 'quote'
  join transcript_text x on x.study_id = p.study_id and x.id = p.text_id join transcript s on s.study_id = x.study_id and s.id = x.transcript_id
  join theme_heard h on h.study_id = p.study_id and h.theme_id = p.theme_id and h.site_id = s.site_id
  where not exists (select from transcript_turn t where t.study_id = p.study_id and t.text_id = p.text_id and t.begins < p.ends and t.ends > p.begins
    and not exists (select from crossing_turn c where c.study_id = t.study_id and c.text_id = t.text_id and c.position = t.position));
grant select on theme_words_to_share to concord_app;

-- As in 0043, with such quotes alone.
create or replace function shared_themes() returns table (theme_id uuid, study text, is_sample boolean, claim text, summary text, shared_at timestamptz, competencies uuid[], sites int, sessions int, quotes text[])
stable language sql security definer set search_path = public, pg_temp as $$
  select t.id, s.title, s.is_sample, t.claim, t.summary, h.shared_at,
    array(select c.competency_stable_id from theme_competency c where c.study_id = t.study_id and c.theme_id = t.id order by 1),
    e.sites, e.sessions,
    case when h.with_quotes then array(select w.words from theme_words_to_share w where w.study_id = t.study_id and w.theme_id = t.id order by w.id) else '{}' end
  from theme_share h join theme t on t.study_id = h.study_id and t.id = h.theme_id join study s on s.id = t.study_id
  cross join lateral (select count(*)::int as sites, coalesce(sum(cardinality(o.sessions)), 0)::int as sessions from theme_heard o where o.study_id = t.study_id and o.theme_id = t.id) e
  where t.set_aside_at is null and e.sites > 0
    and (has_role('operator') or exists (select from school_role r where r.person_id = own_person()) or exists (select from collaborative_role r where r.person_id = own_person()))
$$;

-- `reworded`: words under it changed when it was carried to a later version of its text, and nobody of the team has looked since; the rule of codings (0038).
alter table theme_passage add column reworded boolean not null default false;
create or replace function carry_theme_passages(of_study uuid, from_text uuid, to_text uuid) returns void language plpgsql set search_path = public, pg_temp as $$
declare ids uuid[]; b int[]; e int[];
begin
  select coalesce(array_agg(p.id), '{}'), coalesce(array_agg(p.begins), '{}'), coalesce(array_agg(p.ends), '{}') into ids, b, e
    from (select * from theme_passage p where p.study_id = of_study and p.text_id = from_text order by p.id) p;
  with carried as materialized (
    select p.id, p.theme_id, p.kind, p.note, s.begins, s.ends, s.is_reworded, row_number() over same as place, first_value(p.id) over same as stays
    from carried_spans(of_study, from_text, to_text, b, e) s join theme_passage p on p.study_id = of_study and p.id = ids[s.at]
    where exists (select from transcript_turn t where t.study_id = of_study and t.text_id = to_text and t.ends > s.begins and t.begins < s.ends)
      and s.ends <= (select max(t.ends) from transcript_turn t where t.study_id = of_study and t.text_id = to_text)
      and not exists (select from theme_passage o where o.study_id = of_study and o.theme_id = p.theme_id and o.text_id = to_text and o.begins = s.begins and o.ends = s.ends and o.kind = p.kind)
    window same as (partition by p.theme_id, p.kind, s.begins, s.ends order by p.added_at, p.id)),
  told as (insert into study_event (study_id, actor, verb, subject, subject_id, before)
    select p.study_id, 'Concord', case when c.id is null then 'lose' else 'reword' end, 'theme_passage', p.theme_id::text, jsonb_build_object('passage', p.id, 'kind', p.kind)
    from theme_passage p left join carried c on c.id = p.id where p.study_id = of_study and p.text_id = from_text and (c.id is null or c.is_reworded)),
  moved as (update theme_passage p set text_id = to_text, begins = s.begins, ends = s.ends, reworded = p.reworded or s.is_reworded,
      note = (select coalesce(string_agg(o.note, E'\n\n' order by o.place), '') from carried o where o.stays = s.id and o.note <> '')
    from carried s where p.study_id = of_study and p.id = s.id and s.place = 1)
  delete from theme_passage p where p.study_id = of_study and p.text_id = from_text and not exists (select from carried s where s.id = p.id and s.place = 1);
end $$;

-- As in 0041, but for the audit trail.
drop policy own on study_export;
create policy own on study_export for insert to concord_app with check
  ((made_by = (select own_person()) and (study_id in (select studies_as('lead', 'staff')) or kind <> 'audit trail' and study_id in (select studies_as('moderator', 'coder')))) or (select has_role('operator')));
