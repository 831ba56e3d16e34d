import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { as } from '#app/platform/scope.server.ts';
import { actor, owner, school } from './people.ts';

/** Tables that belong to the collaborative although they name a school: each says why in its migration. */
const collaborative = [
  'calibration',
  'calibration_turn',
  'capacity_share',
  'capacity_total_member',
  'certificate',
  'disclosure_member',
  'enrolment',
  'facilitator',
  'forum_event',
  'forum_speaker',
  'goal_endorsement',
  'invitation',
  'lesson_edition',
  'lesson_figure',
  'lesson_reuse',
  'lesson_review',
  'library_item',
  'library_review',
  'library_told',
  'need',
  'need_evidence',
  'need_priority',
  'occasion',
  'offering',
  'person',
  'practice_log',
  'programme',
  'released_aggregate',
  'released_figure',
  'released_hash',
  'reported_outcome',
  'round_progress',
  'round_reminder',
  'round_school',
  'terms_answer',
];
/** Tables of a study that name a school: where it hears people. */
const ofStudy = ['study_site'];
/** Views that run with their owner's rights, on purpose. */
const openViews = ['listed_person'];

/** Functions that run with their owner's rights, on purpose; each says why in its migration. */
const openFunctions = [
  'activities_saying',
  'activities_with_objective_saying',
  'count_curriculum_again',
  'give_default_phases',
  // of the library: what everybody may find, and sums of three schools or more
  'library_reach',
  'library_reach_versions',
  'library_saying',
];
/** The same of studies: each answers only of the asking person's roles there, but for the one that finds a short name, which says nothing of a study. */
const studyFunctions = [
  'bring_coder',
  'bring_codes',
  'bring_codings',
  'bring_file',
  'bring_memos',
  'carry_to_signed_text',
  'carry_themes_to_signed_text',
  'carry_waiting_to_version',
  'erase_due_originals',
  'forget_waiting',
  'give_lead_of_study',
  'has_turns_to_remove',
  'keeps_site',
  'may_bring_into',
  'may_read_originals',
  'open_waiting',
  'person_of_mail',
  'place_waiting_in_text',
  'read_participant_key',
  // themes that a lead shared, for whoever has a role somewhere
  'shared_themes',
  'studies_as',
];
/** Those behind a participant's link, where nobody has signed in: what the hash of its token opens, and nothing else. */
const linkFunctions = ['open_theme_link', 'say_of_theme', 'theme_to_read'];
/** What crosses between a lesson, whoever reads it, and a study: each answers of the asking person's roles, or of what stands for everybody; the triggers carry on what somebody was allowed to say. */
const lessonFunctions = ['is_lesson_of_own_people', 'released_quotes'];
const lessonTriggers = [
  'answer_edition',
  'forget_lesson',
  'renew_pages_with_figures',
  'renew_pages_with_quotes',
  'replace_editions_before',
];
/** Triggers of the library: that a published version's files stay as they are, and that an item is gone, holds for whoever writes. */
const libraryTriggers = ['keep_library_file_as_it_was', 'note_library_gone'];
/** Of practice: what counts rows that nobody reads, and answers nothing; and a graduate's answer, of the asking person alone. */
const countingFunctions = ['answer_graduate_report', 'count_graduate_report', 'count_practice_term'];
/** Of occasions: each answers nothing, or only what was done, since who comes is nobody else's to read. */
const occasionFunctions = ['answer_evaluation', 'forget_place', 'keep_places_together', 'limit_place_asks', 'settle_places', 'take_turn'];
/** Of faculty development: each answers of the asking person, or to whoever runs, teaches or leads there; the triggers write what nobody writes by hand. */
const facultyFunctions = [
  'carry_name_through_faculty',
  'enrol_with_place',
  'enrolment_counts',
  'own_occasions',
  'own_offerings',
  'own_programmes',
  'own_teaching',
  'own_trainerships',
  'path_facts',
];
/** Of facilitators and capacity: rows of entries that are shown to whoever asks, counts and sums of no fewer than the migration says; the triggers carry a person's choice to what was shared. */
const capacityFunctions = [
  'age_capacity',
  'capacity_total_figures',
  'capacity_waiting_count',
  'end_capacity_total',
  'end_facilitator',
  'facilitators_not_counted',
  'form_capacity_total',
  'keep_capacity_apart',
  'record_facilitator',
  'shown_facilitators',
  'shown_standings',
  'shown_teaching',
  'shown_trainings',
];
/** Of badges: identifiers that open nothing, and a hash for whoever holds the certificate's address. */
const badgeFunctions = ['badge_mail_hash', 'badges_that_stand_no_more'];
/** What a student shares: each answers of the asking person alone; what is shared is answered once the look is written. */
const sharingFunctions = ['look_at_share', 'reader_of_mail', 'shared_with_me'];
/** Of rooms: what a code or a pass that is held opens, for the asking person's own place or that of the link which the scope holds. */
const roomFunctions = ['ask_in_room', 'claim_in_room', 'confirm_in_room', 'enter_room', 'room_of_pass'];
/** Of faculty development: an answer comes in by a place's link, and what was answered goes out without who, to those who may read it; no role reads the rows. */
const instrumentFunctions = ['answer_instrument', 'instrument_rows'];
/** Of the forum: what a speaker's link opens, another such link to the address that is known, and a visitor's question for an event that is published. */
const forumFunctions = [
  'answer_as_speaker',
  'ask_as_speaker',
  'ask_at_forum',
  'events_to_confirm',
  'keep_picture_as_speaker',
  'picture_to_confirm',
  'speaker_to_confirm',
];
/** Of practice: what the hash of an observer's link, or of its confirming mail, opens; no word of what was said comes back. */
const practiceFunctions = ['confirm_feedback', 'feedback_to_confirm', 'feedback_to_give', 'give_feedback', 'request_behind'];
/** Of what a course asks: who is done, for whoever asked and the school's lead; it holds the school's border itself. */
const courseFunctions = ['done_of_ask'];
/** Of frameworks: what stands in a version in force, which everybody reads. */
const frameworkFunctions = ['framework_saying'];
/** Those that say whether a short name is free, and nothing of what has it. */
const namingFunctions = ['free_study_slug', 'is_forum_slug', 'is_library_slug', 'is_offering_slug', 'is_programme_slug'];
/** Those that say how many, or how far schools agreed, and no row of anybody's. */
const agreedFunctions = ['lesson_uses', 'named_audience'];
/** Of perspectives: each answers of the asking person, or of the guest whose link and session it has read, or only to whoever has a role. */
const listeningFunctions = [
  'answer_while_open',
  'answers_to_read',
  'became_of_own',
  'enter_as_guest',
  'is_settled',
  'keep_adopted_answer',
  'keep_adopted_part',
  'listening_counts',
  'listening_prompt_counts',
  'loosen_answer',
  'reads_answer',
  'reads_listening',
  'reads_prompt',
  'record_answer',
];

async function ask<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query<Row>(text);
  await client.end();
  return rows;
}

test('every table is closed by default and opened by a policy', async () => {
  const rows = await ask(`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'migration'
      and not (c.relrowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`);
  assert.deepEqual(rows, []);
});

test('every key of a school-owned table begins with the school, and so does every key between two of them', async () => {
  const rows = await ask(`
    select c.relname, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute s on s.attrelid = c.oid and s.attname = 'school_id'
    where k.conkey[1] <> s.attnum and (k.contype = 'p' or k.contype = 'f' and exists
      (select from pg_attribute t where t.attrelid = k.confrelid and t.attname = 'school_id'))`);
  assert.deepEqual(rows, []);
});

test('a table that names a school is owned by it, or is listed as the collaborative’s', async () => {
  const rows = await ask<{ relname: string }>(`
    select distinct c.relname from pg_class c join pg_constraint k on k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'school'::regclass
    where not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'school_id')`);
  assert.deepEqual(
    rows.map(({ relname }) => relname).filter((name) => ![...collaborative, ...ofStudy].includes(name)),
    [],
  );
});

test('every key of a study-owned table begins with the study, and so does every key between two of them', async () => {
  const rows = await ask(`
    select c.relname, k.conname from pg_constraint k join pg_class c on c.oid = k.conrelid
    join pg_attribute s on s.attrelid = c.oid and s.attname = 'study_id'
    where c.relkind = 'r' and k.conkey[1] <> s.attnum and (k.contype = 'p' or k.contype = 'f' and exists
      (select from pg_attribute t where t.attrelid = k.confrelid and t.attname = 'study_id'))`);
  assert.deepEqual(rows, []);
});

test('a study-owned table opens to roles in the study, to whom holds the machine, and to no role elsewhere', async () => {
  const owned = await ask<{ relname: string; rule: string }>(`
    select c.relname, string_agg(coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''), ' | ') as rule
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'study_id' join pg_policy p on p.polrelid = c.oid where c.relkind = 'r' group by 1`);
  assert.ok(owned.length > 10);
  for (const { relname, rule } of owned) {
    assert.match(rule, /studies_as|may_read_originals/, relname);
    assert.doesNotMatch(
      rule.replaceAll("has_role(VARIADIC ARRAY['operator'::text])", ''),
      /has_role\(|\btrue\b/,
      `${relname} opens beyond its study: ${rule}`,
    );
  }
});

test('a school-owned table shows one school alone, whoever asks', async () => {
  // A restrictive policy closes, and opens nothing.
  const owned = await ask<{ relname: string; rule: string }>(`
    select c.relname, string_agg(coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), ''), ' | ') as rule
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'school_id' join pg_policy p on p.polrelid = c.oid
    where c.relkind = 'r' and p.polpermissive and exists (select from pg_roles r where r.oid = any (p.polroles) and r.rolname = 'concord_app')
      and c.relname not in ('school_role', 'school_event') group by 1`);
  assert.ok(owned.length > 15);
  for (const { relname, rule } of owned)
    assert.doesNotMatch(rule, /has_role|true/, `${relname} opens to a role beyond its school: ${rule}`);
});

test('a table of practice belongs to its person: its key begins with them, and no role opens a row', async () => {
  const rows = await ask<{ relname: string; key: string; rules: string[] }>(`
    select c.relname, (select a.attname from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1] where k.conrelid = c.oid and k.contype = 'p') as key,
      array_agg(coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')) as rules
    from pg_class c join pg_attribute o on o.attrelid = c.oid and o.attname = 'person_id' join pg_policy p on p.polrelid = c.oid
    where c.relname like 'practice\\_%' and exists (select from pg_roles r where r.oid = any (p.polroles) and r.rolname = 'concord_app') group by c.oid, c.relname`);
  assert.ok(rows.length >= 5);
  for (const { relname, key, rules } of rows) {
    assert.equal(key, 'person_id', relname);
    for (const rule of rules) assert.match(rule, /person_id = \( SELECT own_person\(\)/, `${relname} opens beyond its person: ${rule}`);
    assert.doesNotMatch(rules.join(' '), /has_role|own_school|true/, relname);
  }
});

test('a view shows what its reader may see, but for the one that is public on purpose', async () => {
  const rows = await ask<{ relname: string }>(`
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'v'
      and not coalesce(c.reloptions @> array['security_invoker=true'], false)`);
  assert.deepEqual(
    rows.map(({ relname }) => relname),
    openViews,
  );
});

test('a function that runs with its owner’s rights is listed, and holds the school’s border itself where it answers with rows', async () => {
  const rows = await ask<{ proname: string; isQuery: boolean; body: string }>(`
    select p.proname, p.prorettype not in ('trigger'::regtype, 'void'::regtype) as "isQuery", p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'public' and p.prosecdef order by p.proname`);
  assert.deepEqual(
    rows.map(({ proname }) => proname),
    [
      ...openFunctions,
      ...studyFunctions,
      ...linkFunctions,
      ...lessonFunctions,
      ...listeningFunctions,
      ...lessonTriggers,
      ...libraryTriggers,
      ...occasionFunctions,
      ...countingFunctions,
      ...facultyFunctions,
      ...capacityFunctions,
      ...badgeFunctions,
      ...sharingFunctions,
      ...roomFunctions,
      ...instrumentFunctions,
      ...forumFunctions,
      ...practiceFunctions,
      ...courseFunctions,
      ...frameworkFunctions,
      ...namingFunctions,
      ...agreedFunctions,
    ].sort(),
  );
  for (const { proname, body } of rows.filter((row) => row.isQuery && ![...namingFunctions, ...agreedFunctions].includes(row.proname)))
    assert.match(
      body,
      [...linkFunctions, ...occasionFunctions, ...instrumentFunctions, ...forumFunctions, ...practiceFunctions].includes(proname)
        ? /(?:token|confirm)_hash = of_token_hash|(?:open_theme_link|request_behind)\(of_token_hash|p\.published_at is not null|runs_occasion\(o\.by_school_id, o\.host_id\)/
        : [...studyFunctions, ...lessonFunctions].includes(proname)
          ? /person_id = own_person\(\)|may_read_originals|may_bring_into|brought_by = own_person\(\)/
          : [...listeningFunctions, ...countingFunctions, ...sharingFunctions, ...facultyFunctions].includes(proname)
            ? /own_person\(\)|token_hash = of_token_hash/
            : capacityFunctions.includes(proname)
              ? /sees_facilitator\(|of_school_id = own_school\(\)|has_role\('convener'\)/
              : frameworkFunctions.includes(proname)
                ? /v\.status = 'adopted'/
                : badgeFunctions.includes(proname)
                  ? /^\s*select id from certificate where revoked_at is not null or removed_at is not null|c\.code_hash = held_token\(\)/
                  : roomFunctions.includes(proname)
                    ? /token_hash = of_pass_hash|held_places\(\)|digits in \(room_digits\(r\.secret, now_window\)/
                    : /school_id = own_school\(\)/,
      proname,
    );
});

test('the role that the pool logs in as owns nothing, bypasses nothing and has no rights of its own', async () => {
  const [login] = await ask(
    `select rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb from pg_roles where rolname = 'concord_test_login'`,
  );
  assert.deepEqual(login, { rolsuper: false, rolbypassrls: false, rolinherit: false, rolcreaterole: false, rolcreatedb: false });
  const owns = await ask(
    `select relname from pg_class where pg_get_userbyid(relowner) in ('concord_test_login', 'concord_app', 'concord_system') and relnamespace = 'public'::regnamespace`,
  );
  assert.deepEqual(owns, []);
});

test('no row can point into another school: the database refuses the key', async () => {
  const [ashby, brook] = [await school('ashby'), await school('brook')];
  const lead = await actor('Ada', ['lead'], ashby);
  const other = await actor('Ben', ['lead'], brook);
  const id = await as(lead, async ({ tx }) => {
    await tx.insertInto('curriculumYear').values({ schoolId: ashby.id, year: '2025-26' }).execute();
    return (
      await tx
        .insertInto('activity')
        .values({ schoolId: ashby.id, year: '2025-26', sourceId: 'E1', title: 'Sitting with silence' })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  });
  await as(other, async ({ tx }) => {
    assert.deepEqual(await tx.selectFrom('activity').selectAll().where('id', '=', id).execute(), []);
  });
  await assert.rejects(
    as(other, ({ tx }) =>
      tx.insertInto('activity').values({ schoolId: ashby.id, year: '2025-26', sourceId: 'E2', title: 'Not mine' }).execute(),
    ),
    /row-level security/,
  );
  await assert.rejects(
    as(other, async ({ tx }) => {
      await tx
        .insertInto('activityKeyword')
        .values({ schoolId: brook.id, activityId: id, position: 1, kind: 'keyword', term: 'x', source: null, sourceId: null })
        .execute();
    }),
    /foreign key/,
  );
});
