-- What a school plans with is its leads', in the database too: the school's border alone would let every member of it read and write it.
create policy lead on capacity_setting as restrictive to concord_app using ((select has_role('lead'))) with check ((select has_role('lead')));
create policy lead on capacity_need as restrictive to concord_app using ((select has_role('lead'))) with check ((select has_role('lead')));
