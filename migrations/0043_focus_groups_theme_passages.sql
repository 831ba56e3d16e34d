-- A theme keeps what it rests on when a text is corrected or somebody's turns are taken out of it; and what others see of themes keeps its least number by itself.

-- Carries the passages of themes from one version of a text to a later one, as codings are. Whose words are gone is gone, and the theme's history says so; two that come to be
-- the same are one, with both notes. Consent decides anew what may be quoted of it, so a quote whose participant took consent back is carried, and shown nowhere, as before.
create function carry_theme_passages(of_study uuid, from_text uuid, to_text uuid) returns void language plpgsql set search_path = public, pg_temp as $$
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
  moved as (update theme_passage p set text_id = to_text, begins = s.begins, ends = s.ends,
      note = (select coalesce(string_agg(o.note, E'\n\n' order by o.place), '') from carried o where o.stays = s.id and o.note <> '')
    from carried s where p.study_id = of_study and p.id = s.id and s.place = 1)
  delete from theme_passage p where p.study_id = of_study and p.text_id = from_text and not exists (select from carried s where s.id = p.id and s.place = 1);
end $$;
revoke execute on function carry_theme_passages from public;

create function carry_themes_to_signed_text() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before uuid;
begin
  for before in select t.id from transcript_text t where t.study_id = new.study_id and t.transcript_id = new.transcript_id and t.number < new.number and t.signed_at is not null order by t.number
  loop perform carry_theme_passages(new.study_id, before, new.id); end loop;
  return null;
end $$;
create trigger carries_themes after update of signed_at on transcript_text for each row when (old.signed_at is null and new.signed_at is not null) execute function carry_themes_to_signed_text();

-- What was taken before somebody withdrew, or took back the consent to be quoted, is carried; only carrying runs in another name than the application's.
create or replace function keep_passage_within() returns trigger language plpgsql as $$
begin
  if not exists (select from transcript_text x where x.study_id = new.study_id and x.id = new.text_id and x.signed_at is not null)
    or not exists (select from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
    or new.ends > (select max(t.ends) from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id)
  then raise exception 'A passage lies in what was said.' using errcode = 'check_violation'; end if;
  if tg_op = 'UPDATE' and current_user <> 'concord_app' then return new; end if;
  if tg_op = 'INSERT' and exists (select from transcript_turn t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id
    where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
  then raise exception 'Somebody who speaks here withdrew, so nothing new is taken from it.' using errcode = 'check_violation'; end if;
  if new.kind = 'quote' and exists (select from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends
    and not exists (select from quotable_turn q where q.study_id = t.study_id and q.text_id = t.text_id and q.position = t.position))
  then raise exception 'Somebody who speaks here did not agree to be quoted.' using errcode = 'check_violation'; end if;
  return new;
end $$;

-- As in 0040, without themes that no site with at least three participants speaks for any more.
create or replace function shared_themes() returns table (theme_id uuid, study text, is_sample boolean, claim text, summary text, shared_at timestamptz, competencies uuid[], sites int, sessions int, quotes text[])
stable language sql security definer set search_path = public, pg_temp as $$
  with heard as (
    select e.study_id, e.theme_id, e.site_id, array_agg(distinct e.session_id) as sessions from theme_evidence e where e.may_cross and e.kind <> 'counter'
    group by e.study_id, e.theme_id, e.site_id having count(distinct e.participant_id) >= 3)
  select t.id, s.title, s.is_sample, t.claim, t.summary, h.shared_at,
    array(select c.competency_stable_id from theme_competency c where c.study_id = t.study_id and c.theme_id = t.id order by 1),
    (select count(*)::int from heard e where e.study_id = t.study_id and e.theme_id = t.id), (select coalesce(sum(cardinality(e.sessions)), 0)::int from heard e where e.study_id = t.study_id and e.theme_id = t.id),
    case when h.with_quotes then array(select w.words from theme_words w where w.study_id = t.study_id and w.theme_id = t.id and w.kind = 'quote' order by w.id) else '{}' end
  from theme_share h join theme t on t.study_id = h.study_id and t.id = h.theme_id join study s on s.id = t.study_id
  where t.set_aside_at is null and exists (select from heard e where e.study_id = t.study_id and e.theme_id = t.id)
    and (has_role('operator') or exists (select from school_role r where r.person_id = own_person()) or exists (select from collaborative_role r where r.person_id = own_person()))
$$;
