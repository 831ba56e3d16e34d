-- A school that hears of a newer version, or of a withdrawal, may also leave the item.
alter table library_choice drop constraint library_choice_choice_check, add constraint library_choice_choice_check check (choice in ('take', 'stay', 'later', 'leave'));

-- How many other schools use which version, for whoever keeps the item: runs with its owner's rights, as `library_reach`. Numbers stand only where none of them is of fewer than
-- three schools; else none does, so that no hidden one follows from the others and the whole.
create function library_reach_versions(of_item uuid) returns table (number int, schools int)
  language sql stable security definer set search_path = public, pg_temp as $$
  with counted as (
    select a.number, count(distinct a.school_id)::int as n
    from library_adoption a join library_item i on i.id = a.item_id
    where a.item_id = of_item and a.ended_at is null and a.school_id is distinct from i.for_school_id
      and (i.for_school_id = own_school() and has_role('lead', 'mapper', 'faculty', 'staff', 'operator') or i.for_school_id is null and has_role('convener', 'operator'))
    group by a.number)
  select v.number, case when (select coalesce(bool_and(n >= 3), false) from counted) then coalesce(c.n, 0) end
  from library_version v left join counted c on c.number = v.number
  where v.item_id = of_item and v.published_at is not null
    and exists (select from library_item i where i.id = of_item and keeps_library_of(i.for_school_id))
  order by v.number desc
$$;
