-- What was said. As it was said, it is read only by those whom the study names and who do not teach there; what the team reads is a de-identified text that somebody signed.

-- A session stays at its site, and a site at its school: who teaches there follows from it.
alter table group_session add unique (study_id, id, site_id);
revoke update on study_site from concord_app;
grant update (determination, board, lead_board, reliance, number, approved_on, expires_on, changed_at) on study_site to concord_app;

-- Its title names nobody. `state` is told by the commands: brought in, being de-identified, signed.
create table transcript (
  study_id uuid not null, id uuid not null default uuid_v7(), session_id uuid not null, site_id uuid not null, title text not null,
  state text not null default 'brought' check (state in ('brought', 'reviewing', 'signed')), brought_by uuid, brought_at timestamptz not null default now(), erased_at timestamptz,
  primary key (study_id, id), unique (study_id, title), unique (study_id, id, site_id), foreign key (study_id, session_id, site_id) references group_session (study_id, id, site_id),
  foreign key (study_id, site_id) references study_site (study_id, id));
alter table transcript enable row level security;
create policy study_reads on transcript for select to concord_app using (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) or (select has_role('operator')));
create policy named_people on transcript to concord_app using (may_read_originals(study_id, site_id) or (select has_role('operator')))
  with check (may_read_originals(study_id, site_id) or (select has_role('operator')));
grant select, insert, delete, update (title, state) on transcript to concord_app;
create trigger covered before insert on transcript for each row execute function only_for_covered_site();
create index on transcript (study_id, session_id);
create index on transcript (study_id, site_id);

-- A table of a site's originals: whoever may read them keeps it, whoever holds the machine may only bring in.
create procedure keep_for_originals(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy named_people on %I to concord_app using (may_read_originals(study_id, site_id)) with check (may_read_originals(study_id, site_id))', name);
  execute format('create policy operator_brings on %I for insert to concord_app with check ((select has_role(''operator'')))', name);
  execute format('grant select, insert, update, delete on %I to concord_app', name);
end $$;

-- A version of what was said, with its file's name. `turns`: [{speaker, start, end, from, to, cues}], UTF-16 units of `text`, milliseconds of the recording. `change`: whether it is
-- what came, another speaker rule, or other words; `edits` lead to it from the version before. `source` of the first one: {passages, messages}, so that another rule needs no file.
create table transcript_original (
  study_id uuid not null, transcript_id uuid not null, site_id uuid not null, version int not null, file_name text not null, format text not null, text text not null, hash text not null,
  turns jsonb not null, messages jsonb not null default '[]', change text not null default 'brought' check (change in ('brought', 'rule', 'words')), rule jsonb, edits jsonb not null default '[]',
  source jsonb, brought_by uuid, brought_at timestamptz not null default now(),
  primary key (study_id, transcript_id, version), foreign key (study_id, transcript_id) references transcript (study_id, id) on delete cascade,
  foreign key (study_id, transcript_id, site_id) references transcript (study_id, id, site_id));
call keep_for_originals('transcript_original');
revoke update on transcript_original from concord_app;
create index on transcript_original (study_id, transcript_id, site_id);

-- Who a label of the original is: a participant, a moderator, or somebody else.
create table transcript_speaker (
  study_id uuid not null, transcript_id uuid not null, site_id uuid not null, label text not null, kind text not null check (kind in ('participant', 'moderator', 'other')), participant_id uuid,
  primary key (study_id, transcript_id, label), foreign key (study_id, transcript_id) references transcript (study_id, id) on delete cascade,
  foreign key (study_id, participant_id) references participant (study_id, id), foreign key (study_id, transcript_id, site_id) references transcript (study_id, id, site_id),
  check (kind = 'participant' or participant_id is null));
call keep_for_originals('transcript_speaker');
create index on transcript_speaker (study_id, participant_id);
create index on transcript_speaker (study_id, transcript_id, site_id);

-- A de-identified text. A version never changes but to be signed; a correction is another one, with the edits that lead to it from the one before. The team reads signed ones.
create table transcript_text (
  study_id uuid not null, id uuid not null default uuid_v7(), transcript_id uuid not null, site_id uuid not null, number int not null, text text not null, hash text not null,
  edits jsonb not null default '[]', made_by uuid, made_at timestamptz not null default now(), signed_by uuid, signed_at timestamptz, second_by uuid, residual_risk text,
  primary key (study_id, id), unique (study_id, transcript_id, number), foreign key (study_id, transcript_id) references transcript (study_id, id) on delete cascade,
  foreign key (study_id, transcript_id, site_id) references transcript (study_id, id, site_id), check ((signed_at is null) = (residual_risk is null)));
alter table transcript_text enable row level security;
create policy team_reads_signed on transcript_text for select to concord_app using
  (signed_at is not null and (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) or (select has_role('operator'))));
create policy named_people on transcript_text to concord_app using (may_read_originals(study_id, site_id)) with check (may_read_originals(study_id, site_id));
grant select, insert, delete, update (signed_by, signed_at, second_by, residual_risk) on transcript_text to concord_app;
create index on transcript_text (study_id, transcript_id, site_id);
-- A signed text stays as it was signed. What a participant may have removed is left out of a next version, and the versions that had it are deleted.
create function keep_signed_text() returns trigger language plpgsql as $$
begin
  if old.signed_at is not null and (new.signed_at is distinct from old.signed_at or new.signed_by is distinct from old.signed_by or new.residual_risk is distinct from old.residual_risk)
  then raise exception 'A signed text stays as it was signed.'; end if;
  return new;
end $$;
create trigger keep_signed before update on transcript_text for each row execute function keep_signed_text();

-- Who speaks where in a text: UTF-16 units [start, end), milliseconds of the recording. Read with its text, as far as that is read.
create table transcript_turn (
  study_id uuid not null, text_id uuid not null, position int not null, speaker text not null, kind text not null check (kind in ('participant', 'moderator', 'other')), participant_id uuid,
  begins int not null, ends int not null check (ends >= begins), from_ms int, to_ms int,
  primary key (study_id, text_id, position), foreign key (study_id, text_id) references transcript_text (study_id, id) on delete cascade,
  foreign key (study_id, participant_id) references participant (study_id, id));
alter table transcript_turn enable row level security;
create policy with_its_text on transcript_turn to concord_app using (text_id in (select t.id from transcript_text t where t.study_id = transcript_turn.study_id))
  with check (text_id in (select t.id from transcript_text t where t.study_id = transcript_turn.study_id and may_read_originals(t.study_id, t.site_id)));
grant select, insert, delete on transcript_turn to concord_app;
create index on transcript_turn (study_id, participant_id);

-- What may be quoted today: turns of whoever allows it; a moderator's words are the study's own.
create view quotable_turn with (security_invoker = true) as
  select t.* from transcript_turn t left join participant_allows a on a.study_id = t.study_id and a.participant_id = t.participant_id
  where t.kind = 'moderator' or (t.kind = 'participant' and a.may_quote);
grant select on quotable_turn to concord_app;

-- Nothing comes in as it was said once originals are to be gone, and nothing of a transcript whose originals are gone.
create function only_while_originals_stay() returns trigger language plpgsql as $$
begin
  if exists (select from study s where s.id = new.study_id and s.originals_until < current_date)
    or exists (select from transcript t where t.study_id = new.study_id and t.id = new.transcript_id and t.erased_at is not null)
  then raise exception 'The originals of this study are gone.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger stays before insert on transcript_original for each row execute function only_while_originals_stay();
create trigger stays before insert on transcript_speaker for each row execute function only_while_originals_stay();

-- Erases what was said as it was said, in every study whose day for it has passed: every version with what came of it, who its speakers are, texts that nobody signed. Each transcript leaves an event.
create function erase_due_originals() returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare due record;
begin
  for due in select t.study_id, t.id, s.originals_until from transcript t join study s on s.id = t.study_id
    where s.originals_until < current_date and t.erased_at is null order by t.study_id, t.id for update of t skip locked
  loop
    delete from transcript_text where study_id = due.study_id and transcript_id = due.id and signed_at is null;
    delete from transcript_speaker where study_id = due.study_id and transcript_id = due.id;
    delete from transcript_original where study_id = due.study_id and transcript_id = due.id;
    update transcript set erased_at = now() where study_id = due.study_id and id = due.id;
    insert into study_event (study_id, actor, verb, subject, subject_id, after)
      values (due.study_id, 'operator', 'erase', 'transcript_original', due.id::text, jsonb_build_object('until', due.originals_until));
  end loop;
end $$;
revoke execute on function erase_due_originals from public;
grant execute on function erase_due_originals to concord_system;
