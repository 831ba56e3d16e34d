-- Research staff and moderators of one site alone keep the people and sessions of that site; the whole study reads them, by pseudonym.
create function keeps_site(of_study uuid, of_site uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select has_role('operator') or exists (select from study_role r where r.study_id = of_study and r.person_id = own_person()
    and (r.role = 'lead' or (r.role in ('staff', 'moderator') and (r.site_id is null or r.site_id = of_site))))
$$;
create function keeps_participant(of_study uuid, of_participant uuid) returns boolean stable language sql as $$
  select exists (select from participant p where p.study_id = of_study and p.id = of_participant and keeps_site(p.study_id, p.site_id))
$$;
create policy added_at_own_site on participant as restrictive for insert to concord_app with check (keeps_site(study_id, site_id));
create policy kept_at_own_site on participant as restrictive for update to concord_app using (true) with check (keeps_site(study_id, site_id));
create policy added_at_own_site on group_session as restrictive for insert to concord_app with check (keeps_site(study_id, site_id));
create policy kept_at_own_site on group_session as restrictive for update to concord_app using (true) with check (keeps_site(study_id, site_id));
create policy of_own_site on attendance as restrictive for insert to concord_app with check (keeps_participant(study_id, participant_id));
create policy kept_of_own_site on attendance as restrictive for update to concord_app using (true) with check (keeps_participant(study_id, participant_id));
create policy of_own_site on consent as restrictive for insert to concord_app with check (keeps_participant(study_id, participant_id));
create policy of_own_site on withdrawal as restrictive for insert to concord_app with check (keeps_participant(study_id, participant_id));
create policy of_own_site on theme_link as restrictive for insert to concord_app with check (keeps_participant(study_id, participant_id));
