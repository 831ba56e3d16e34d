-- Of whom a step was confirmed, who is asked to observe, and whose teaching was observed: that they were written to. The job reads who and which programme, and no word of what was seen.
create table path_mail (
  kind text not null check (kind in ('step', 'ask', 'observed')), standing_id uuid references standing on delete cascade, observation_id uuid references teaching_observation on delete cascade,
  told_at timestamptz not null default now(), check (num_nonnulls(standing_id, observation_id) = 1), unique nulls not distinct (kind, standing_id, observation_id));
create index on path_mail (standing_id);
create index on path_mail (observation_id);
call keep_for_system('path_mail');
create policy system on programme for select to concord_system using (true);
create policy system on standing for select to concord_system using (true);
create policy system on teaching_observation for select to concord_system using (true);
grant select (id, title, is_sample) on programme to concord_system;
grant select (id, programme_id, person_id, step, confirmed_by_name, recorded_at, ended_at) on standing to concord_system;
grant select (id, programme_id, person_id, name, observer_id, observer_name, assigned_by, made_at, given_at, read_at) on teaching_observation to concord_system;
