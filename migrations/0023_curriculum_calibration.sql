-- Calibrating together: the same activities, answered by every mapper alone, then compared and talked over. All of it is the round's own, so the collaborative's.
-- for_school_id names the school that a person answered or spoke for.

-- A round calibrates once it has a row here. rating: 1, then 2 once a second rating was asked. settling_school_id: whose leads set agreed answers beside the convener.
create table calibration (
  round_id uuid primary key references mapping_round on delete cascade, wanted int not null default 10 check (wanted between 1 and 30),
  rating int not null default 0 check (rating between 0 and 2), begun_at timestamptz, settling_school_id uuid references school on delete set null);
-- Written for the round, or offered by a lead without anything that names a person or a school; which school offered it is not kept here.
create table calibration_activity (
  id uuid primary key default uuid_v7(), round_id uuid not null references mapping_round on delete cascade, position int not null, title text not null, body text not null,
  objectives text[] not null default '{}', methods text[] not null default '{}', minutes int check (minutes >= 0),
  given_by uuid, agreed jsonb, agreed_reason text, agreed_by text, agreed_at timestamptz, unique (round_id, position) deferrable initially deferred);
-- One person's turn at one rating; finished once every activity is answered.
create table calibration_turn (
  round_id uuid not null references mapping_round on delete cascade, rating int not null, person_id uuid not null references person on delete cascade,
  for_school_id uuid not null references school on delete cascade, begun_at timestamptz not null default now(), finished_at timestamptz,
  primary key (round_id, rating, person_id));
create index on calibration_turn (for_school_id);
create table calibration_answer (
  round_id uuid not null, rating int not null, person_id uuid not null, activity_id uuid not null references calibration_activity on delete cascade,
  competency_id uuid not null references framework_item, extent text not null check (extent in ('none', 'mentioned', 'partly', 'fully')),
  level text check (level in ('introduced', 'practised', 'assessed')), answered_at timestamptz not null default now(),
  check ((extent = 'none') = (level is null)), primary key (round_id, rating, person_id, activity_id, competency_id),
  foreign key (round_id, rating, person_id) references calibration_turn on delete cascade);
create index on calibration_answer (activity_id);
-- said_by: the name at the time, since people of one school cannot read the names of another.
create table calibration_word (
  id uuid primary key default uuid_v7(), round_id uuid not null references mapping_round on delete cascade,
  activity_id uuid not null references calibration_activity on delete cascade, person_id uuid references person on delete set null, said_by text not null, words text not null,
  said_at timestamptz not null default now());
create index on calibration_word (activity_id);
-- The figures of each rating as they were computed when somebody finished it last.
create table calibration_figure (
  round_id uuid not null references mapping_round on delete cascade, rating int not null, figures jsonb not null, kept_at timestamptz not null default now(),
  primary key (round_id, rating));

-- Whether the person who asks has answered everything of a rating (of any, when none is named): before that they see nothing of the others.
create function has_calibrated(round uuid, rated int default null) returns boolean stable language sql as $$
  select exists (select from calibration_turn t where t.round_id = round and t.person_id = own_person() and t.finished_at is not null and (rated is null or t.rating = rated))
$$;
do $$
declare
  convener constant text := '(select has_role(''convener'', ''operator''))';
  mapper constant text := '((select own_school()) is not null and (select has_role(''lead'', ''mapper'')))';
  settles constant text := '(select has_role(''lead'')) and exists (select from calibration c where c.round_id = calibration_activity.round_id and (c.settling_school_id = own_school() or c.rating = 0))';
  open text;
begin
  foreach open in array array['calibration', 'calibration_activity', 'calibration_turn', 'calibration_answer', 'calibration_word', 'calibration_figure'] loop
    execute format('alter table %I enable row level security', open);
    execute format('grant select, insert, update, delete on %I to concord_app', open);
    execute format('create policy convener_keeps on %I to concord_app using (%s) with check (%s)', open, convener, convener);
  end loop;
  execute 'create policy mappers_read on calibration for select to concord_app using ' || mapper;
  execute 'create policy mappers_read on calibration_activity for select to concord_app using ' || mapper;
  -- A lead adds what they offer while the round has not begun to rate, and settles answers where the convener named their school.
  execute 'create policy leads_offer on calibration_activity for insert to concord_app with check ((select own_school()) is not null and ' || settles || ')';
  execute 'create policy leads_settle on calibration_activity for update to concord_app using (' || settles || ') with check (' || settles || ')';
  execute 'create policy own_or_finished on calibration_turn for select to concord_app using (' || mapper
    || ' and (person_id = (select own_person()) or for_school_id = (select own_school()) or finished_at is not null))';
  execute 'create policy own on calibration_turn to concord_app using (' || mapper || ' and person_id = (select own_person()) and for_school_id = (select own_school()))'
    || ' with check (' || mapper || ' and person_id = (select own_person()) and for_school_id = (select own_school()))';
  execute 'create policy own on calibration_answer to concord_app using (' || mapper || ' and person_id = (select own_person())) with check (' || mapper || ' and person_id = (select own_person()))';
  execute 'create policy figures_of_finished on calibration_figure to concord_app using (' || mapper || ' and has_calibrated(round_id, rating)) with check ('
    || mapper || ' and has_calibrated(round_id, rating))';
end $$;
create policy others_when_finished on calibration_answer for select to concord_app using (
  has_calibrated(round_id, rating) and exists (select from calibration_turn t where t.round_id = calibration_answer.round_id and t.rating = calibration_answer.rating
    and t.person_id = calibration_answer.person_id and t.finished_at is not null));
create policy talk_when_finished on calibration_word for select to concord_app using (has_calibrated(round_id));
create policy own_words on calibration_word for insert to concord_app with check (has_calibrated(round_id) and person_id = (select own_person()));
