-- Memos of another program wait as its codings do, and no name that a study knows comes in with the words of a file.

-- Without a code: a memo on the turn that stands at its place.
alter table imported_coding alter column code_id drop not null;

-- A memo on the study or a code. It waits with the texts that came in the same file, one after the other, and is the team's when the last of them is signed.
create table imported_memo (
  study_id uuid not null, id uuid not null, import_id uuid not null, transcript_id uuid not null, site_id uuid not null, code_id uuid, words text not null check (words <> ''),
  author_id uuid not null references person on delete cascade, made_at timestamptz not null default now(),
  primary key (study_id, id), foreign key (study_id, import_id) references imported_file (study_id, id) on delete cascade, foreign key (study_id, transcript_id) references transcript (study_id, id) on delete cascade,
  foreign key (study_id, transcript_id, site_id) references transcript (study_id, id, site_id), foreign key (study_id, code_id) references code (study_id, id));
call keep_for_originals('imported_memo');
revoke update, delete on imported_memo from concord_app;
create index on imported_memo (study_id, transcript_id, site_id);
create index on imported_memo (study_id, import_id);
create index on imported_memo (study_id, code_id);
create index on imported_memo (author_id);

-- Keeps that the key is read for what comes in: the participants of the sites whose originals the asking person may read, all of them for whoever holds the machine.
create function keep_reading_of_names(of_study uuid) returns void language sql as $$
  insert into study_event (study_id, actor, person_id, verb, subject, subject_id, after)
    select of_study, case when own_person() is null then 'operator' else 'person' end, own_person(), 'read', 'participant_key', null,
      jsonb_build_object('participants', jsonb_agg(k.participant_id order by k.participant_id), 'why', 'to find names in what comes in with a file')
    from participant_key k join participant p on p.study_id = k.study_id and p.id = k.participant_id
    where k.study_id = of_study and (has_role('operator') or may_read_originals(of_study, p.site_id)) having count(*) > 0
$$;
-- The names of those sites (of the key, and of the roster's people) as patterns, each with its pseudonym: {all, each: [{any, capital, pseudonym}]}. Nobody calls it but what brings words in,
-- so that nobody tries names on it.
create function names_to_replace(of_study uuid) returns jsonb stable language sql as $$
  with reached as (select s.id from study_site s where s.study_id = of_study and (has_role('operator') or may_read_originals(of_study, s.id))),
    known as (
      select p.pseudonym, k.name from participant_key k join participant p on p.study_id = k.study_id and p.id = k.participant_id where k.study_id = of_study and p.site_id in (select id from reached)
      union all select r.pseudonym, name from roster_entry r cross join unnest(r.names) name where r.study_id = of_study and r.kind = 'person' and r.site_id in (select id from reached)),
    -- each word of a name that names somebody; shorter ones are looked for as parts of the whole name
    word as (select k.pseudonym, w from known k cross join regexp_split_to_table(k.name, '[\s,.;:()"/-]+') w
      where length(w) > 2 and w !~ '^[0-9]' and lower(w) <> all ('{dean,professor,prof,mrs,sir,she,her,him,they,them,speaker,participant,student,moderator,interviewer,facilitator,interviewee,respondent,unknown,unidentified,male,female,man,woman,voice,person,host,guest,group,all,several,another}')
      union select k.pseudonym, k.name from known k where k.name ~ '[^\s0-9]{2}\s+[^\s0-9]{2}'),
    -- a name that is a word too is a name with a capital letter only
    form as (select pseudonym, regexp_replace(regexp_replace(w, '([^[:alnum:][:space:]])', '\\\1', 'g'), '\s+', '\\s+', 'g') as w,
        lower(w) = any ('{will,bill,rich,dick,pat,dot,drew,frank,rob,sue,cat,kit,ted,nat,bert,mark,may,june,rose,grace,hope,faith,joy,art,jack,meg,dawn,iris,lily,summer,miles,pearl,ruby,young,long,brown,white,black,green,gray,day,page,price,wood,stone,hill,field,best,good,case,chance,strong,small,little,new,love,short,bright,close,hand,heard,reading,study}') as is_word
      from word),
    own as (select pseudonym, string_agg(w, '|' order by w) filter (where not is_word) as "any", string_agg(initcap(w) || '|' || upper(w), '|' order by w) filter (where is_word) as capital from form group by pseudonym),
    whole as (select '(?<![0-9A-Za-z\u00C0-\u024F\u0370-\u1FFF])(?:%1$s)(?:\s+(?:%1$s))*(?![0-9A-Za-z\u00C0-\u024F\u0370-\u1FFF])' as words)
  select jsonb_build_object('all', string_agg(concat_ws('|', "any", capital), '|'), 'each', jsonb_agg(jsonb_build_object('pseudonym', replace(pseudonym, '\', '\\'),
    'any', case when "any" is not null then format(words, "any") end, 'capital', case when capital is not null then format(words, capital) end))) from own cross join whole
$$;
-- Words with the pseudonym in the place of every name.
create function without_names(words text, names jsonb) returns text immutable language plpgsql as $$
declare one jsonb;
begin
  if coalesce(words, '') = '' or coalesce(names ->> 'all', '') = '' or words !~* (names ->> 'all') then return words; end if;
  for one in select e from jsonb_array_elements(names -> 'each') e loop
    if one ->> 'any' is not null then words := regexp_replace(words, one ->> 'any', one ->> 'pseudonym', 'gi'); end if;
    if one ->> 'capital' is not null then words := regexp_replace(words, one ->> 'capital', one ->> 'pseudonym', 'g'); end if;
  end loop;
  return words;
end $$;
revoke execute on function keep_reading_of_names, names_to_replace, without_names from public;

-- Whether an import goes on: in this transaction, by the asking person.
create function import_goes_on(of_study uuid, of_import uuid, its_kind text) returns boolean stable language sql as $$
  select exists (select from imported_file f where f.study_id = of_study and f.id = of_import and f.kind = coalesce(its_kind, f.kind) and (f.brought_by = own_person() or f.brought_by is null and has_role('operator')) and f.brought_at = now())
$$;
create or replace function bring_file(of_study uuid, its_title text, its_kind text, its_origin text, its_hash text, its_counts jsonb) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare round uuid; brought uuid;
begin
  if not (may_bring_into(of_study) or (its_kind = 'codebook' and of_study in (select studies_as('lead', 'coder')))) then raise exception 'Nothing comes in by this person.' using errcode = 'insufficient_privilege'; end if;
  if its_kind = 'project' then
    insert into coding_round (study_id, title, kind, codebook_version, begun_by, closed_at)
      values (of_study, its_title, 'open', (select coalesce(max(version), 0) from codebook_change where study_id = of_study), own_person(), now()) returning id into round;
  end if;
  perform keep_reading_of_names(of_study);
  insert into imported_file (study_id, title, kind, origin, hash, round_id, counts, brought_by)
    values (of_study, its_title, its_kind, without_names(its_origin, names_to_replace(of_study)), its_hash, round, its_counts, own_person()) returning id into brought;
  return brought;
end $$;
create or replace function bring_codes(of_study uuid, of_import uuid, brought jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare each jsonb; latest int; names jsonb := names_to_replace(of_study); free text; again int;
begin
  if not import_goes_on(of_study, of_import, null) then raise exception 'No such import goes on.' using errcode = 'insufficient_privilege'; end if;
  select coalesce(max(version), 0) into latest from codebook_change where study_id = of_study;
  for each in select e from jsonb_array_elements(brought) with ordinality all_of (e, n) order by n loop
    each := each || (select jsonb_object_agg(key, without_names(value, names)) from jsonb_each_text(each) where key in ('name', 'definition', 'include', 'exclude', 'example'));
    free := each ->> 'name'; again := 1;
    while exists (select from code c where c.study_id = of_study and c.parent_id is not distinct from (each ->> 'parentId')::uuid and lower(c.name) = lower(free) and c.retired_at is null) loop
      again := again + 1; free := (each ->> 'name') || ' (' || again || ')';
    end loop;
    each := each || jsonb_build_object('name', free);
    insert into code (study_id, id, parent_id, name, definition, include, exclude, example, colour, position, made_by) values (of_study, (each ->> 'id')::uuid, (each ->> 'parentId')::uuid, free,
      each ->> 'definition', each ->> 'include', each ->> 'exclude', each ->> 'example', (each ->> 'colour')::int, (each ->> 'position')::int, own_person());
    latest := latest + 1;
    insert into codebook_change (study_id, version, act, code_id, after, reason, made_by) values (of_study, latest, 'add', (each ->> 'id')::uuid, each - 'id' - 'position', 'Brought in', own_person());
  end loop;
end $$;
create or replace function bring_codings(of_study uuid, of_import uuid, of_text uuid, brought jsonb) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare came int; names jsonb := names_to_replace(of_study);
begin
  if not import_goes_on(of_study, of_import, 'project')
    or not exists (select from transcript_text t where t.study_id = of_study and t.id = of_text and t.signed_at is not null and (has_role('operator') or may_read_originals(of_study, t.site_id)))
  then raise exception 'No such import goes on.' using errcode = 'insufficient_privilege'; end if;
  insert into coding (study_id, id, round_id, text_id, code_id, coder_id, begins, ends, memo, codebook_version, made_at)
    select of_study, c.id, f.round_id, of_text, c."codeId", c."coderId", c.begins, c.ends, without_names(c.memo, names), r.codebook_version, coalesce(c."madeAt", now())
    from jsonb_to_recordset(brought) c (id uuid, "codeId" uuid, "coderId" uuid, begins int, ends int, memo text, "madeAt" timestamptz)
    join imported_file f on f.study_id = of_study and f.id = of_import join coding_round r on r.study_id = of_study and r.id = f.round_id
    where exists (select from study_role s where s.study_id = of_study and s.person_id = c."coderId") and may_be_coded(of_study, of_text, c.begins, c.ends)
    on conflict do nothing;
  get diagnostics came = row_count;
  return came;
end $$;

-- The turn that stands at a place of a text, unless whoever speaks there withdrew.
create function turn_to_note(of_study uuid, of_text uuid, at_unit int) returns int stable language sql as $$
  select t.position from (select * from transcript_turn where study_id = of_study and text_id = of_text and ends > at_unit order by position limit 1) t
  where not exists (select from withdrawal w where w.study_id = t.study_id and w.participant_id = t.participant_id)
$$;
revoke execute on function import_goes_on, turn_to_note from public;
-- Memos of a file that the team may read at once, since no text of the file waits or they are about a signed one: [{id, codeId?, textId?, begins?, authorId, words, madeAt}]. How many came in.
create function bring_memos(of_study uuid, of_import uuid, brought jsonb) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare came int; names jsonb := names_to_replace(of_study);
begin
  if not import_goes_on(of_study, of_import, 'project') then raise exception 'No such import goes on.' using errcode = 'insufficient_privilege'; end if;
  insert into study_memo (study_id, id, about, code_id, text_id, position, round_id, words, author_id, made_at, changed_at)
    select of_study, m.id, case when m."textId" is not null then 'turn' when m."codeId" is not null then 'code' else 'study' end, m."codeId", m."textId", turn.position, case when m."textId" is not null then f.round_id end,
      without_names(m.words, names), m."authorId", coalesce(m."madeAt", now()), coalesce(m."madeAt", now())
    from jsonb_to_recordset(brought) m (id uuid, "codeId" uuid, "textId" uuid, begins int, "authorId" uuid, words text, "madeAt" timestamptz)
    join imported_file f on f.study_id = of_study and f.id = of_import
    left join transcript_text t on t.study_id = of_study and t.id = m."textId" and t.signed_at is not null and (has_role('operator') or may_read_originals(of_study, t.site_id))
    left join lateral (select turn_to_note(of_study, t.id, m.begins) as position) turn on true
    where exists (select from study_role s where s.study_id = of_study and s.person_id = m."authorId") and (m."textId" is null or turn.position is not null)
    on conflict do nothing;
  get diagnostics came = row_count;
  return came;
end $$;

-- The text is signed: what waited for it is the team's. Memos on the study and on codes go on waiting for a text that came in the same file and is not signed.
create or replace function open_waiting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare waiting int; came int; noted int; names jsonb;
begin
  select count(*) into waiting from imported_coding c where c.study_id = new.study_id and c.text_id = new.id and c.code_id is not null;
  if not exists (select from imported_coding c where c.study_id = new.study_id and c.transcript_id = new.transcript_id) and not exists (select from imported_memo m where m.study_id = new.study_id and m.transcript_id = new.transcript_id)
  then return null; end if;
  perform keep_reading_of_names(new.study_id);
  names := names_to_replace(new.study_id);
  insert into coding (study_id, id, round_id, text_id, code_id, coder_id, begins, ends, memo, codebook_version, made_at)
    select c.study_id, c.id, f.round_id, new.id, c.code_id, c.coder_id, c.text_begins, c.text_ends, without_names(c.memo, names), r.codebook_version, c.made_at
    from imported_coding c join imported_file f on f.study_id = c.study_id and f.id = c.import_id join coding_round r on r.study_id = f.study_id and r.id = f.round_id
    where c.study_id = new.study_id and c.text_id = new.id and c.code_id is not null and may_be_coded(new.study_id, new.id, c.text_begins, c.text_ends)
    on conflict do nothing;
  get diagnostics came = row_count;
  update imported_memo m set transcript_id = next.id, site_id = next.site_id from imported_file f cross join lateral
      (select t.id, t.site_id from transcript t where t.study_id = f.study_id and t.brought_at = f.brought_at and t.id <> new.transcript_id and t.state <> 'signed' and t.erased_at is null order by t.id limit 1) next
    where m.study_id = new.study_id and m.transcript_id = new.transcript_id and f.study_id = m.study_id and f.id = m.import_id;
  insert into study_memo (study_id, id, about, code_id, text_id, position, round_id, words, author_id, made_at, changed_at)
    select c.study_id, c.id, 'turn', null::uuid, new.id, turn.position, f.round_id, without_names(c.memo, names), c.coder_id, c.made_at, c.made_at
    from imported_coding c join imported_file f on f.study_id = c.study_id and f.id = c.import_id cross join lateral (select turn_to_note(new.study_id, new.id, c.text_begins) as position) turn
    where c.study_id = new.study_id and c.text_id = new.id and c.code_id is null and c.memo <> '' and c.text_ends > c.text_begins and turn.position is not null
    union all
    select m.study_id, m.id, case when m.code_id is null then 'study' else 'code' end, m.code_id, null::uuid, null::int, null::uuid, without_names(m.words, names), m.author_id, m.made_at, m.made_at
    from imported_memo m where m.study_id = new.study_id and m.transcript_id = new.transcript_id
    on conflict do nothing;
  get diagnostics noted = row_count;
  delete from imported_coding c where c.study_id = new.study_id and c.transcript_id = new.transcript_id;
  delete from imported_memo m where m.study_id = new.study_id and m.transcript_id = new.transcript_id;
  insert into study_event (study_id, actor, person_id, verb, subject, subject_id, after)
    values (new.study_id, case when own_person() is null then 'operator' else 'person' end, own_person(), 'open', 'imported_coding', new.id::text, jsonb_build_object('codings', came, 'memos', noted, 'lost', waiting - came));
  return null;
end $$;

create or replace function forget_waiting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from imported_coding c where c.study_id = new.study_id and c.transcript_id = new.id;
  delete from imported_memo m where m.study_id = new.study_id and m.transcript_id = new.id;
  return null;
end $$;
