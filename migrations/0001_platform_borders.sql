-- Who is asking, and the three procedures that put a table inside its owner's border.
-- The roles concord_app (a person's scope) and concord_system (sign-in and jobs) exist for the whole server and are made before the first migration.

-- Time-ordered identifiers (RFC 9562, version 7) in SQL that PostgreSQL 15 accepts: 48 bits of milliseconds, then random bits.
create function uuid_v7() returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    placing substring(int8send(floor(extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid
$$;

create function own_person() returns uuid stable language sql as $$ select nullif(current_setting('concord.person', true), '')::uuid $$;
create function own_school() returns uuid stable language sql as $$ select nullif(current_setting('concord.school', true), '')::uuid $$;
-- True when the actor has one of these roles: in the school acted for, in the collaborative, or as 'operator'.
create function has_role(variadic roles text[]) returns boolean stable language sql as $$
  select string_to_array(coalesce(current_setting('concord.roles', true), ''), ',') && roles
$$;

-- A school's rows exist only in that school's scope.
create procedure keep_for_school(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy own_school on %I to concord_app using (school_id = (select own_school())) with check (school_id = (select own_school()))', name);
  execute format('grant select, insert, update, delete on %I to concord_app', name);
end $$;

-- Collaborative-wide rows that everybody may read, visitors too; only the named roles write them.
create procedure keep_for_collaborative(name text, variadic writers text[]) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy everybody_reads on %I for select to concord_app using (true)', name);
  execute format('create policy named_roles_write on %I to concord_app using ((select has_role(variadic %L::text[]))) with check ((select has_role(variadic %L::text[])))', name, writers, writers);
  execute format('grant select, insert, update, delete on %I to concord_app', name);
end $$;

-- Rows that only sign-in and jobs may touch.
create procedure keep_for_system(name text) language plpgsql as $$
begin
  execute format('alter table %I enable row level security', name);
  execute format('create policy system on %I to concord_system using (true) with check (true)', name);
  execute format('grant select, insert, update, delete on %I to concord_system', name);
end $$;

-- Collaborative-wide, one row: raised whenever something public changes, so that the host renders public pages again.
create table public_version (singleton boolean primary key default true check (singleton), version bigint not null default 1);
insert into public_version default values;
alter table public_version enable row level security;
create policy everybody on public_version to concord_app using (true) with check (true);
create policy system on public_version to concord_system using (true) with check (true);
grant select, update on public_version to concord_app, concord_system;
