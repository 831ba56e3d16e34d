-- What of the library an event used: each reader sees the items that they may read, and an item leads back to its events. Whoever keeps the event links it.
create table forum_event_item (
  event_id uuid not null references forum_event on delete cascade, item_id uuid not null references library_item on delete cascade, primary key (event_id, item_id));
create index on forum_event_item (item_id);
alter table forum_event_item enable row level security;
create policy with_both on forum_event_item for select to concord_app using (event_id in (select id from forum_event) and item_id in (select id from library_item));
create policy kept on forum_event_item to concord_app
  using (event_id in (select id from forum_event where keeps_forum(for_school_id))) with check (event_id in (select id from forum_event where keeps_forum(for_school_id)) and item_id in (select id from library_item));
grant select, insert, delete on forum_event_item to concord_app;
