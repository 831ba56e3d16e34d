-- What says who somebody is, and what became of it. All of it is originals' matter: nobody but those whom the study names at the site, and who do not teach there, sees a row.

-- Whom and what a site's people speak of beside its participants: teachers, moderators, hospitals, towns; with the one word that stands for them in all sessions.
create table roster_entry (
  study_id uuid not null references study on delete cascade, id uuid not null default uuid_v7(), site_id uuid not null, kind text not null check (kind in ('person', 'place')),
  names text[] not null check (cardinality(names) > 0), pseudonym text not null, added_by uuid, added_at timestamptz not null default now(), primary key (study_id, id),
  foreign key (study_id, site_id) references study_site (study_id, id));
call keep_for_originals('roster_entry');
create index on roster_entry (study_id, site_id);
create unique index one_pseudonym on roster_entry (study_id, site_id, pseudonym) where kind = 'person';

-- A passage of an original that may identify somebody: [begins, ends) in UTF-16 units of that version, what found it, and a person's answer. `suggestion`: what a program would put there.
create table identifying_passage (
  study_id uuid not null, id uuid not null default uuid_v7(), transcript_id uuid not null, site_id uuid not null, version int not null, begins int not null, ends int not null check (ends > begins),
  category text not null, found_by text not null, suggestion text not null, answer text check (answer in ('replace', 'keep')), replacement text, answered_by uuid, answered_at timestamptz,
  primary key (study_id, id), unique (study_id, transcript_id, begins), foreign key (study_id, transcript_id, version) references transcript_original (study_id, transcript_id, version) on delete cascade,
  foreign key (study_id, site_id) references study_site (study_id, id), check ((answer = 'replace') = (replacement is not null)), check ((answer is null) = (answered_at is null)));
call keep_for_originals('identifying_passage');
create index on identifying_passage (study_id, site_id);

-- A text is signed by another person than who made it, in their own name. Whoever holds the machine brings in what was signed elsewhere.
create function second_reader_signs() returns trigger language plpgsql as $$
begin
  if own_person() is null then return new; end if;
  if tg_op = 'INSERT' then
    if new.signed_at is not null or new.signed_by is not null then raise exception 'A text is read by a second reader before it is signed.'; end if;
    if new.made_by is distinct from own_person() then raise exception 'A text is made in the own name.'; end if;
  elsif old.signed_at is null and new.signed_at is not null and (new.signed_by is distinct from own_person() or old.made_by = own_person()) then
    raise exception 'Another person than who made a text reads it and signs, in their own name.';
  end if;
  return new;
end $$;
create trigger second_reader before insert or update on transcript_text for each row execute function second_reader_signs();

-- Whether a text still has turns of somebody whose letter promised that they are removed: then the team does not read it, until staff made one without them.
create function has_turns_to_remove(of_study uuid, of_text uuid) returns boolean stable language sql security definer set search_path = public, pg_temp as $$
  select exists (select from transcript_turn t join withdrawal w on w.study_id = t.study_id and w.participant_id = t.participant_id and w.promise = 'remove'
      where t.study_id = of_study and t.text_id = of_text)
    and (has_role('operator') or exists (select from study_role r where r.study_id = of_study and r.person_id = own_person()))
$$;
drop policy team_reads_signed on transcript_text;
create policy team_reads_signed on transcript_text for select to concord_app using
  (signed_at is not null and not has_turns_to_remove(study_id, id) and (study_id in (select studies_as('lead', 'staff', 'moderator', 'coder', 'reader')) or (select has_role('operator'))));

-- What was signed stays: its turns, and the text itself, which goes only when somebody who speaks in it had that removed.
create function signed_turns_stay() returns trigger language plpgsql as $$
declare turn transcript_turn := case tg_op when 'DELETE' then old else new end;
begin
  if own_person() is not null and exists (select from transcript_text t where t.study_id = turn.study_id and t.id = turn.text_id and t.signed_at is not null)
  then raise exception 'A signed text stays as it was signed.'; end if;
  return turn;
end $$;
create trigger signed_stay before insert or delete on transcript_turn for each row execute function signed_turns_stay();
create function signed_text_stays() returns trigger language plpgsql as $$
begin
  if own_person() is not null and old.signed_at is not null and not has_turns_to_remove(old.study_id, old.id)
  then raise exception 'A signed text goes only when somebody who speaks in it had that removed.'; end if;
  return old;
end $$;
create trigger signed_stay before delete on transcript_text for each row execute function signed_text_stays();

-- Names that were listed for a site go with the last of its originals.
create function forget_roster() returns trigger language plpgsql as $$
begin
  delete from roster_entry r where r.study_id = new.study_id and r.site_id = new.site_id
    and not exists (select from transcript t where t.study_id = new.study_id and t.site_id = new.site_id and t.erased_at is null);
  return null;
end $$;
create trigger forgets after update of erased_at on transcript for each row when (new.erased_at is not null) execute function forget_roster();
