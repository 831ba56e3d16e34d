-- Program content. An item belongs to a school (for_school_id) or, where that is null, to the collaborative; it is made to be read by others, so these tables are
-- the collaborative's and every policy says who may read: whoever keeps the item reads all of it, everybody else what was published for them.

-- True for whoever may write the items of a school, or (null) of the collaborative.
create function keeps_library_of(of_school uuid) returns boolean stable language sql as $$
  select coalesce(of_school = own_school() and has_role('lead', 'mapper', 'faculty', 'staff', 'operator'), false)
    or of_school is null and has_role('convener', 'operator')
$$;
-- True for a reader of what was published with this visibility by this owner.
create function reads_library(visibility text, of_school uuid) returns boolean stable language sql as $$
  select coalesce(visibility = 'public' or visibility = 'collaborative' and (own_person() is not null or has_role('operator')) or of_school = own_school(), false)
$$;

-- Collaborative-wide. Title and visibility are those of the version that stands; before the first is published there is no visibility.
create table library_item (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'), for_school_id uuid references school on delete cascade,
  title text not null, visibility text check (visibility in ('school', 'collaborative', 'public')), published_number int, reviewed_at timestamptz,
  withdrawn_at timestamptz, withdrawn_reason text, is_sample boolean not null default false, begun_by uuid references person on delete set null,
  begun_at timestamptz not null default now(),
  check ((published_number is null) = (visibility is null)), check ((withdrawn_at is null) = (withdrawn_reason is null)));
create index on library_item (for_school_id);

-- Collaborative-wide. A version is a draft until it is published; then it never changes. It knows what it adapts: a version of another item, or something elsewhere,
-- of which credit and licence are kept so that they stand when the source is gone.
create table library_version (
  item_id uuid not null references library_item on delete cascade, number int not null check (number > 0),
  visibility text not null default 'school' check (visibility in ('school', 'collaborative', 'public')), title text not null, kind text not null
    check (kind in ('session', 'case', 'guide', 'rubric', 'slides', 'recording', 'handout', 'assessment')),
  summary text not null default '', description text not null default '', competencies uuid[] not null default '{}', phases text[] not null default '{}'
    check (phases <@ array['pre-clerkship', 'clerkship', 'post-clerkship']),
  minutes int check (minutes > 0), group_from int check (group_from > 0), group_to int check (group_to >= group_from), facilitators int check (facilitators >= 0),
  format text check (format in ('in-person', 'online', 'hybrid', 'self-paced')), authors jsonb not null default '[]', licence text, licence_holder text,
  elsewhere_url text, what_changed text, adapts_item_id uuid, adapts_number int, adapts_credit text, adapts_licence text, adapts_url text, adapts_changed text,
  file_words text not null default '', begun_by uuid references person on delete set null, begun_at timestamptz not null default now(),
  changed_at timestamptz not null default now(), published_by uuid references person on delete set null, published_at timestamptz,
  search tsvector not null generated always as (
    setweight(to_tsvector('english', replace(left(title, 500), '’', '''')), 'A') || setweight(to_tsvector('english', replace(left(summary, 2000), '’', '''')), 'B')
    || setweight(to_tsvector('english', replace(left(description, 100000), '’', '''')), 'C')
    || setweight(to_tsvector('english', replace(left(file_words, 100000), '’', '''')), 'D')) stored,
  primary key (item_id, number), foreign key (adapts_item_id, adapts_number) references library_version (item_id, number) on delete set null (adapts_item_id, adapts_number));
create unique index library_draft on library_version (item_id) where published_at is null;
create index library_version_search on library_version using gin (search);
create index on library_version (adapts_item_id, adapts_number);
alter table library_item add foreign key (id, published_number) references library_version (item_id, number) deferrable initially deferred;

-- What was published stays as it was; only a source, or a person, that is no more leaves it.
create function keep_library_version_as_it_was() returns trigger language plpgsql as $$
declare loose text[] := array['adapts_item_id', 'adapts_number', 'begun_by', 'published_by', 'search'];
begin
  if old.published_at is not null and (to_jsonb(new) - loose) <> (to_jsonb(old) - loose) then raise exception 'A published version is not changed.'; end if;
  return new;
end $$;
create trigger keep_library_version_as_it_was before update on library_version for each row execute function keep_library_version_as_it_was();

-- Collaborative-wide. A file of a version; its bytes lie under the item's id and its own, and versions that share a file share its bytes. `look` is what a job saw in it.
create table library_file (
  item_id uuid not null, number int not null, id uuid not null default uuid_v7(), position int not null, name text not null, type text not null, extension text not null,
  bytes bigint not null, sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), third_party text check (third_party in ('none', 'allowed')), third_party_words text, third_party_licence text,
  alternative text, look jsonb, words text not null default '', previews uuid[] not null default '{}', brought_by uuid references person on delete set null,
  brought_at timestamptz not null default now(), primary key (item_id, number, id), foreign key (item_id, number) references library_version on delete cascade);

-- Collaborative-wide: what an author answered to what the checklist found in a draft.
create table library_answer (
  item_id uuid not null, number int not null, finding text not null, reason text not null, answered_by uuid references person on delete set null,
  answered_at timestamptz not null default now(), primary key (item_id, number, finding), foreign key (item_id, number) references library_version on delete cascade);

-- Collaborative-wide: what a job found behind the links of a version.
create table library_link (
  item_id uuid not null, number int not null, url text not null, outcome text not null check (outcome in ('works', 'broken', 'refused', 'unanswered')), words text not null,
  looked_at timestamptz not null default now(), primary key (item_id, number, url), foreign key (item_id, number) references library_version on delete cascade);

-- Collaborative-wide: what reviewers said of a version. A name stands here only when its bearer wants it read.
create table library_review (
  id uuid primary key default uuid_v7(), item_id uuid not null, number int not null, outcome text not null check (outcome in ('keep', 'withdraw', 'suggest')), words text not null,
  reviewer text, person_id uuid references person on delete set null, by_school_id uuid references school on delete set null, reviewed_at timestamptz not null default now(),
  foreign key (item_id, number) references library_version on delete cascade);
create index on library_review (item_id);

-- Collaborative-wide: a file on its way in pieces, for its sender alone.
create table library_arriving (
  id uuid primary key default uuid_v7(), item_id uuid not null references library_item on delete cascade, name text not null, bytes bigint not null, fingerprint text not null,
  sent_by uuid not null references person on delete cascade, started_at timestamptz not null default now());

alter table library_item enable row level security;
alter table library_version enable row level security;
alter table library_file enable row level security;
alter table library_answer enable row level security;
alter table library_link enable row level security;
alter table library_review enable row level security;
alter table library_arriving enable row level security;
grant select, insert, update, delete on library_item, library_version, library_file, library_answer, library_link, library_arriving to concord_app;
grant select, insert on library_review to concord_app;

create policy read on library_item for select to concord_app
  using (keeps_library_of(for_school_id) or published_number is not null and reads_library(visibility, for_school_id));
create policy begun on library_item for insert to concord_app with check (keeps_library_of(for_school_id));
-- Whoever convenes may take back what others can read, since it stands on the collaborative's page.
create policy kept on library_item for update to concord_app
  using (keeps_library_of(for_school_id) or visibility <> 'school' and (select has_role('convener', 'operator')))
  with check (keeps_library_of(for_school_id) or visibility <> 'school' and (select has_role('convener', 'operator')));
create policy dropped on library_item for delete to concord_app
  using (keeps_library_of(for_school_id) and published_number is null or is_sample and (select has_role('operator')));

create policy read on library_version for select to concord_app using (
  item_id in (select i.id from library_item i where keeps_library_of(i.for_school_id))
  or published_at is not null and (visibility = 'public' or visibility = 'collaborative' and ((select own_person()) is not null or (select has_role('operator')))
      or item_id in (select i.id from library_item i where i.for_school_id = (select own_school())))
    and item_id in (select i.id from library_item i where i.withdrawn_at is null));
create policy begun on library_version for insert to concord_app
  with check (published_at is null and exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)));
create policy kept on library_version for update to concord_app
  using (published_at is null and exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id))) with check (true);
create policy dropped on library_version for delete to concord_app
  using (published_at is null and exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)));

create policy read on library_file for select to concord_app
  using (exists (select from library_version v where v.item_id = library_file.item_id and v.number = library_file.number));
-- Of a draft, by whoever keeps its item.
create function keeps_library_draft(of_item uuid, of_number int) returns boolean stable language sql as $$
  select exists (select from library_version v join library_item i on i.id = v.item_id
    where v.item_id = of_item and v.number = of_number and v.published_at is null and keeps_library_of(i.for_school_id))
$$;
create policy begun on library_file for insert to concord_app with check (keeps_library_draft(item_id, number));
create policy kept on library_file for update to concord_app using (keeps_library_draft(item_id, number)) with check (keeps_library_draft(item_id, number));
create policy dropped on library_file for delete to concord_app using (keeps_library_draft(item_id, number));

create policy kept on library_answer to concord_app using (keeps_library_draft(item_id, number)) with check (keeps_library_draft(item_id, number));
create policy read on library_answer for select to concord_app
  using (exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)));
create policy read on library_link for select to concord_app
  using (exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)));

create policy read on library_review for select to concord_app using (
  exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)) or by_school_id = (select own_school())
  or outcome <> 'suggest' and exists (select from library_item i where i.id = item_id));
create policy said on library_review for insert to concord_app with check (person_id is not distinct from (select own_person())
  and (exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)) or (select has_role('convener', 'operator'))
    or outcome = 'suggest' and by_school_id = (select own_school()) and (select has_role('lead', 'mapper', 'faculty', 'staff'))));

create policy own on library_arriving to concord_app
  using (sent_by = (select own_person()) and exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)))
  with check (sent_by = (select own_person()) and exists (select from library_item i where i.id = item_id and keeps_library_of(i.for_school_id)));

-- Jobs look into files and links, keep the clock, and tell adopters.
create policy system on library_item to concord_system using (true) with check (true);
create policy system on library_version for select to concord_system using (true);
create policy system on library_file to concord_system using (true) with check (true);
create policy system on library_link to concord_system using (true) with check (true);
create policy system on library_arriving to concord_system using (true) with check (true);
grant select on library_item, library_version to concord_system;
grant select, update on library_file to concord_system;
grant select, insert, update, delete on library_link to concord_system;
grant select, delete on library_arriving to concord_system;

-- Words in items. Under row-level security PostgreSQL may not ask an index about words before it has read the row's owner; so this function runs with its owner's
-- rights and holds the policies' own condition itself. It answers what stands, never an earlier version.
create function library_saying(sought text) returns table (item_id uuid, number int, rank real)
  language sql stable security definer set search_path = public, pg_temp as $$
  select v.item_id, v.number, ts_rank(v.search, q.query)
  from library_version v join library_item i on i.id = v.item_id and i.published_number = v.number, websearch_to_tsquery('english', replace(sought, '’', '''')) as q(query)
  where v.search @@ q.query and i.withdrawn_at is null
    and (v.visibility = 'public' or v.visibility = 'collaborative' and (own_person() is not null or has_role('operator')) or i.for_school_id = own_school())
$$;

-- True for a short name that is taken, also by an item that the asking person may not see. Runs with its owner's rights and says nothing else.
create function is_library_slug(sought text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from library_item where slug = sought)
$$;
