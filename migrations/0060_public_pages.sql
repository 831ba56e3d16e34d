-- What a coordinator writes for the public: free pages, updates, and the words of the pages that Concord composes (home, our work, members). A visitor's scope reads the
-- revision that is published, and of a draft not even that there is one. Search reads these tables from end to end: under row-level security PostgreSQL may ask no index
-- about words before it has read whose row it is, and what people write by hand stays small.

-- Collaborative-wide. `dated` is the day or month that an update is about: as it was written, else the day on which it was first published.
create table site_page (
  id uuid primary key default uuid_v7(), kind text not null check (kind in ('page', 'update', 'home', 'work', 'members')),
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80), published_number int, published_at timestamptz, first_published_at timestamptz,
  dated text check (dated ~ '^\d{4}-\d{2}(-\d{2})?$'), is_sample boolean not null default false, created_at timestamptz not null default now(), unique (kind, slug),
  check (published_number is null or published_at is not null and first_published_at is not null));
create index on site_page (dated desc, first_published_at desc) where kind = 'update' and published_number is not null;

-- Collaborative-wide. Every save is a revision and stays as it was. `words` are those of the text without its signs, for search; `competency_id` is the
-- stable id of a competency; `pictures` are those that the text shows.
create table site_revision (
  page_id uuid not null references site_page on delete cascade, number int not null check (number > 0), title text not null, summary text not null default '', body text not null default '', words text not null default '',
  picture_id uuid, pictures uuid[] not null default '{}', dated text check (dated ~ '^\d{4}-\d{2}(-\d{2})?$'), stream_id uuid references stream on delete set null, competency_id uuid,
  publication_id uuid, source_title text, source_url text, restored_number int, written_by uuid references person on delete set null, written_at timestamptz not null default now(),
  published_at timestamptz, is_sample boolean not null default false,
  search tsvector generated always as (setweight(to_tsvector('english', replace(title, '’', '''')), 'A') || setweight(to_tsvector('english', replace(summary, '’', '''')), 'B')
    || setweight(to_tsvector('english', replace(left(words, 100000), '’', '''')), 'C')) stored,
  primary key (page_id, number));
alter table site_page add foreign key (id, published_number) references site_revision (page_id, number) deferrable initially deferred;

-- Collaborative-wide: when the newest revision of a page is to be published.
create table site_plan (
  page_id uuid primary key references site_page on delete cascade, publish_at timestamptz not null, planned_by uuid references person on delete set null);

-- Collaborative-wide: where a page stood before. It names the page and no address, so that it leads to where the page stands today.
create table site_address (
  kind text not null, slug text not null, page_id uuid not null references site_page on delete cascade, left_at timestamptz not null default now(), primary key (kind, slug));
create index on site_address (page_id);

-- Collaborative-wide: a picture that we drew again, with the words that stand for it; its bytes lie in the data folder.
create table site_picture (
  id uuid primary key default uuid_v7(), words text not null check (length(words) > 0), width int not null check (width > 0), height int not null check (height > 0), bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'), is_sample boolean not null default false, brought_by uuid references person on delete set null,
  brought_at timestamptz not null default now());

alter table site_page enable row level security;
alter table site_revision enable row level security;
alter table site_plan enable row level security;
alter table site_address enable row level security;
alter table site_picture enable row level security;
grant select, insert, update, delete on site_page, site_plan, site_address, site_picture to concord_app;
grant select, insert, delete on site_revision to concord_app;
grant update (published_at) on site_revision to concord_app;

create policy read on site_page for select to concord_app using (published_number is not null or (select has_role('convener', 'operator')));
create policy begun on site_page for insert to concord_app with check ((select has_role('convener', 'operator')));
create policy kept on site_page for update to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy dropped on site_page for delete to concord_app
  using ((select has_role('convener', 'operator')) and first_published_at is null or is_sample and (select has_role('operator')));

create policy read on site_revision for select to concord_app using (
  (select has_role('convener', 'operator')) or exists (select from site_page p where p.id = page_id and p.published_number = number));
create policy written on site_revision for insert to concord_app with check ((select has_role('convener', 'operator')));
create policy kept on site_revision for update to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy dropped on site_revision for delete to concord_app using (is_sample and (select has_role('operator')));

create policy kept on site_plan to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));

create policy read on site_address for select to concord_app using (exists (select from site_page p where p.id = page_id));
create policy kept on site_address to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));

create policy read on site_picture for select to concord_app using ((select has_role('convener', 'operator'))
  or exists (select from site_page p join site_revision r on r.page_id = p.id and r.number = p.published_number where site_picture.id = r.picture_id or site_picture.id = any (r.pictures)));
create policy kept on site_picture to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
