-- An occasion: what people come to. The module that announces it (a forum, a course) gives it its words and its page; who comes, and what follows from that, is kept here.

-- Whoever runs an occasion: who convenes, the organising school's lead, and the host it names.
create function runs_occasion(of_school uuid, of_host uuid) returns boolean stable language sql as $$
  select has_role('convener', 'operator') or of_school = own_school() and has_role('lead') or of_host = own_person()
$$;

-- Collaborative-wide: schools meet at it. `page` is the public page that tells of it, a path of ours. `sequence` rises with every change that calendars must hear of (RFC 5545),
-- `updated_at` with every change. A published occasion is never deleted: calendars keep it as cancelled.
create table occasion (
  id uuid primary key default uuid_v7(), title text not null check (title <> ''), summary text not null default '', page text not null check (page ~ '^/[^/]'),
  starts_at timestamptz not null, ends_at timestamptz not null, check (ends_at > starts_at and ends_at < starts_at + interval '31 days'),
  time_zone text not null, place text not null default '', audience text not null default 'everyone' check (audience in ('faculty', 'everyone')),
  status text not null default 'planned' check (status in ('planned', 'published', 'cancelled', 'held')), cancelled_because text, moved_from timestamptz, moved_at timestamptz,
  takes_registration boolean not null default true, capacity int check (capacity > 0), registration_opens_at timestamptz, registration_closes_at timestamptz,
  records_attendance boolean not null default false, minimum_minutes int check (minimum_minutes > 0), gives_certificate boolean not null default false,
  certificate_kind text not null default 'Certificate of attendance', certificate_words text not null default '', certificate_minutes int check (certificate_minutes > 0),
  keeps_mail_days int not null default 90 check (keeps_mail_days between 1 and 730), mail_erased_at timestamptz,
  by_school_id uuid references school on delete set null, host_id uuid references person on delete set null, is_sample boolean not null default false,
  sequence int not null default 0, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
create index on occasion (starts_at);
alter table occasion enable row level security;
create policy read on occasion for select to concord_app using (status <> 'planned' or runs_occasion(by_school_id, host_id));
create policy made on occasion for insert to concord_app with check (runs_occasion(by_school_id, host_id));
create policy kept on occasion for update to concord_app using (runs_occasion(by_school_id, host_id)) with check (runs_occasion(by_school_id, host_id));
create policy dropped on occasion for delete to concord_app
  using (runs_occasion(by_school_id, host_id) and status = 'planned' or is_sample and (select has_role('operator')));
create policy system on occasion to concord_system using (true) with check (true);
grant select, insert, update, delete on occasion to concord_app;
grant select, update on occasion to concord_system;

-- Collaborative-wide: where to join. A table of its own, so that no page that reads occasions can say it.
create table occasion_link (
  occasion_id uuid primary key references occasion on delete cascade, url text not null check (url ~ '^https://'), words text not null default '');
alter table occasion_link enable row level security;
create policy kept on occasion_link to concord_app
  using (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)))
  with check (occasion_id in (select o.id from occasion o where runs_occasion(o.by_school_id, o.host_id)));
create policy system on occasion_link for select to concord_system using (true);
grant select, insert, update, delete on occasion_link to concord_app;
grant select on occasion_link to concord_system;
