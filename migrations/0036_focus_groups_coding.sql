-- Codes, and where they stand in what was said. Whose coding is seen by whom is the round's: in a blind one nobody sees another's, in this database, until its lead opens it.

-- A code as it stands now; a version of the codebook is what stood at one time. A code is merged into another or retired, never deleted: codings name it.
create table code (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), parent_id uuid, name text not null, definition text not null default '',
  include text not null default '', exclude text not null default '', example text not null default '', colour int not null default 0 check (colour between 0 and 11), position int not null default 0,
  merged_into uuid, retired_at timestamptz, made_by uuid, made_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  primary key (study_id, id), foreign key (study_id, parent_id) references code (study_id, id), foreign key (study_id, merged_into) references code (study_id, id),
  check (parent_id is distinct from id), check (merged_into is null or retired_at is not null));
call keep_for_study('code', '{lead,staff,moderator,coder,reader}', '{lead,coder}');
create unique index one_code_of_a_name on code (study_id, coalesce(parent_id, '00000000-0000-0000-0000-000000000000'::uuid), lower(name)) where retired_at is null;
create index on code (study_id, parent_id);
create index on code (study_id, merged_into);

-- Every change of the codebook is its next version, with what it was and is.
create table codebook_change (
  study_id uuid not null references study on delete cascade, version int not null, act text not null check (act in ('add', 'describe', 'move', 'merge', 'split', 'retire', 'restore')),
  code_id uuid not null, into_id uuid, before jsonb, after jsonb, reason text, made_by uuid, made_at timestamptz not null default now(),
  primary key (study_id, version), foreign key (study_id, code_id) references code (study_id, id), foreign key (study_id, into_id) references code (study_id, id));
call keep_for_study('codebook_change', '{lead,staff,moderator,coder,reader}', '{lead,coder}');
revoke update, delete on codebook_change from concord_app;

-- A round of coding. An open one is seen by the team as it goes; a blind one once its lead opens it; `consensus` holds what was settled of another round.
create table coding_round (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), title text not null, kind text not null check (kind in ('open', 'blind', 'consensus')),
  of_round uuid, seed text, codebook_version int not null default 0, begun_by uuid, begun_at timestamptz not null default now(), opened_at timestamptz, closed_at timestamptz,
  primary key (study_id, id), unique (study_id, title), foreign key (study_id, of_round) references coding_round (study_id, id), check ((kind = 'consensus') = (of_round is not null)));
call keep_for_study('coding_round', '{lead,staff,moderator,coder,reader}', '{lead}');
create index on coding_round (study_id, of_round);
-- What a blind round asks to be coded: turns drawn by its seed. None: every signed text.
create table coding_round_turn (
  study_id uuid not null, round_id uuid not null, text_id uuid not null, position int not null,
  primary key (study_id, round_id, text_id, position), foreign key (study_id, round_id) references coding_round (study_id, id) on delete cascade,
  foreign key (study_id, text_id, position) references transcript_turn (study_id, text_id, position) on delete cascade);
call keep_for_study('coding_round_turn', '{lead,staff,moderator,coder,reader}', '{lead}');
create index on coding_round_turn (study_id, text_id, position);

-- A passage [begins, ends) of a signed text, in UTF-16 units, that one coder gave one code, once at a time.
create table coding (
  study_id uuid not null, id uuid not null default uuid_v7(), round_id uuid not null, text_id uuid not null, code_id uuid not null, coder_id uuid not null references person on delete restrict,
  begins int not null check (begins >= 0), ends int not null, memo text not null default '', codebook_version int not null, made_at timestamptz not null default now(), changed_at timestamptz not null default now(),
  primary key (study_id, id), check (ends > begins), unique (study_id, round_id, text_id, code_id, coder_id, begins, ends), foreign key (study_id, round_id) references coding_round (study_id, id),
  foreign key (study_id, text_id) references transcript_text (study_id, id) on delete cascade, foreign key (study_id, code_id) references code (study_id, id));
alter table coding enable row level security;
create policy own_or_opened on coding for select to concord_app using
  (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) and (coder_id = (select own_person())
    or round_id in (select r.id from coding_round r where r.study_id = coding.study_id and (r.kind <> 'blind' or r.opened_at is not null))));
create policy operator_reads_opened on coding for select to concord_app using ((select has_role('operator'))
  and round_id in (select r.id from coding_round r where r.study_id = coding.study_id and (r.kind <> 'blind' or r.opened_at is not null)));
-- A coder writes the own ones, on what is signed, while the round goes on.
create policy own on coding to concord_app
  using (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')) and round_id in (select r.id from coding_round r where r.study_id = coding.study_id and r.closed_at is null))
  with check (coder_id = (select own_person()) and study_id in (select studies_as('lead', 'coder')) and round_id in (select r.id from coding_round r where r.study_id = coding.study_id and r.closed_at is null)
    and text_id in (select t.id from transcript_text t where t.study_id = coding.study_id and t.signed_at is not null));
-- Whoever holds the machine brings in what another program coded.
create policy operator_brings on coding for insert to concord_app with check ((select has_role('operator')));
grant select, insert, update, delete on coding to concord_app;
create index on coding (study_id, text_id, begins);
create index on coding (study_id, code_id);
-- A coding lies within its text, and where its participant takes part still.
create function keep_coding_within() returns trigger language plpgsql as $$
begin
  if not exists (select from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
    or new.ends > (select max(t.ends) from transcript_turn t where t.study_id = new.study_id and t.text_id = new.text_id)
  then raise exception 'A coding lies in what was said.' using errcode = 'check_violation'; end if;
  if exists (select from transcript_turn t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id
    where t.study_id = new.study_id and t.text_id = new.text_id and t.ends > new.begins and t.begins < new.ends)
  then raise exception 'Somebody who speaks here withdrew, so nothing new is coded.' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger within before insert or update of begins, ends, text_id on coding for each row execute function keep_coding_within();
