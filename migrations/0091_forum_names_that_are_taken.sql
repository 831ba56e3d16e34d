-- True for a short name that is taken, also by an event that the asking person may not see: another school's draft of the same title. Runs with its owner's rights and says nothing else.
create function is_forum_slug(sought text) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from forum_event where slug = sought)
$$;
revoke execute on function is_forum_slug from public;
grant execute on function is_forum_slug to concord_app;
