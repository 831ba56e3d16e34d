-- What each participant allows today: nothing without agreeing to take part, nothing by a consent of a day to come (but for a day east of this machine), and nothing once they declined.
create or replace view participant_allows with (security_invoker = true) as
  select p.study_id, p.id as participant_id, p.site_id, coalesce(c.granted, '{}') as granted, w.promise as withdrawn,
    coalesce('quote' = any (c.granted), false) and w.participant_id is null as may_quote,
    coalesce('cross-school analysis' = any (c.granted), false) and (w.participant_id is null or w.promise = 'keep analysed') as may_cross,
    coalesce('take part' = any (c.granted), false) and (w.participant_id is null or w.promise <> 'remove') as takes_part
  from participant p
  left join lateral (select n.granted from (select granted from consent c where c.study_id = p.study_id and c.participant_id = p.id and c.given_on <= current_date + 1
      order by c.given_on desc, c.id desc limit 1) n
    where p.state <> 'declined' and 'take part' = any (n.granted)) c on true
  left join withdrawal w on w.study_id = p.study_id and w.participant_id = p.id;
