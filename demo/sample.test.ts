import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operator, visitor } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { calibration } from '../app/modules/curriculum/calibration/queries.server.ts';
import { comparedCells } from '../app/modules/curriculum/comparison/comparison.ts';
import { comparisonOfSchool } from '../app/modules/curriculum/comparison/queries.server.ts';
import { writtenCoverage } from '../app/modules/curriculum/coverage/queries.server.ts';
import { discloseJob } from '../app/modules/curriculum/release/jobs.server.ts';
import { roundNamed } from '../app/modules/curriculum/rounds/queries.server.ts';
import { estimatesOf, groupQuestions } from '../app/modules/curriculum/teaching/queries.server.ts';
import { agreementTaken, settlements } from '../app/modules/focus-groups/agreement/consensus-queries.server.ts';
import { TakenFigures } from '../app/modules/focus-groups/agreement/schema.ts';
import { codes, roundCodings, rounds } from '../app/modules/focus-groups/coding/queries.server.ts';
import { signedTexts, textToCode } from '../app/modules/focus-groups/coding/text-queries.server.ts';
import { queueOf } from '../app/modules/focus-groups/deidentification/queries.server.ts';
import { participants, sessions } from '../app/modules/focus-groups/study/people-queries.server.ts';
import { ownStudies, type Study, studyNamed } from '../app/modules/focus-groups/study/queries.server.ts';
import { transcripts } from '../app/modules/focus-groups/transcripts/queries.server.ts';
import { lessonList, lessonNamed, lessonsToReview } from '../app/modules/lessons/queries.server.ts';
import { lessonSearch } from '../app/modules/lessons/schema.ts';
import { actorOfCommandLine } from '../app/modules/members/queries.server.ts';
import '../tests/people.ts';
import { removeWholeSample } from './removal.ts';
import { loadSample } from './sample.ts';

function schools() {
  return as(visitor, ({ tx }) => tx.selectFrom('school').select(['slug', 'isSample']).orderBy('slug').execute());
}

/** What the invented study promises to whoever opens it. */
async function assertStudyIsWhole() {
  const slug = 'learning-to-talk-about-serious-illness';
  const studies = await as(await actorOfCommandLine('bram.osei@eastmoor.example', undefined), ownStudies);
  assert.deepEqual(
    studies.map(({ approach, isSample }) => [approach, isSample]),
    [
      ['immersion', true],
      ['reliability', true],
    ],
  );
  const asPerson = async <T>(mail: string, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(await actorOfCommandLine(mail, undefined), async (scope) => work(scope, await studyNamed(scope, slug)));
  const lead = 'amara.voss@collaborative.example';
  const held = await asPerson(lead, sessions);
  assert.deepEqual([held.length, held.reduce((sum, { came }) => sum + Number(came), 0)], [6, 38]);
  const people = await asPerson(lead, participants);
  const states = Object.groupBy(people, ({ state }) => state);
  assert.deepEqual(
    [states.agreed?.length, states.declined?.length, states.withdrawn?.length],
    [39, 4, 1],
    '38 came, and two had said yes and did not',
  );
  assert.deepEqual(
    states.agreed?.filter(({ mayQuote }) => !mayQuote).map(({ pseudonym }) => pseudonym),
    ['Fennel', 'Laurel', 'Nettle'],
  );
  const texts = await asPerson(lead, async (scope, study) =>
    Promise.all(
      (await signedTexts(scope, study)).map(async ({ id, title }) => ({ title, turns: (await textToCode(scope, study, id)).turns })),
    ),
  );
  assert.equal(texts.length, 5);
  const named = /Priyanka|Owen|Mateus|Noor|Callum|Gareth|Keiko|Emeka|Liesl|Zelda|Marisol|Larkmoor|Pemberly|Halloran|555-|@/;
  for (const { title, turns } of texts) {
    const said = turns.map(({ speaker, text }) => `${speaker}: ${text}`).join('\n');
    assert.ok(said.split(/\s+/).length > 2500, `${title} is short`);
    assert.equal(named.exec(said), null, `${title} names somebody`);
  }
  const queue = await asPerson('yuki.larsen@eastmoor.example', async (scope, study) => {
    const waiting = (await transcripts(scope, study)).find(({ state }) => state === 'reviewing')!;
    return queueOf(scope, study, { transcriptId: waiting.id });
  });
  assert.ok(queue.total > 10 && queue.answered === 0, 'one transcript waits for a visitor');
  const inUse = await asPerson(lead, codes);
  assert.ok(inUse.length >= 24 && inUse.length <= 28, `${inUse.length} codes`);
  const [blind] = (await asPerson(lead, rounds)).filter(({ kind }) => kind === 'blind');
  const coded = await asPerson(lead, (scope, study) => roundCodings(scope, study, blind!.id));
  assert.ok(blind!.openedAt && blind!.closedAt && coded.length > 100);
  assert.equal(new Set(coded.map(({ coderId }) => coderId)).size, 3);
  const taken = await asPerson(lead, (scope, study) => agreementTaken(scope, study, blind!.id));
  const { alpha } = TakenFigures.parse(taken!.figures).levels.any!.at(-1)!;
  assert.ok(alpha.value !== null && alpha.value > 0.4 && alpha.value < 0.95, `the pooled alpha is ${alpha.value}`);
  const consensus = (await asPerson(lead, rounds)).find(({ ofRound }) => ofRound === blind!.id)!;
  const settled = await asPerson(lead, (scope, study) => settlements(scope, study, consensus.id));
  assert.equal(settled.length, 12, 'some differences are settled, and the others wait for a visitor');
  assert.ok(new Set(settled.map(({ decision }) => decision)).size > 1);
  const found = await asPerson(lead, async ({ tx }, study) => ({
    themes: await tx.selectFrom('theme').select('claim').where('studyId', '=', study.id).execute(),
    hidden: await tx
      .selectFrom('themePassageState')
      .select('mayQuote')
      .where('studyId', '=', study.id)
      .where('mayQuote', '=', false)
      .execute(),
    counters: await tx.selectFrom('themePassage').select('id').where('studyId', '=', study.id).where('kind', '=', 'counter').execute(),
  }));
  assert.deepEqual([found.themes.length, found.counters.length], [5, 5]);
  assert.ok(found.hidden.length >= 1, 'words of whoever withdrew are not shown any more');
}

/** What the invented lessons promise to whoever reads them: one that disappointed, one whose figure is withdrawn, a quote, one that waits for a reader. */
async function assertLessonsAreThere() {
  const { lessons } = await as(visitor, (scope) => lessonList(scope, lessonSearch(new Request('https://concord.example/lessons'))));
  assert.equal(lessons.length, 4);
  assert.ok(lessons.some(({ said }) => said.again === 'no') && lessons.some(({ school }) => school === null));
  const whole = await as(visitor, (scope) => Promise.all(lessons.map(({ slug }) => lessonNamed(scope, slug))));
  const states = whole.flatMap(({ figures }) => figures.map(({ state }) => state));
  assert.deepEqual(states.sort(), ['stands', 'stands', 'withdrawn']);
  assert.deepEqual(
    whole.flatMap(({ quotes }) => quotes).map((quote) => typeof quote?.words),
    ['string'],
  );
  assert.ok(whole.some(({ usedBy }) => usedBy === 2));
  assert.equal(whole.filter(({ material }) => material !== null).length, 2, 'two used material of the library');
  const reader = await actorOfCommandLine('rena.okafor@ashby.example', 'ashby');
  assert.equal((await as(reader, lessonsToReview)).length, 1);
}

test('the sample goes in once, with figures to look at, and goes away whole; what is published stays', async () => {
  const published = await schools();
  assert.equal(await loadSample(), true);
  assert.deepEqual(
    (await schools()).filter(({ isSample }) => isSample).map(({ slug }) => slug),
    ['ashby', 'brookfield', 'calder', 'dunmore', 'eastmoor'],
  );
  const lead = await actorOfCommandLine('rena.okafor@ashby.example', 'ashby');
  const { linkedActivities, competencies, matrix } = await as(lead, (scope) => writtenCoverage(scope));
  assert.ok(linkedActivities > 10);
  for (const { code } of competencies) assert.ok(matrix[code]!.all!.all.activities > 0, `nothing stands in the row of competency ${code}`);
  const { open, answered } = await as(lead, (scope) => groupQuestions(scope));
  assert.deepEqual([open.length, answered.length], [1, 2], 'one question about groups is left to a newcomer');
  const { estimates } = await as(lead, (scope) => estimatesOf(scope));
  assert.deepEqual(
    estimates.map(({ learner }) => learner),
    [{ least: 240, most: 480 }],
  );
  const convener = await actorOfCommandLine('ines.marlow@collaborative.example', undefined);
  const rounds = await as(convener, ({ tx }) =>
    tx.selectFrom('mappingRound').select(['slug', 'status', 'isSample']).orderBy('year').execute(),
  );
  assert.deepEqual(rounds, [
    { slug: 'mapping-2024-25', status: 'closed', isSample: true },
    { slug: 'mapping-2025-26', status: 'open', isSample: true },
  ]);
  for (const [slug, coders] of [
    ['mapping-2024-25', 5],
    ['mapping-2025-26', 3],
  ] as const) {
    const { figures } = await as(convener, async (scope) => calibration(scope, await roundNamed(scope, slug)));
    assert.equal(figures?.figures.coders, coders);
    const { kappa } = figures.figures.lines.at(-1)!.extent;
    assert.ok(kappa !== null && kappa > 0.4 && kappa < 0.95, `the pooled kappa of ${slug} is ${kappa}`);
  }
  await discloseJob.run({ year: '2024-25' }, new AbortController().signal);
  const other = await actorOfCommandLine('wei.sandoval@brookfield.example', 'brookfield');
  const compared = await as(other, (scope) => comparisonOfSchool(scope, 'mapping-2024-25'));
  const shown = comparedCells(compared, { group: 'required', competency: null }).flatMap(({ marks }) => marks.map(({ kind }) => kind));
  assert.deepEqual([...new Set(shown)].sort(), ['named', 'others', 'own']);
  const ofEastmoor = compared.named.filter(({ school }) => school.startsWith('Eastmoor')).map(({ figure }) => figure);
  assert.ok(ofEastmoor.includes('assessment/2') && !ofEastmoor.includes('assessment/1'), 'what was withdrawn is gone');
  await assertStudyIsWhole();
  await assertLessonsAreThere();
  assert.equal(await loadSample(), false);

  const gone = await removeWholeSample();
  for (const table of ['lesson', 'lessonEdition', 'lessonReuse'] as const)
    assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom(table).select('id').execute()), [], table);
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('study').select('slug').execute()), []);
  assert.equal(gone.schools, 5);
  assert.deepEqual(await schools(), published);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('framework').select('slug').execute()), [
    { slug: 'serious-illness-communication' },
  ]);
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('frameworkAssociation').select('id').execute()), []);
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('mappingRound').select('slug').execute()), []);
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('person').select('name').execute()), []);
  assert.equal(await loadSample(), false);
});
