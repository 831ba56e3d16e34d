-- What a student shows, and to whom (docs/decisions/019): one entry or the portfolio, one named reader, until a day. Nobody reads it unseen.

-- An entry that is being written, kept as it stands in its form so that it goes on anywhere; saved or thrown away, it is gone. It says nothing of a patient either: what is kept was looked through.
create table practice_draft (
  person_id uuid not null references practice_log on delete cascade, entry_id uuid not null, typed jsonb not null, revision int not null default 1, changed_at timestamptz not null default now(),
  primary key (person_id, entry_id));
call keep_for_person('practice_draft');

-- A share names one reader and an end, within a year. Without an entry it is the portfolio: of it, what `includes` says. Debriefs are none of it.
create table practice_share (
  person_id uuid not null references practice_log on delete cascade, id uuid not null default uuid_v7() unique, reader_person_id uuid not null references person on delete cascade, reader_name text not null,
  entry_id uuid, includes text[] not null check (includes <@ array['entries', 'observations', 'growth'] and cardinality(includes) > 0), made_at timestamptz not null default now(),
  ends_at timestamptz not null, ended_at timestamptz, primary key (person_id, id), check (reader_person_id <> person_id), check (ends_at > made_at and ends_at <= made_at + interval '367 days'),
  check (entry_id is null or 'entries' = any (includes)), foreign key (person_id, entry_id) references practice_entry on delete cascade);
create index on practice_share (reader_person_id);
call keep_for_person('practice_share');

-- Who looked at what was shared, and when: written by the function that answers, read by the student, changed by nobody.
create table practice_look (
  person_id uuid not null, id uuid not null default uuid_v7(), share_id uuid not null, by_name text not null, at timestamptz not null default now(), primary key (person_id, id),
  foreign key (person_id, share_id) references practice_share on delete cascade);
create index on practice_look (person_id, share_id);
alter table practice_look enable row level security;
create policy own_reads on practice_look for select to concord_app using (person_id = (select own_person()));
grant select on practice_look to concord_app;

-- Whom an address belongs to, for a share: a member by the exact address, never a list; not oneself.
create function reader_of_mail(of_mail text) returns table (id uuid, name text) stable language sql security definer set search_path = public, pg_temp as $$
  select p.id, p.name from person p where own_person() is not null and lower(p.mail) = lower(of_mail) and p.id <> own_person()
    and (exists (select from school_role r where r.person_id = p.id) or exists (select from collaborative_role r where r.person_id = p.id))
$$;

-- What others share with whoever asks, while it lasts: by whom and until when, and nothing of what is in it.
create function shared_with_me() returns table (id uuid, student text, is_entry boolean, includes text[], made_at timestamptz, ends_at timestamptz)
stable language sql security definer set search_path = public, pg_temp as $$
  select s.id, p.name, s.entry_id is not null, s.includes, s.made_at, s.ends_at from practice_share s join person p on p.id = s.person_id
  where s.reader_person_id = own_person() and s.ended_at is null and s.ends_at > now() order by s.made_at desc
$$;

-- What a share shows, to its reader alone and while it lasts; null otherwise. That they looked is written before anything is read, in the same transaction: what is answered was noted. Growth without the
-- entries is points and their words on the scale, without what was written. Observations are in a table of a later migration.
create function look_at_share(of_share uuid) returns jsonb language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s practice_share;
  entries jsonb;
  observations jsonb := '[]';
begin
  select * into s from practice_share h where h.id = of_share and h.reader_person_id = own_person() and h.ended_at is null and h.ends_at > now();
  if s.id is null then return null; end if;
  insert into practice_look (person_id, share_id, by_name) select s.person_id, s.id, p.name from person p where p.id = own_person();
  if s.includes && array['entries', 'growth'] then
    select coalesce(jsonb_agg(
        jsonb_build_object('id', e.id, 'kind', e.kind, 'month', e.month, 'selfScale', e.self_scale, 'scale', e.scale, 'competencies', array(
          select c.competency_stable_id from practice_entry_competency c where c.person_id = e.person_id and c.entry_id = e.id))
        || case when 'entries' = any (s.includes) then jsonb_build_object('rotation', e.rotation, 'part', e.part, 'goal', e.goal, 'debriefed', e.debriefed, 'selfWords', e.self_words, 'next', e.next) else '{}' end
        order by e.month desc, e.made_at desc), '[]') into entries
      from practice_entry e where e.person_id = s.person_id and (s.entry_id is null or e.id = s.entry_id);
  end if;
  if s.includes && array['observations', 'growth'] and to_regclass('practice_observation') is not null then
    select coalesce(jsonb_agg(
        jsonb_build_object('id', o.id, 'month', o.month, 'how', o.how, 'state', o.state, 'scale', o.scale, 'step', o.step, 'anchors', o.anchors, 'rubric', o.rubric, 'entryId', o.entry_id)
        || case when 'observations' = any (s.includes)
             then jsonb_build_object('observerName', o.observer_name, 'observerRole', o.observer_role, 'wentWell', o.went_well, 'toTry', o.to_try, 'reply', o.reply) else '{}' end
        order by o.month desc, o.arrived_at desc), '[]') into observations
      from practice_observation o where o.person_id = s.person_id and (s.entry_id is null or o.entry_id = s.entry_id);
  end if;
  return jsonb_build_object('student', (select p.name from person p where p.id = s.person_id), 'isEntry', s.entry_id is not null, 'includes', s.includes, 'endsAt', s.ends_at,
    'entries', coalesce(entries, '[]'), 'observations', observations);
end $$;
do $$
declare name text;
begin
  foreach name in array array['reader_of_mail', 'shared_with_me', 'look_at_share'] loop
    execute format('revoke execute on function %I from public', name);
    execute format('grant execute on function %I to concord_app', name);
  end loop;
end $$;
