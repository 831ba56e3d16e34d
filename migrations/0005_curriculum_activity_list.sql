-- A page of the activity list, a search in its titles and their count read one index and no row. The list is in the order of the title without regard to
-- capitals. An index entry holds at most 2704 bytes, so a longer title is ordered and searched by its first 500 characters.
alter table activity add column title_folded text not null generated always as (lower(left(title, 500))) stored;
drop index activity_by_title;
create index activity_by_title on activity (school_id, year, title_folded, id) include (learner_minutes) where removed_at is null;
