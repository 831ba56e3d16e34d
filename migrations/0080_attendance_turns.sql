-- Whoever changes places of an occasion waits for their turn before they write anything: then a place's position is drawn in the order in which places are given, and nobody holds a place that
-- somebody else's turn is to give. It runs with its owner's rights, since who registers may not change an occasion, and answers nothing.
create function take_turn(of_occasion uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from occasion where id = of_occasion for no key update;
end $$;
