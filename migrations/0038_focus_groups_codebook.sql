-- What was coded stays when a text is corrected or somebody's turns are taken out of it; memos; and what a coder has to look at again.

-- `reworded`: words under it changed when it was carried to a later version of its text, and its coder has not looked since. `looked_version`: the version of the codebook with
-- which its coder looked at it again and left it as it is.
alter table coding add column reworded boolean not null default false, add column looked_version int;

-- A coding of which no word is left in its text, without what it said. Its coder is told; others know of it as of the coding.
create table lost_coding (
  study_id uuid not null, id uuid not null, round_id uuid not null, transcript_id uuid not null, code_id uuid not null, coder_id uuid not null references person on delete restrict,
  lost_at timestamptz not null default now(), told_at timestamptz,
  primary key (study_id, id), foreign key (study_id, round_id) references coding_round (study_id, id), foreign key (study_id, transcript_id) references transcript (study_id, id) on delete cascade,
  foreign key (study_id, code_id) references code (study_id, id));
alter table lost_coding enable row level security;
create policy own_or_opened on lost_coding for select to concord_app using
  (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) and (coder_id = (select own_person())
    or round_id in (select r.id from coding_round r where r.study_id = lost_coding.study_id and (r.kind <> 'blind' or r.opened_at is not null))));
create policy operator_reads_opened on lost_coding for select to concord_app using ((select has_role('operator'))
  and round_id in (select r.id from coding_round r where r.study_id = lost_coding.study_id and (r.kind <> 'blind' or r.opened_at is not null)));
create policy own on lost_coding for update to concord_app using (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')))
  with check (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')));
grant select, update (told_at) on lost_coding to concord_app;
create index on lost_coding (study_id, round_id);
create index on lost_coding (study_id, transcript_id);
create index on lost_coding (study_id, code_id);

-- That a coder says to be done with a round: their own word, and nothing of what they coded.
create table round_done (
  study_id uuid not null, round_id uuid not null, coder_id uuid not null references person on delete cascade, done_at timestamptz not null default now(),
  primary key (study_id, round_id, coder_id), foreign key (study_id, round_id) references coding_round (study_id, id) on delete cascade);
alter table round_done enable row level security;
create policy study_reads on round_done for select to concord_app using (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) or (select has_role('operator')));
create policy own on round_done to concord_app using (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')))
  with check (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')));
grant select, insert, delete on round_done to concord_app;

-- A memo on the study, a code or a turn; that on a coding stands with the coding. Written in a blind round it is as blind as a coding.
create table study_memo (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), about text not null check (about in ('study', 'code', 'turn')),
  code_id uuid, text_id uuid, position int, round_id uuid, words text not null check (words <> ''), author_id uuid not null references person on delete restrict,
  made_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  primary key (study_id, id), foreign key (study_id, code_id) references code (study_id, id), foreign key (study_id, round_id) references coding_round (study_id, id),
  foreign key (study_id, text_id, position) references transcript_turn (study_id, text_id, position) on delete cascade,
  check ((about = 'code') = (code_id is not null)), check ((about = 'turn') = (text_id is not null)), check ((text_id is null) = (position is null)), check (round_id is null or about = 'turn'));
alter table study_memo enable row level security;
create policy own_or_opened on study_memo for select to concord_app using
  (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) and (text_id is null or text_id in (select t.id from transcript_text t where t.study_id = study_memo.study_id))
    and (author_id = (select own_person()) or round_id is null
      or round_id in (select r.id from coding_round r where r.study_id = study_memo.study_id and (r.kind <> 'blind' or r.opened_at is not null))));
create policy operator_reads_opened on study_memo for select to concord_app using ((select has_role('operator')) and (round_id is null
  or round_id in (select r.id from coding_round r where r.study_id = study_memo.study_id and (r.kind <> 'blind' or r.opened_at is not null))));
create policy own on study_memo to concord_app using (author_id = (select own_person()) and study_id in (select studies_as('lead', 'moderator', 'coder')))
  with check (author_id = (select own_person()) and study_id in (select studies_as('lead', 'moderator', 'coder'))
    and (text_id is null or text_id in (select t.id from transcript_text t where t.study_id = study_memo.study_id and t.signed_at is not null)));
-- Whoever holds the machine brings in what another program's coders wrote.
create policy operator_brings on study_memo for insert to concord_app with check ((select has_role('operator')));
grant select, insert, delete, update (words, changed_at) on study_memo to concord_app;
create index on study_memo (study_id, code_id);
create index on study_memo (study_id, text_id, position);
create index on study_memo (study_id, round_id);

-- So many UTF-16 units.
create function utf16_length(words text) returns int immutable language sql as $$
  select length(words) + length(regexp_replace(words, '[^\U00010000-\U0010FFFF]', '', 'g'))
$$;

-- Where spans of a text stand in a later version of it, by the edits that lead from each version to the next: the rule of `carriedAcross` in transcripts/edit-list.ts. A span of
-- which nothing is left is not answered. Each version's edits lead from the version before it that is still there.
create function carried_spans(of_study uuid, from_text uuid, to_text uuid, all_begins int[], all_ends int[]) returns table (at int, begins int, ends int, is_reworded boolean)
language plpgsql set search_path = public, pg_temp as $$
declare step jsonb; ats int[]; b int[] := all_begins; e int[] := all_ends; r boolean[] := array_fill(false, array[coalesce(cardinality(all_begins), 0)]);
begin
  select coalesce(array_agg(n), '{}') into ats from generate_series(1, cardinality(all_begins)) n;
  for step in select later.edits from transcript_text later join transcript_text first on first.study_id = of_study and first.id = from_text
    join transcript_text last on last.study_id = of_study and last.id = to_text and last.transcript_id = first.transcript_id
    where later.study_id = of_study and later.transcript_id = first.transcript_id and later.number > first.number and later.number <= last.number order by later.number
  loop
    with edit as materialized (select x.start, x."end", utf16_length(x.text) - (x."end" - x.start) as grown from jsonb_to_recordset(step) as x(start int, "end" int, text text)),
    moved as (
      select s.at, least(s.b, m.opens) + coalesce(m.before, 0) as b, greatest(s.e, m.closes) + coalesce(m.through, 0) as e, s.r or m.opens is not null as r
      from unnest(ats, b, e, r) as s(at, b, e, r) left join lateral (
        select min(edit.start) filter (where edit."end" > s.b) as opens, max(edit."end") filter (where edit."end" > s.b) as closes,
          sum(edit.grown) filter (where edit."end" <= s.b) as before, sum(edit.grown) as through
        from edit where edit.start < s.e) m on true)
    select coalesce(array_agg(m.at order by m.at), '{}'), coalesce(array_agg(m.b order by m.at), '{}'), coalesce(array_agg(m.e order by m.at), '{}'), coalesce(array_agg(m.r order by m.at), '{}')
      into ats, b, e, r from moved m where m.e > m.b;
  end loop;
  return query select * from unnest(ats, b, e, r);
end $$;

-- Carries what was coded in one version of a text to a later one: codings (in every round, closed ones too), the turns that a round asks for, and memos on turns. Whose words are
-- gone is lost, and its coder told; two of one coder that come to be the same are one, with both memos. Nobody calls it: it runs, with its owner's rights, when a text is signed,
-- because whoever signs sees no blind coding, and it answers nothing.
create function carry_codings(of_study uuid, from_text uuid, to_text uuid) returns void language plpgsql set search_path = public, pg_temp as $$
declare ids uuid[]; b int[]; e int[]; of_transcript uuid;
begin
  select t.transcript_id into of_transcript from transcript_text t where t.study_id = of_study and t.id = to_text;
  select coalesce(array_agg(c.id), '{}'), coalesce(array_agg(c.begins), '{}'), coalesce(array_agg(c.ends), '{}') into ids, b, e
    from (select * from coding c where c.study_id = of_study and c.text_id = from_text order by c.id) c;
  with carried as materialized (
    select c.id, c.memo, s.begins, s.ends, s.is_reworded, row_number() over same as place, first_value(c.id) over same as stays
    from carried_spans(of_study, from_text, to_text, b, e) s join coding c on c.study_id = of_study and c.id = ids[s.at]
    where exists (select from transcript_turn t where t.study_id = of_study and t.text_id = to_text and t.ends > s.begins and t.begins < s.ends)
      and s.ends <= (select max(t.ends) from transcript_turn t where t.study_id = of_study and t.text_id = to_text)
    window same as (partition by c.round_id, c.code_id, c.coder_id, s.begins, s.ends order by c.made_at, c.id)),
  lost as (insert into lost_coding (study_id, id, round_id, transcript_id, code_id, coder_id)
    select c.study_id, c.id, c.round_id, of_transcript, c.code_id, c.coder_id from coding c
    where c.study_id = of_study and c.text_id = from_text and not exists (select from carried s where s.id = c.id)),
  moved as (update coding c set text_id = to_text, begins = s.begins, ends = s.ends, reworded = c.reworded or s.is_reworded,
      memo = (select coalesce(string_agg(o.memo, E'\n\n' order by o.place), '') from carried o where o.stays = s.id and o.memo <> '')
    from carried s where c.study_id = of_study and c.id = s.id and s.place = 1)
  delete from coding c where c.study_id = of_study and c.text_id = from_text and not exists (select from carried s where s.id = c.id and s.place = 1);

  with moved as materialized (
    select o.position as was, n.position from (select array_agg(t.begins order by t.position) as b, array_agg(t.ends order by t.position) as e, array_agg(t.position order by t.position) as p
      from transcript_turn t where t.study_id = of_study and t.text_id = from_text and t.ends > t.begins) a
    cross join lateral carried_spans(of_study, from_text, to_text, a.b, a.e) s join transcript_turn o on o.study_id = of_study and o.text_id = from_text and o.position = a.p[s.at]
    cross join lateral (select t.position from transcript_turn t where t.study_id = of_study and t.text_id = to_text and t.ends > s.begins and t.begins < s.ends
      order by least(t.ends, s.ends) - greatest(t.begins, s.begins) desc, t.position limit 1) n),
  asked as (insert into coding_round_turn (study_id, round_id, text_id, position)
    select distinct a.study_id, a.round_id, to_text, m.position from coding_round_turn a join moved m on m.was = a.position
    where a.study_id = of_study and a.text_id = from_text on conflict do nothing),
  gone as (delete from coding_round_turn a where a.study_id = of_study and a.text_id = from_text)
  update study_memo memo set text_id = to_text, position = m.position from moved m where memo.study_id = of_study and memo.text_id = from_text and memo.position = m.was;
end $$;
revoke execute on function carry_codings, carried_spans from public;

create function carry_to_signed_text() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare before uuid;
begin
  for before in select t.id from transcript_text t where t.study_id = new.study_id and t.transcript_id = new.transcript_id and t.number < new.number and t.signed_at is not null order by t.number
  loop perform carry_codings(new.study_id, before, new.id); end loop;
  return null;
end $$;
create trigger carries after update of signed_at on transcript_text for each row when (old.signed_at is null and new.signed_at is not null) execute function carry_to_signed_text();

-- What was coded before somebody withdrew is carried, too, where what they said stays; only carrying runs in another name than the application's.
create or replace function keep_coding_within() returns trigger language plpgsql as $$
begin
  if not exists (select from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
    or new.ends > (select max(t.ends) from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id)
  then raise exception 'A coding lies in what was said.' using errcode = 'check_violation'; end if;
  if tg_op = 'UPDATE' and current_user <> 'concord_app' then return new; end if;
  if exists (select from transcript_turn t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id
    where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
  then raise exception 'Somebody who speaks here withdrew, so nothing new is coded.' using errcode = 'check_violation'; end if;
  return new;
end $$;
