-- A theme rests on codings that stand: of rounds that are not blind any more, of the consensus where one settled the round, in the newest signed version of their text.
create view standing_coding with (security_invoker = true) as
  select g.study_id, g.id, g.text_id, g.code_id, g.begins, g.ends from coding g
  join coding_round r on r.study_id = g.study_id and r.id = g.round_id and (r.kind <> 'blind' or r.opened_at is not null)
    and not exists (select from coding_round s where s.study_id = r.study_id and s.of_round = r.id and s.kind = 'consensus')
  join transcript_text x on x.study_id = g.study_id and x.id = g.text_id and x.signed_at is not null
    and not exists (select from transcript_text n where n.study_id = x.study_id and n.transcript_id = x.transcript_id and n.signed_at is not null and n.number > x.number);
grant select on standing_coding to concord_app;

-- As in 0040, of such codings alone.
create or replace view theme_evidence with (security_invoker = true) as
  with met as (
    select p.study_id, p.theme_id, p.text_id, p.begins, p.ends, p.kind, false as by_code from theme_passage p
    union all
    select c.study_id, c.theme_id, g.text_id, g.begins, g.ends, 'support', true from theme_code c join code k on k.study_id = c.study_id and k.id = c.code_id
      join standing_coding g on g.study_id = c.study_id and g.code_id in (c.code_id, k.merged_into))
  select distinct m.study_id, m.theme_id, m.kind, m.by_code, m.text_id, t.position, t.participant_id, s.session_id, s.site_id, coalesce(a.may_cross, false) as may_cross
  from met m join transcript_turn t on t.study_id = m.study_id and t.text_id = m.text_id and t.begins < m.ends and t.ends > m.begins and t.kind = 'participant'
  join transcript_text x on x.study_id = t.study_id and x.id = t.text_id and x.signed_at is not null
  join transcript s on s.study_id = x.study_id and s.id = x.transcript_id
  left join participant_allows a on a.study_id = t.study_id and a.participant_id = t.participant_id
  where t.participant_id is null or a.takes_part;
