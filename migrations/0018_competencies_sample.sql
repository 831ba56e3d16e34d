-- A fictional framework goes away with the rest of the sample.
alter table framework add column is_sample boolean not null default false;
