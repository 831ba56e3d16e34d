-- A sum over cohorts, told so that every number within a part's own interval stays possible, also for whoever knows this rule, all the intervals, and how many are in each cohort (docs/disclosure.md).
-- From the sum of what is least of each, whole tens, but the first cell reaches as far as the widest part, and the last begins where all others can still bring what one part lacks. (A last interval,
-- of up to twenty numbers, holds eleven for whoever knows its cohort, so no more than ten of its room count there.) Where the two meet, the whole is one cell.
create or replace function cohort_sum(total int, lows int[], highs int[], out at_least int, out at_most int) immutable language sql as $$
  with part as (
      select sum(low)::int as low, sum(high)::int as high, max(high - low) as widest, sum(least(high - low, 10)) - max(least(high - low, 10)) as room from unnest(lows, highs) as p (low, high)),
    cell as (select low, high, low + widest as first_to, low + (room / 10 * 10)::int as last_from from part)
  select case when first_to >= last_from then low when total >= last_from then last_from when total <= first_to then low else total / 10 * 10 end,
    case when first_to >= last_from or total >= last_from then high when total <= first_to then first_to else total / 10 * 10 + 9 end
  from cell
$$;
