import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, actingFor, type Member, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, person, school } from '../../../../tests/people.ts';
import { taughtAndSubmitted } from '../../../../tests/releases.ts';
import { acceptedBy, openedRound } from '../../../../tests/rounds.ts';
import { studyWithTheme } from '../../../../tests/studies.ts';
import { keepChoices, releaseFigures, withdrawFigures } from '../../curriculum/release/commands.server.ts';
import { roundNamed } from '../../curriculum/rounds/queries.server.ts';
import { endShare, linkTheme, shareTheme } from '../../focus-groups/themes/commands.server.ts';
import { addPassage } from '../../focus-groups/themes/passage-commands.server.ts';
import { ReportedForm } from '../evaluation/reported.ts';
import { dropReported, enterReported } from '../evaluation/reported-commands.server.ts';
import { addEvidence, beginNeed, closeNeed, dropNeed, keepNeed, sayPriority, showNeed, takeOutEvidence } from './commands.server.ts';
import { evidenceToAdd } from './evidence-queries.server.ts';
import { needBoard, needOf } from './queries.server.ts';
import { EvidenceForm, type NeedForm, NeedSearch } from './schema.ts';

const [ashby, brook, cedar] = await Promise.all(['ashby', 'brook', 'cedar'].map((slug) => school(slug)));
const rena = await actor('Rena', ['lead'], ashby);
const ada = await actor('Ada', ['faculty'], ashby);
const mapper = await actor('Mo', ['mapper'], ashby);
const kit = await actor('Kit', ['student'], ashby);
const wei = await actor('Wei', ['lead'], brook);
const ivo = await actor('Ivo', ['lead'], cedar);
const ines = await actor('Ines', ['convener']);
const jo = await actor('Jo', ['auditor']);
const first = (await publishedCompetencies())[0]!;
const words: NeedForm = { competency: first.stableId, title: 'Teachers who can sit with silence', lacking: 'Nobody was shown how.' };

const begins = (who: Actor, said: Partial<NeedForm> = {}) =>
  as(who, (scope) => beginNeed(scope, { ...words, ...said, isOfSchool: who.school !== null }));
const shows = (who: Actor, id: string, isShown = true) => as(who, (scope) => showNeed(scope, { id, isShown }));
const readBy = (who: Actor, id: string) => as(who, (scope) => needOf(scope, id));
const adds = (who: Actor, needId: string, said: Record<string, string>) =>
  as(who, (scope) => addEvidence(scope, { needId, said: EvidenceForm.parse(said) }));
const says = (who: Actor, needId: string, word: 'now' | 'next' | 'later' | 'not for us') =>
  as(who, (scope) => sayPriority(scope, { needId, word, reason: 'As we see it' }));
const board = (who: Actor, search: Record<string, string> = {}) => as(who, (scope) => needBoard(scope, NeedSearch.parse(search)));
const seen = { kind: 'observation', words: 'A tutor filled every pause.', who: 'a small-group teacher', day: '2026-03-02' };

test('a school’s need is the school’s until its lead shows it: for another school, for whoever convenes and for students it does not exist', async () => {
  const id = await begins(ada);
  await adds(ada, id, seen);
  for (const who of [wei, ines, jo, kit, visitor]) {
    await assert.rejects(readBy(who, id), { kind: 'missing' }, who.name);
    await as(who, async ({ tx }) => {
      for (const table of ['need', 'needEvidence', 'needPriority'] as const)
        assert.deepEqual(await tx.selectFrom(table).selectAll().execute(), [], `${who.name} ${table}`);
      assert.equal(JSON.stringify(await tx.selectFrom('collaborativeEvent').selectAll().execute()).includes(id), false, who.name);
    });
  }
  assert.equal((await readBy(mapper, id)).title, words.title);
  await assert.rejects(shows(ada, id), { kind: 'forbidden' });
  await assert.rejects(
    as(ada, ({ tx }) => tx.updateTable('need').set({ shownAt: new Date() }).where('id', '=', id).execute()),
    /lead shows/,
  );
  await shows(rena, id);
  assert.equal((await readBy(wei, id)).evidence.length, 1);
  await assert.rejects(readBy(kit, id), { kind: 'missing' });
  await shows(rena, id, false);
  await assert.rejects(readBy(wei, id), { kind: 'missing' });
  await as(rena, (scope) => dropNeed(scope, id));
  await assert.rejects(readBy(rena, id), { kind: 'missing' });
});

test('another school’s lead writes no word of a need, but may add evidence to one that is shown, and only that lead’s school or its writers take it out', async () => {
  const id = await begins(ada);
  await shows(rena, id);
  const need = await readBy(wei, id);
  await assert.rejects(
    as(wei, (scope) => keepNeed(scope, { id, seen: need.changedAt, said: { ...words, title: 'Theirs' } })),
    { kind: 'forbidden' },
  );
  await as(wei, ({ tx }) => tx.updateTable('need').set({ title: 'Theirs' }).where('id', '=', id).execute());
  assert.equal((await readBy(wei, id)).title, words.title, 'the database changes nothing');
  await assert.rejects(
    as(ines, ({ tx }) => tx.updateTable('need').set({ title: 'Theirs' }).where('id', '=', id).execute()),
    /writers/,
  );
  const evidenceId = await adds(wei, id, seen);
  await assert.rejects(adds(mapper, id, seen), { kind: 'forbidden' });
  await assert.rejects(
    as(ivo, (scope) => takeOutEvidence(scope, { needId: id, evidenceId })),
    { kind: 'forbidden' },
  );
  await as(ivo, ({ tx }) => tx.deleteFrom('needEvidence').where('id', '=', evidenceId).execute());
  assert.equal((await readBy(wei, id)).evidence.length, 1);
  await as(wei, (scope) => takeOutEvidence(scope, { needId: id, evidenceId }));
  assert.deepEqual((await readBy(ada, id)).evidence, []);
  await as(ada, (scope) => keepNeed(scope, { id, seen: need.changedAt, said: { ...words, title: 'Clearer' } }));
  await assert.rejects(
    as(rena, (scope) => keepNeed(scope, { id, seen: need.changedAt, said: words })),
    { kind: 'conflict' },
  );
  const { changedAt: seenByBoth } = await as(ada, (scope) => needOf(scope, id));
  const both = [ada, rena].map((who) =>
    as(who, (scope) => keepNeed(scope, { id, seen: seenByBoth, said: { ...words, title: 'Clearer', lacking: who.name } })),
  );
  const told = (await Promise.allSettled(both)).map(({ status }) => status);
  assert.deepEqual(told.toSorted(), ['fulfilled', 'rejected'], 'of two at the same moment one is told');
});

test('how soon is said by leads alone, side by side; the board counts “now” and averages nothing', async () => {
  const [one, two] = [await begins(ines, { title: 'One' }), await begins(ines, { title: 'Two' })];
  for (const who of [mapper, ada, kit, ines, jo]) {
    await assert.rejects(says(who, one, 'now'), { kind: who === kit ? 'missing' : 'forbidden' }, who.name);
    await assert.rejects(
      as(who, ({ tx }) => tx.insertInto('needPriority').values({ needId: one, bySchoolId: ashby!.id, word: 'now', reason: 'x' }).execute()),
      /row-level security/,
      who.name,
    );
  }
  await assert.rejects(
    as(wei, ({ tx }) => tx.insertInto('needPriority').values({ needId: one, bySchoolId: ashby!.id, word: 'now', reason: 'x' }).execute()),
    /row-level security/,
    'nor for another school',
  );
  await says(rena, one, 'later');
  await says(wei, one, 'later');
  await says(rena, two, 'next');
  await says(rena, two, 'now');
  await says(wei, two, 'not for us');
  const { needs } = await board(ivo);
  assert.deepEqual(
    needs.slice(0, 2).map(({ title }) => title),
    ['Two', 'One'],
  );
  assert.deepEqual(
    needs[0]!.priorities.map(({ school: name, word }) => [name, word]),
    [
      ['Ashby School of Medicine', 'now'],
      ['Brook School of Medicine', 'not for us'],
    ],
  );
  await as(ines, (scope) => closeNeed(scope, { id: two, ended: 'set aside', because: 'One covers it' }));
  await assert.rejects(says(ivo, two, 'now'), { kind: 'conflict' });
  await assert.rejects(
    as(wei, (scope) => closeNeed(scope, { id: one, ended: 'answered', because: 'x' })),
    { kind: 'forbidden' },
  );
  assert.deepEqual(
    (await board(ivo, { state: 'ended' })).needs.map(({ ended, endedBecause }) => [ended, endedBecause]),
    [['set aside', 'One covers it']],
  );
  assert.deepEqual(
    (await board(ivo, { of: 'ashby' })).needs.map(({ title }) => title),
    ['Clearer'],
  );
  assert.deepEqual((await board(ivo, { competency: (await publishedCompetencies())[1]!.stableId })).needs, []);
  await assert.rejects(board(kit), { kind: 'forbidden' });
});

const leads = [rena, wei, ivo];
for (const [at, each] of leads.entries()) await taughtAndSubmitted(each, { 1: 60 * (at + 1), 2: 30 });
const opened = await openedRound([ashby!.id, brook!.id, cedar!.id], {
  figures: {
    required: { form: 'named', audience: 'collaborative' },
    electives: { form: 'aggregate', audience: 'public' },
    assessment: { form: 'named', audience: 'round' },
  },
});
await acceptedBy(leads, opened.id);
const round = await as(rena, (scope) => roundNamed(scope, opened.slug));
const releases = (who: Actor, reason = '') =>
  as(who, async (scope) => {
    const choices = [
      { group: 'required', competency: '', form: 'named' },
      { group: 'electives', competency: '', form: 'aggregate' },
      { group: 'assessment', competency: '', form: 'named' },
    ] as const;
    await keepChoices(scope, { round, choices });
    await releaseFigures(scope, { round, reason });
  });

test('a figure in a need is the released one, drawn at every reading; corrected it says so, withdrawn it leaves with a word', async () => {
  for (const each of leads) await releases(each);
  const id = await begins(ada);
  const offered = await as(ada, (scope) => evidenceToAdd(scope, { stableId: first.stableId, code: first.code }));
  assert.ok(offered.figures.length > 0 && offered.figures.every(({ value }) => value.includes(`|${ashby!.id}|required/${first.code}|`)));
  const figure = offered.figures.find(({ value }) => value.endsWith('|pre-clerkship'))!.value;
  const others = (await as(ines, (scope) => evidenceToAdd(scope, { stableId: first.stableId, code: first.code }))).figures;
  assert.equal(new Set(others.map(({ value }) => value.split('|')[1])).size, 3, 'whoever convenes may refer to each school’s');
  const theirs = others.find(({ value }) => value.includes(brook!.id))!.value;
  await assert.rejects(adds(ada, id, { kind: 'figure', figure: theirs }), { kind: 'invalid' });
  await adds(ada, id, { kind: 'figure', figure });
  await shows(rena, id);
  const shown = (who: Actor) => readBy(who, id).then(({ evidence }) => evidence[0]!);
  for (const who of [ada, wei, ines])
    assert.deepEqual([(await shown(who)).figure!.value, (await shown(who)).stands], ['1 h', true], who.name);
  assert.match((await shown(wei)).on!, /^\d{4}-\d\d-\d\d$/);
  const kept = await as(ada, ({ tx }) => tx.selectFrom('needEvidence').selectAll().where('needId', '=', id).execute());
  assert.ok(
    !Object.values(kept[0]!).some(
      (each) => each === 60 || each === '1 h' || (each !== null && typeof each === 'object' && 'pre-clerkship' in each),
    ),
    'the need holds no value',
  );
  await releases(rena, 'A course was counted twice');
  assert.equal((await shown(wei)).figure!.state, 'corrected');
  await as(rena, (scope) => withdrawFigures(scope, { round, figure: `required/${first.code}`, reason: 'Counted twice' }));
  for (const who of [ada, wei, ines]) {
    const gone = await shown(who);
    assert.deepEqual([gone.stands, gone.figure], [false, null], who.name);
    assert.match(gone.says!, /does not release this figure any more/);
  }
  await assert.rejects(
    as(wei, ({ tx }) =>
      tx
        .insertInto('needEvidence')
        .values({
          needId: id,
          kind: 'figure',
          bySchoolId: brook!.id,
          roundId: round.id,
          forSchoolId: brook!.id,
          number: 1,
          figure: `assessment/${first.code}`,
          cell: 'formative',
        })
        .execute(),
    ),
    /not released by name/,
    'what is shown within a round alone is no evidence for the collaborative',
  );
});

test('a theme stands in a need while its study’s lead shares it, and leaves with a word', async () => {
  const [lena, staff, second] = [
    await person('Lena', ['faculty'], ashby),
    await person('Ola', ['auditor']),
    await person('Per', ['auditor']),
  ];
  const acting = (member: Member) => actingFor(member, null);
  const said = ['We sat with her and nobody spoke.', 'I looked away.', 'She asked again.'] as const;
  const {
    study,
    textId,
    themeId,
    begins: beginsAt,
  } = await studyWithTheme({
    ...{ lead: lena, staff: [staff, second], schoolId: ashby!.id, said, summary: 'From each other.' },
  });
  await as(acting(lena), (scope) => linkTheme(scope, study, { themeId, noun: 'competency', id: first.stableId }));
  for (const [at, text] of said.entries()) {
    const begins = beginsAt(at);
    await as(acting(lena), (scope) =>
      addPassage(scope, study, { themeId, kind: 'support', textId, begins, ends: begins + text.length, note: '' }),
    );
  }
  const id = await begins(ines, { title: 'Silence, taught' });
  await assert.rejects(adds(wei, id, { kind: 'theme', theme: themeId }), { kind: 'invalid' }, 'not shared yet');
  await as(acting(lena), (scope) => shareTheme(scope, study, { themeId, withQuotes: false, reason: 'To plan teaching' }));
  await adds(wei, id, { kind: 'theme', theme: themeId });
  const [shown] = (await readBy(ivo, id)).evidence;
  assert.deepEqual(
    [shown!.title, shown!.words, shown!.stands, shown!.bySchool],
    ['Silence is learned', 'From each other.', true, brook!.name],
  );
  await as(acting(lena), (scope) => endShare(scope, study, themeId));
  const [gone] = (await readBy(ivo, id)).evidence;
  assert.deepEqual([gone!.title, gone!.words, gone!.stands], ['A theme', null, false]);
  assert.match(gone!.says!, /does not share this theme any more/);
});

const ripple = {
  programme: 'A train-the-trainer course',
  what: 'Evaluations that were excellent',
  kirkpatrick: '1',
  source: 'Its published abstract',
  url: '',
  kind: 'share',
  count: '1,031',
  of: '1,477',
  percent: '88.1 %',
};
test('what a programme reported comes in with its source; what contradicts itself is refused beside its field with the likely digits, or kept with a reason and marked', async () => {
  const refused = ReportedForm.safeParse(ripple);
  assert.deepEqual(
    refused.error!.issues.map(({ path }) => path.join()),
    ['count'],
  );
  assert.match(refused.error!.issues[0]!.message, /69\.8 %, not 88\.1 %.*1,301 as the count would agree.*Correct it/);
  assert.deepEqual(ReportedForm.parse({ ...ripple, count: '1301' }).contradictions, []);
  assert.match(
    ReportedForm.safeParse({ ...ripple, kind: 'people', cohorts: '18 + 14', inSeveral: '3', people: '32' }).error!.issues[0]!.message,
    /is 29, not 32/,
  );
  const kept = ReportedForm.parse({ ...ripple, keptBecause: 'It is printed so; the authors were asked.' });
  for (const who of [mapper, kit, jo])
    await assert.rejects(
      as(who, (scope) => enterReported(scope, kept)),
      { kind: 'forbidden' },
      who.name,
    );
  const reportedId = await as(ada, (scope) => enterReported(scope, kept));
  const id = await begins(ines, { title: 'Trainers' });
  await adds(ines, id, { kind: 'survey', survey: `reported|${reportedId}` });
  const [shown] = (await readBy(wei, id)).evidence;
  assert.match(shown!.reported!.contradictions[0]!, /69\.8 %/);
  await assert.rejects(
    as(wei, (scope) => dropReported(scope, reportedId)),
    { kind: 'forbidden' },
  );
  await as(rena, (scope) => dropReported(scope, reportedId));
  assert.deepEqual((await readBy(wei, id)).evidence, []);
});
