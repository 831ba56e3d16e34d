-- A name of what comes in is found however it is written there: without its accents, with a letter and its accent apart, another apostrophe, a hyphen that nobody sees; and one of two signs where two are a whole name.
-- Each name has two forms, with its accents and without; what names nobody meets one pattern, and a name's own pattern is tried only where the first of its letters stand: files are long.
create or replace function names_to_replace(of_study uuid) returns jsonb stable language sql as $$
  with reached as (select s.id from study_site s where s.study_id = of_study and (has_role('operator') or may_read_originals(of_study, s.id))),
    named as (
      select p.pseudonym, normalize(k.name) as name from participant_key k join participant p on p.study_id = k.study_id and p.id = k.participant_id where k.study_id = of_study and p.site_id in (select id from reached)
      union all select r.pseudonym, normalize(name) from roster_entry r cross join unnest(r.names) name where r.study_id = of_study and r.kind = 'person' and r.site_id in (select id from reached)),
    known as (select pseudonym, name from named union select pseudonym, normalize(regexp_replace(normalize(name, NFD), '[\u0300-\u036F]', '', 'g')) from named),
    -- each word of a name that names somebody; shorter ones are looked for as parts of the whole name
    word as (select k.pseudonym, w from known k cross join regexp_split_to_table(k.name, '[\s,.;:()"/-]+') w
      where (length(w) > 2 or w ~ '^[\u2E80-\u9FFF\uAC00-\uD7AF]{2}$') and w !~ '^[0-9]' and lower(w) <> all ('{dean,professor,prof,mrs,sir,she,her,him,they,them,speaker,participant,student,moderator,interviewer,facilitator,interviewee,respondent,unknown,unidentified,male,female,man,woman,voice,person,host,guest,group,all,several,another}')
      union select k.pseudonym, k.name from known k where k.name ~ '[^\s0-9]{2}\s+[^\s0-9]{2}'),
    -- a name that is a word too is a name with a capital letter only
    form as (select pseudonym, w, (regexp_match(lower(w), '^[[:alnum:]]*'))[1] as begins, lower(w) = any ('{will,bill,rich,dick,pat,dot,drew,frank,rob,sue,cat,kit,ted,nat,bert,mark,may,june,rose,grace,hope,faith,joy,art,jack,meg,dawn,iris,lily,summer,miles,pearl,ruby,young,long,brown,white,black,green,gray,day,page,price,wood,stone,hill,field,best,good,case,chance,strong,small,little,new,love,short,bright,close,hand,heard,reading,study}') as is_word
      from word),
    shape as (select pseudonym, begins, is_word, regexp_replace(regexp_replace(regexp_replace(each, '([^[:alnum:][:space:]])', '\\\1', 'g'), '\s+', '\\s+', 'g'), '\\[''’‘ʼ]', '[''’‘ʼ]', 'g') as w
      from form cross join lateral unnest(case when is_word then array[initcap(w), upper(w)] else array[w] end) each),
    own as (select pseudonym, jsonb_agg(distinct begins) as begins, string_agg(w, '|' order by w) filter (where not is_word) as "any", string_agg(w, '|' order by w) filter (where is_word) as capital from shape group by pseudonym),
    edge as (select '[0-9A-Za-z\u00C0-\u024F\u0370-\u1FFF]' as letter),
    whole as (select '(?<!' || letter || ')(?:%1$s)(?:\s+(?:%1$s))*(?!' || letter || ')' as words, '(?<!' || letter || ')(?:%s)(?!' || letter || ')' as one from edge)
  select jsonb_build_object('all', format(min(one), string_agg(concat_ws('|', "any", capital), '|')), 'each', jsonb_agg(jsonb_build_object('pseudonym', replace(pseudonym, '\', '\\'), 'begins', begins,
    'any', case when "any" is not null then format(words, "any") end, 'capital', case when capital is not null then format(words, capital) end))) from own cross join whole
$$;
-- Words with the pseudonym in the place of every name; signs that nobody sees do not hide one. Words that name nobody stay as they were written.
create or replace function without_names(words text, names jsonb) returns text immutable language plpgsql as $$
declare one jsonb; found text; plain text := normalize(regexp_replace(words, '[\u00AD\u034F\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]', '', 'g'));
begin
  if coalesce(words, '') = '' or coalesce(names ->> 'all', '') = '' or plain !~* (names ->> 'all') then return words; end if;
  found := plain;
  for one in select e from jsonb_array_elements(names -> 'each') e
    where exists (select from jsonb_array_elements_text(e -> 'begins') b where position(b in lower(plain)) > 0) loop
    if one ->> 'any' is not null then found := regexp_replace(found, one ->> 'any', one ->> 'pseudonym', 'gi'); end if;
    if one ->> 'capital' is not null then found := regexp_replace(found, one ->> 'capital', one ->> 'pseudonym', 'g'); end if;
  end loop;
  return case when found = plain then words else found end;
end $$;
