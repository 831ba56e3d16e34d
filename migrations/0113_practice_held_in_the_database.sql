-- What a school's students rely on in practice is written by whoever may, in the database too: a school's border alone would let every student of it write whose mail confirms, and who helps.
do $$
declare name text; lead constant text := '(select has_role(''lead''))';
begin
  foreach name in array array['practice_mail_domain', 'practice_tool', 'practice_contact'] loop
    execute format('create policy lead_adds on %I as restrictive for insert to concord_app with check (%s)', name, lead);
    execute format('create policy lead_keeps on %I as restrictive for update to concord_app using (%s)', name, lead);
    execute format('create policy lead_drops on %I as restrictive for delete to concord_app using (%s)', name, lead);
  end loop;
end $$;
-- A course asks in the name of whoever asks. Whom it names is read by them, by the school's lead, and by each student of themselves.
create policy asker_asks on practice_ask as restrictive for insert to concord_app with check ((select has_role('lead', 'faculty')) and asked_by = (select own_person()));
create policy asker_withdraws on practice_ask as restrictive for delete to concord_app using ((select has_role('lead')) or asked_by = (select own_person()));
create policy asker_names on practice_ask_named as restrictive for insert to concord_app with check (ask_id in (select a.id from practice_ask a where a.asked_by = (select own_person())));
create policy named_reads on practice_ask_named as restrictive for select to concord_app
  using (student_id = (select own_person()) or (select has_role('lead')) or ask_id in (select a.id from practice_ask a where a.asked_by = (select own_person())));
revoke delete on practice_ask_named from concord_app;
