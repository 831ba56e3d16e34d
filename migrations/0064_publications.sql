-- What the collaborative has published: papers, chapters, talks. All of it is collaborative-wide: a publication is of all schools together, and public once it is shown.

-- Collaborative-wide. `published_at`: since when everybody reads it; until then whoever convenes, steers or audits does.
create table publication (
  id uuid primary key default uuid_v7(), slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 90),
  kind text not null check (kind in ('article-journal', 'paper-conference', 'chapter', 'book', 'report', 'thesis', 'webpage')),
  title text not null check (title <> ''), container text, container_short text, publisher text, place text, volume text, issue text, pages text, article_number text,
  issued text check (issued ~ '^\d{4}(-\d{2}(-\d{2})?)?$'), doi text check (doi ~ '^10\.\d{4,9}/'), pmid text, pmcid text, url text check (url ~ '^https?://'),
  -- In the collaborative's own words, as Markdown. Abstracts are their publishers', so they are not kept.
  summary text not null default '',
  -- Where the record was read.
  source_title text, source_url text check (source_url ~ '^https?://'),
  published_at timestamptz, is_sample boolean not null default false, added_at timestamptz not null default now(), changed_at timestamptz not null default now());
create unique index publication_doi on publication (lower(doi));

-- Collaborative-wide: authors and editors in their order. A person by family and given name, or a body.
create table publication_author (
  publication_id uuid not null references publication on delete cascade, role text not null check (role in ('author', 'editor')), position int not null,
  family text, given text, suffix text, body text, orcid text,
  primary key (publication_id, role, position), check ((body is null) <> (family is null)));

-- Collaborative-wide: what a publication came from or is about. `target_id`: the stream, the stable id of the competency, the study, the lesson. What is no longer there, or not for the
-- reader, is not shown; so no key points there, and the tables of other owners need not know of this one.
create table publication_link (
  publication_id uuid not null references publication on delete cascade, kind text not null check (kind in ('stream', 'competency', 'study', 'lesson')), target_id uuid not null,
  primary key (publication_id, kind, target_id));
create index on publication_link (kind, target_id);

alter table publication enable row level security;
alter table publication_author enable row level security;
alter table publication_link enable row level security;
create policy everybody_reads_what_is_shown on publication for select to concord_app using
  (published_at is not null or (select has_role('convener', 'steering-member', 'auditor', 'operator')));
create policy convener_writes on publication to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy with_its_publication on publication_author for select to concord_app using (exists (select from publication p where p.id = publication_id));
create policy convener_writes on publication_author to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
create policy with_its_publication on publication_link for select to concord_app using (exists (select from publication p where p.id = publication_id));
create policy convener_writes on publication_link to concord_app using ((select has_role('convener', 'operator'))) with check ((select has_role('convener', 'operator')));
grant select, insert, update, delete on publication, publication_author, publication_link to concord_app;
