-- How differences between coders were settled. What each of them coded stays as it is; a consensus round holds what was settled, and the figure from before stays beside it.

-- A round is settled once.
create unique index one_consensus_of_a_round on coding_round (study_id, of_round) where kind = 'consensus';

-- Every figure of agreement as it was when the consensus began, with the definitions of that day. It is never changed.
create table agreement_taken (
  study_id uuid not null, consensus_id uuid not null, figures jsonb not null, taken_by uuid, taken_at timestamptz not null default now(),
  primary key (study_id, consensus_id), foreign key (study_id, consensus_id) references coding_round (study_id, id) on delete cascade);
call keep_for_study('agreement_taken', '{lead,staff,moderator,coder,reader}', '{lead}');
revoke update, delete on agreement_taken from concord_app;

-- How one difference (a code on a stretch [begins, ends) of a text, in UTF-16 units) was settled: once, by one person, or by two where `with_person` is named.
create table adjudication (
  study_id uuid not null, id uuid not null default uuid_v7(), consensus_id uuid not null, text_id uuid not null, code_id uuid not null, begins int not null check (begins >= 0), ends int not null,
  decision text not null check (decision in ('coder', 'all', 'range', 'none')), taken_from uuid references person on delete restrict, reason text not null default '',
  settled_by uuid references person on delete restrict, with_person uuid references person on delete restrict, settled_at timestamptz not null default now(),
  primary key (study_id, id), unique (study_id, consensus_id, text_id, code_id, begins, ends), check (ends > begins), check ((decision = 'coder') = (taken_from is not null)),
  foreign key (study_id, consensus_id) references coding_round (study_id, id), foreign key (study_id, text_id) references transcript_text (study_id, id) on delete cascade,
  foreign key (study_id, code_id) references code (study_id, id));
call keep_for_study('adjudication', '{lead,staff,moderator,coder,reader}', '{lead,coder}');
revoke update on adjudication from concord_app;
create policy as_oneself on adjudication as restrictive for insert to concord_app with check (settled_by = (select own_person()) or (select has_role('operator')));
create policy own_answer on adjudication as restrictive for delete to concord_app using (settled_by = (select own_person()) or (select has_role('operator')));
create index on adjudication (study_id, text_id);
create index on adjudication (study_id, code_id);

-- The codings that a settlement was about, and those that came of it (`is_result`).
create table adjudication_coding (
  study_id uuid not null, adjudication_id uuid not null, coding_id uuid not null, is_result boolean not null, primary key (study_id, adjudication_id, coding_id),
  foreign key (study_id, adjudication_id) references adjudication (study_id, id) on delete cascade, foreign key (study_id, coding_id) references coding (study_id, id) on delete cascade);
call keep_for_study('adjudication_coding', '{lead,staff,moderator,coder,reader}', '{lead,coder}');
create index on adjudication_coding (study_id, coding_id);
