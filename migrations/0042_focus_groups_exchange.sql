-- What other programs coded. It waits closed beside the original until the text made of that is signed; then the database carries it across and the team sees it. Why so: docs/decisions/014.

-- A file that came in: what everybody of the study may know. Its name may say who somebody is and stands with the original alone.
create table imported_file (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), title text not null, kind text not null check (kind in ('project', 'codebook')), origin text, hash text not null,
  round_id uuid, counts jsonb not null default '{}', brought_by uuid, brought_at timestamptz not null default now(),
  primary key (study_id, id), unique (study_id, title), foreign key (study_id, round_id) references coding_round (study_id, id));
call keep_for_study('imported_file', '{lead,staff,moderator,coder,reader}', '{}');
revoke insert, update, delete on imported_file from concord_app;
create index on imported_file (study_id, round_id);

-- Somebody who coded in a file and is nobody of this study: a person with no address, who therefore never signs in.
create table imported_coder (
  study_id uuid not null references study on delete cascade, guid uuid not null, person_id uuid not null references person on delete cascade, name text not null,
  primary key (study_id, guid), unique (study_id, person_id));
call keep_for_study('imported_coder', '{lead,staff,moderator,coder,reader}', '{}');
revoke insert, update, delete on imported_coder from concord_app;
create index on imported_coder (person_id);

-- A coding that waits: UTF-16 units of the newest original, and once a text is made of that, of the text (`text_id`). Originals' matter: nobody but those whom the study names at the site sees one.
create table imported_coding (
  study_id uuid not null, id uuid not null, import_id uuid not null, transcript_id uuid not null, site_id uuid not null, code_id uuid not null, coder_id uuid not null references person on delete cascade,
  begins int not null check (begins >= 0), ends int not null check (ends > begins), text_id uuid, text_begins int, text_ends int, memo text not null default '', made_at timestamptz not null default now(),
  primary key (study_id, id), foreign key (study_id, import_id) references imported_file (study_id, id) on delete cascade, foreign key (study_id, transcript_id) references transcript (study_id, id) on delete cascade,
  foreign key (study_id, transcript_id, site_id) references transcript (study_id, id, site_id), foreign key (study_id, code_id) references code (study_id, id),
  foreign key (study_id, text_id) references transcript_text (study_id, id) on delete set null (text_id));
call keep_for_originals('imported_coding');
revoke update, delete on imported_coding from concord_app;
create index on imported_coding (study_id, transcript_id, site_id);
create index on imported_coding (study_id, import_id);
create index on imported_coding (study_id, code_id);
create index on imported_coding (study_id, text_id);
create index on imported_coding (coder_id);

-- UTF-16 units of a text.
create function utf16_units(of_text text) returns int immutable language sql as $$
  select length(of_text) + length(regexp_replace(of_text, '[\u0001-\uFFFF]', '', 'g'))
$$;
-- What became of [begins, ends) by edits [{start, end, text}] in order, none touching another: as carriedAcross of edit-list.ts has it.
create function carried_across(begins int, ends int, edits jsonb) returns int[] immutable language sql as $$
  with edit as (select (e ->> 'start')::int s, (e ->> 'end')::int e, utf16_units(e ->> 'text') u, sum(utf16_units(e ->> 'text') - ((e ->> 'end')::int - (e ->> 'start')::int)) over (order by n) - (utf16_units(e ->> 'text') - ((e ->> 'end')::int - (e ->> 'start')::int)) as before
      from jsonb_array_elements(edits) with ordinality each (e, n)),
    shift as (select coalesce(sum(u - (e - s)) filter (where e <= begins), 0)::int as front, coalesce(sum(u - (e - s)) filter (where e <= begins or s < ends), 0)::int as back from edit),
    met as (select min(s) as first from edit where e > begins and s < ends),
    closing as (select s, e, u, before from edit where e > begins and s < ends order by s desc limit 1)
  select array[least(begins, coalesce(first, begins)) + front, case when closing.e > ends then closing.s + closing.before + closing.u else ends + back end]::int[]
  from shift cross join met left join closing on true
$$;

-- Whether the asking person may bring a file into a study: named for one of its sites, and no teacher there.
create function may_bring_into(of_study uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select has_role('operator') or exists (select from study_site s where s.study_id = of_study and may_read_originals(of_study, s.id))
$$;

-- Keeps that a file came in, with a round of its own where it brings codings; its id.
create function bring_file(of_study uuid, its_title text, its_kind text, its_origin text, its_hash text, its_counts jsonb) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare round uuid; brought uuid;
begin
  if not (may_bring_into(of_study) or (its_kind = 'codebook' and of_study in (select studies_as('lead', 'coder')))) then raise exception 'Nothing comes in by this person.' using errcode = 'insufficient_privilege'; end if;
  if its_kind = 'project' then
    insert into coding_round (study_id, title, kind, codebook_version, begun_by, closed_at)
      values (of_study, its_title, 'open', (select coalesce(max(version), 0) from codebook_change where study_id = of_study), own_person(), now()) returning id into round;
  end if;
  insert into imported_file (study_id, title, kind, origin, hash, round_id, counts, brought_by) values (of_study, its_title, its_kind, its_origin, its_hash, round, its_counts, own_person()) returning id into brought;
  return brought;
end $$;
-- Adds the codes of a file, each after the one above it, every one as a change of the codebook: [{id, parentId, name, definition, include, exclude, example, colour, position}].
create function bring_codes(of_study uuid, of_import uuid, brought jsonb) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare each jsonb; latest int;
begin
  if not exists (select from imported_file f where f.study_id = of_study and f.id = of_import and (f.brought_by = own_person() or f.brought_by is null and has_role('operator')) and f.brought_at = now()) then raise exception 'No such import goes on.' using errcode = 'insufficient_privilege'; end if;
  select coalesce(max(version), 0) into latest from codebook_change where study_id = of_study;
  for each in select e from jsonb_array_elements(brought) with ordinality all_of (e, n) order by n loop
    insert into code (study_id, id, parent_id, name, definition, include, exclude, example, colour, position, made_by) values (of_study, (each ->> 'id')::uuid, (each ->> 'parentId')::uuid, each ->> 'name',
      each ->> 'definition', each ->> 'include', each ->> 'exclude', each ->> 'example', (each ->> 'colour')::int, (each ->> 'position')::int, own_person());
    latest := latest + 1;
    insert into codebook_change (study_id, version, act, code_id, after, reason, made_by) values (of_study, latest, 'add', (each ->> 'id')::uuid, each - 'id' - 'position', 'Brought in', own_person());
  end loop;
end $$;
-- The person for somebody who coded in a file: the same one for the same GUID.
create function bring_coder(of_study uuid, of_import uuid, its_guid uuid, its_name text) returns uuid language plpgsql security definer set search_path = public, pg_temp as $$
declare known uuid;
begin
  if not exists (select from imported_file f where f.study_id = of_study and f.id = of_import and (f.brought_by = own_person() or f.brought_by is null and has_role('operator')) and f.brought_at = now() and f.kind = 'project') then raise exception 'No such import goes on.' using errcode = 'insufficient_privilege'; end if;
  select c.person_id into known from imported_coder c where c.study_id = of_study and c.guid = its_guid;
  if known is null then
    insert into person (name, mail, is_sample) select its_name, uuid_v7() || '@coder-of-a-file.invalid', s.is_sample from study s where s.id = of_study returning id into known;
    insert into imported_coder (study_id, guid, person_id, name) values (of_study, its_guid, known, its_name);
    insert into study_role (study_id, person_id, role, given_by) values (of_study, known, 'coder', own_person());
  end if;
  return known;
end $$;
-- Codings of a file on a text that is signed already: [{id, codeId, coderId, begins, ends, memo, madeAt}]. How many came in.
create function bring_codings(of_study uuid, of_import uuid, of_text uuid, brought jsonb) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare came int;
begin
  if not exists (select from imported_file f where f.study_id = of_study and f.id = of_import and (f.brought_by = own_person() or f.brought_by is null and has_role('operator')) and f.brought_at = now() and f.kind = 'project')
    or not exists (select from transcript_text t where t.study_id = of_study and t.id = of_text and t.signed_at is not null and (has_role('operator') or may_read_originals(of_study, t.site_id)))
  then raise exception 'No such import goes on.' using errcode = 'insufficient_privilege'; end if;
  insert into coding (study_id, id, round_id, text_id, code_id, coder_id, begins, ends, memo, codebook_version, made_at)
    select of_study, c.id, f.round_id, of_text, c."codeId", c."coderId", c.begins, c.ends, c.memo, r.codebook_version, coalesce(c."madeAt", now())
    from jsonb_to_recordset(brought) c (id uuid, "codeId" uuid, "coderId" uuid, begins int, ends int, memo text, "madeAt" timestamptz)
    join imported_file f on f.study_id = of_study and f.id = of_import join coding_round r on r.study_id = of_study and r.id = f.round_id
    where exists (select from study_role s where s.study_id = of_study and s.person_id = c."coderId") and may_be_coded(of_study, of_text, c.begins, c.ends)
    on conflict do nothing;
  get diagnostics came = row_count;
  return came;
end $$;
-- Whether keep_coding_within lets a passage be coded.
create function may_be_coded(of_study uuid, of_text uuid, from_unit int, to_unit int) returns boolean stable language sql as $$
  select to_unit > from_unit and exists (select from transcript_turn t where t.study_id = of_study and t.text_id = of_text and t.ends > from_unit and t.begins < to_unit)
    and to_unit <= (select max(t.ends) from transcript_turn t where t.study_id = of_study and t.text_id = of_text)
    and not exists (select from transcript_turn t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id
      where t.study_id = of_study and t.text_id = of_text and t.ends > from_unit and t.begins < to_unit)
$$;

-- Another version of an original: what waits goes along. What stood in words that are gone goes with them.
create function carry_waiting_to_version() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with carried as (select c.id, carried_across(c.begins, c.ends, new.edits) as place from imported_coding c where c.study_id = new.study_id and c.transcript_id = new.transcript_id),
    gone as (delete from imported_coding c using carried a where c.study_id = new.study_id and c.id = a.id and a.place[2] <= a.place[1])
  update imported_coding c set begins = a.place[1], ends = a.place[2] from carried a where c.study_id = new.study_id and c.id = a.id and a.place[2] > a.place[1];
  return null;
end $$;
create trigger carries after insert on transcript_original for each row when (new.version > 1) execute function carry_waiting_to_version();

-- A text made of an original: where what waits would stand in it, by the replacements that made it.
create function place_waiting_in_text() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare replaced jsonb;
begin
  if not exists (select from imported_coding c where c.study_id = new.study_id and c.transcript_id = new.transcript_id) then return null; end if;
  select coalesce(jsonb_agg(jsonb_build_object('start', p.begins, 'end', p.ends, 'text', p.replacement) order by p.begins), '[]') into replaced
    from identifying_passage p where p.study_id = new.study_id and p.transcript_id = new.transcript_id and p.answer = 'replace';
  update imported_coding c set text_id = new.id, text_begins = (carried_across(c.begins, c.ends, replaced))[1], text_ends = (carried_across(c.begins, c.ends, replaced))[2]
    where c.study_id = new.study_id and c.transcript_id = new.transcript_id;
  return null;
end $$;
create trigger places after insert on transcript_text for each row execute function place_waiting_in_text();

-- The text is signed: what waited for it is the team's, in the round of its file. The trail says how many came, and how many stood where nothing is left or somebody withdrew.
create function open_waiting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare waiting int; came int;
begin
  select count(*) into waiting from imported_coding c where c.study_id = new.study_id and c.text_id = new.id;
  if waiting = 0 then return null; end if;
  insert into coding (study_id, id, round_id, text_id, code_id, coder_id, begins, ends, memo, codebook_version, made_at)
    select c.study_id, c.id, f.round_id, new.id, c.code_id, c.coder_id, c.text_begins, c.text_ends, c.memo, r.codebook_version, c.made_at
    from imported_coding c join imported_file f on f.study_id = c.study_id and f.id = c.import_id join coding_round r on r.study_id = f.study_id and r.id = f.round_id
    where c.study_id = new.study_id and c.text_id = new.id and may_be_coded(new.study_id, new.id, c.text_begins, c.text_ends)
    on conflict do nothing;
  get diagnostics came = row_count;
  delete from imported_coding c where c.study_id = new.study_id and c.transcript_id = new.transcript_id;
  insert into study_event (study_id, actor, person_id, verb, subject, subject_id, after)
    values (new.study_id, case when own_person() is null then 'operator' else 'person' end, own_person(), 'open', 'imported_coding', new.id::text, jsonb_build_object('codings', came, 'lost', waiting - came));
  return null;
end $$;
create trigger opens after update of signed_at on transcript_text for each row when (old.signed_at is null and new.signed_at is not null) execute function open_waiting();

-- What waits goes with the originals.
create function forget_waiting() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from imported_coding c where c.study_id = new.study_id and c.transcript_id = new.id;
  return null;
end $$;
create trigger forgets_waiting after update of erased_at on transcript for each row when (new.erased_at is not null) execute function forget_waiting();
