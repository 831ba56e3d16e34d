import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { competenciesOf, currentVersionId } from '#app/modules/competencies/queries.server.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { enqueue } from '#app/platform/jobs.server.ts';
import { outboxMails } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { smallCurriculum } from '../../../../tests/curriculum-file.ts';
import { actor, person, school } from '../../../../tests/people.ts';
import { correctActivity } from '../editing/correction-commands.server.ts';
import { bringFile, bringIn } from '../intake/jobs.server.ts';
import { answerCourse, takeBackMissed } from './answer-commands.server.ts';
import type { AnswerGiven, CourseAnswers } from './answer-form.ts';
import { askDirectors, nameDirectors, unnameDirector } from './commands.server.ts';
import { confirmationFor } from './confirmation.ts';
import { coursesToName, directedCourses, directorsToWrite } from './director-queries.server.ts';
import { directorMails } from './jobs.server.ts';
import { askedCourse, coursesWaiting, ownCourses } from './own-course-queries.server.ts';
import { confirmations } from './queries.server.ts';
import { Asking } from './schema.ts';
import { settleContradiction } from './settle-commands.server.ts';
import { contradictions } from './settle-queries.server.ts';
import { submitYear, takeBackSubmission } from './submit-commands.server.ts';

const year = '2025-26';
const [first, second] = (await as(operator(), async (scope) => competenciesOf(scope, await currentVersionId(scope)))).map(
  ({ id }) => id,
) as [string, string];
const file = smallCurriculum({
  events: [
    { id: 'A', title: 'Breaking bad news' },
    { id: 'B', title: 'Family meeting' },
    { id: 'C', title: 'Suturing' },
  ],
  courses: [
    { id: 'C1', title: 'Doctoring', events: ['A', 'B'] },
    { id: 'C2', title: 'Surgery', events: ['C'] },
  ],
});

async function schoolWith(slug: string) {
  const own = await school(slug);
  const lead = await actor(`Lead${slug}`, ['lead'], own);
  const kept = await keepStream(Readable.from([file]), 10_000_000);
  await bringIn(lead, await bringFile(lead, { year, name: 'curriculum.xml', file: kept }), 'year');
  const dana = await person(`Dana${slug}`, ['faculty'], own);
  const director: Actor = await actorOf(dana, slug);
  const courses = await as(lead, (scope) => coursesToName(scope, year));
  const course = (title: string) => courses.find((each) => each.title === title)!.stableId;
  const activities = await as(lead, ({ tx }) => tx.selectFrom('activity').select(['id', 'sourceId']).execute());
  const activity = (source: string) => activities.find(({ sourceId }) => sourceId === source)!.id;
  return { own, lead, dana, director, doctoring: course('Doctoring'), surgery: course('Surgery'), activity };
}
async function actorOf(member: Awaited<ReturnType<typeof person>>, slug: string): Promise<Actor> {
  const { actingFor } = await import('#app/platform/actor.ts');
  return actingFor(member, slug);
}
function link(lead: Actor, activityId: string, competencyId: string, extent: 'mentioned' | 'partly' | 'fully' = 'partly') {
  const values = { level: 'practised', extent } as const;
  return as(lead, ({ tx }) =>
    tx
      .insertInto('competencyLink')
      .values({ schoolId: lead.school!.id, activityId, competencyId, ...values })
      .onConflict((on) => on.columns(['schoolId', 'activityId', 'competencyId']).doUpdateSet(values))
      .execute(),
  );
}
function says(parts: Partial<CourseAnswers>): CourseAnswers {
  return { year, answers: [], hours: [], missed: null, words: null, isDone: false, isRestStill: false, ...parts };
}
function given(activityId: string, answer: 'still' | 'not', parts: Partial<AnswerGiven> = {}): AnswerGiven {
  return { activityId, competencyId: first, answer, extent: 'partly', seenLevel: 'practised', seenExtent: 'partly', words: null, ...parts };
}
function stateOf(lead: Actor, activityId: string, competencyId = first) {
  return as(lead, async (scope) => confirmationFor(await confirmations(scope, year), activityId, competencyId));
}

test('a link in a course with a director is a question, then a confirmed figure, and what the director says of it can change', async () => {
  const { lead, director, dana, doctoring, activity } = await schoolWith('ashby');
  const at = activity('A');
  await link(lead, at, first);
  assert.equal(await stateOf(lead, at), 'no-director');
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [{ courseStableId: doctoring, name: 'Dana', mail: dana.mail }] }));
  assert.equal(await stateOf(lead, at), 'asked');
  assert.equal(await as(lead, (scope) => askDirectors(scope, { year, dueOn: '2099-01-01', courses: [] })), 1);
  const answer = (said: Partial<CourseAnswers>) =>
    as(director, (scope) => answerCourse(scope, { courseStableId: doctoring, said: says(said) }));
  await answer({ answers: [given(at, 'still')] });
  assert.equal(await stateOf(lead, at), 'confirmed');
  await answer({ answers: [given(at, 'still', { extent: 'fully' })] });
  assert.equal(await stateOf(lead, at), 'confirmed-fully');
  await answer({ answers: [given(at, 'still', { extent: 'fully', seenExtent: 'partly' })] });
  await answer({ answers: [given(at, 'not', { extent: 'fully', seenExtent: 'fully', words: 'Dropped in 2024' })], isDone: true });
  assert.equal(await stateOf(lead, at), 'withdrawn');
  const [open] = await as(lead, (scope) => contradictions(scope, year));
  assert.equal(open?.words, 'Dropped in 2024');
  await answer({ answers: [given(at, 'still', { extent: 'fully', seenExtent: 'fully' })] });
  assert.equal(await stateOf(lead, at), 'confirmed-fully');
  const [row] = await as(lead, (scope) => directedCourses(scope, year));
  assert.deepEqual([row?.links, row?.answered, row?.doneAt !== null], [1, 1, true]);
  await link(lead, at, first, 'mentioned');
  assert.equal(await stateOf(lead, at), 'asked', 'what a mapper makes otherwise is asked again');
});

test('what a director withdrew goes once a lead has seen it, or stays unconfirmed with the lead’s words; of two settlements one stands', async () => {
  const { lead, director, dana, doctoring, activity } = await schoolWith('brook');
  await link(lead, activity('A'), first);
  await link(lead, activity('B'), first);
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [{ courseStableId: doctoring, name: 'Dana', mail: dana.mail }] }));
  const said = says({ answers: [given(activity('A'), 'not'), given(activity('B'), 'not')] });
  await as(director, (scope) => answerCourse(scope, { courseStableId: doctoring, said }));
  const settle = (activityId: string, settled: 'removed' | 'kept') =>
    as(lead, (scope) =>
      settleContradiction(scope, { courseStableId: doctoring, activityId, competencyId: first, settled, words: 'We spoke' }),
    );
  assert.notEqual(await settle(activity('A'), 'removed'), null);
  await settle(activity('B'), 'kept');
  assert.equal(await stateOf(lead, activity('B')), 'unanswered');
  assert.deepEqual(await as(lead, (scope) => contradictions(scope, year)), []);
  await assert.rejects(settle(activity('A'), 'kept'), { kind: 'conflict' });
  const page = await as(director, (scope) => askedCourse(scope, doctoring));
  assert.deepEqual(
    page.gone.map(({ activity, words }) => [activity, words]),
    [['Breaking bad news', 'We spoke']],
  );
  await link(lead, activity('A'), first);
  assert.equal(await stateOf(lead, activity('A')), 'asked', 'linked again it is a question again');
});

test('what was missed and corrected hours stand at once, also teaching that no activity stands for, and can be taken back', async () => {
  const { lead, director, dana, doctoring, activity } = await schoolWith('cove');
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [{ courseStableId: doctoring, name: 'Dana', mail: dana.mail }] }));
  const answer = (said: Partial<CourseAnswers>) =>
    as(director, (scope) => answerCourse(scope, { courseStableId: doctoring, said: says(said) }));
  const missed = { activityId: activity('B'), competencyId: second, level: 'assessed', extent: 'fully', words: null } as const;
  await answer({ missed, hours: [{ activityId: activity('A'), seenMinutes: 60, minutes: 90, words: 'Longer since 2025' }] });
  await answer({ missed });
  assert.equal(await stateOf(lead, activity('B'), second), 'confirmed-fully');
  const ward = {
    activityId: null,
    title: 'Ward rounds',
    least: 600,
    most: 900,
    entry: crypto.randomUUID(),
    competencyId: first,
    level: 'practised',
    extent: 'partly',
    words: 'Every Friday',
  } as const;
  await answer({ missed: ward });
  await answer({ missed: ward });
  const page = await as(director, (scope) => askedCourse(scope, doctoring));
  assert.deepEqual(page.activities.map(({ title, learner, isEstimate }) => [title, learner?.least, learner?.most, isEstimate]).sort(), [
    ['Breaking bad news', 90, 90, false],
    ['Family meeting', 60, 60, false],
    ['Ward rounds', 600, 900, true],
  ]);
  const estimate = page.activities.find(({ isEstimate }) => isEstimate)!.id;
  assert.equal(await stateOf(lead, estimate), 'confirmed');
  await as(director, (scope) => takeBackMissed(scope, { courseStableId: doctoring, activityId: estimate, competencyId: first }));
  await as(director, (scope) => takeBackMissed(scope, { courseStableId: doctoring, activityId: activity('B'), competencyId: second }));
  const after = await as(director, (scope) => askedCourse(scope, doctoring));
  assert.deepEqual(
    after.activities.flatMap(({ questions }) => questions),
    [],
  );
  assert.equal(after.activities.length, 2);
});

test('a director sees and answers the own course only; a student, and another school, none', async () => {
  const { lead, director, dana, doctoring, surgery, own } = await schoolWith('dune');
  const other = await schoolWith('elm');
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [{ courseStableId: doctoring, name: 'Dana', mail: dana.mail }] }));
  assert.deepEqual(
    (await as(director, ownCourses)).map(({ title }) => title),
    ['Doctoring'],
  );
  for (const course of [surgery, other.doctoring]) {
    await assert.rejects(
      as(director, (scope) => askedCourse(scope, course)),
      { kind: 'missing' },
    );
    await assert.rejects(
      as(director, (scope) => answerCourse(scope, { courseStableId: course, said: says({}) })),
      { kind: 'missing' },
    );
  }
  const student = await actor('Stu', ['student'], own);
  await assert.rejects(
    as(student, (scope) => askedCourse(scope, doctoring)),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(director, (scope) => nameDirectors(scope, { year, directors: [] })),
    { kind: 'forbidden' },
  );
  const foreign = [{ courseStableId: other.doctoring, name: 'Dana', mail: dana.mail }];
  await assert.rejects(
    as(lead, (scope) => nameDirectors(scope, { year, directors: foreign })),
    { kind: 'missing' },
  );
});

test('a course has ten directors at the most; a list that was pasted to one course names nobody', async () => {
  const { lead, doctoring } = await schoolWith('aspen');
  const directors = Array.from({ length: 11 }, (_, at) => ({ courseStableId: doctoring, name: `Dr ${at}`, mail: `dr${at}@aspen.example` }));
  await assert.rejects(
    as(lead, (scope) => nameDirectors(scope, { year, directors })),
    { kind: 'invalid' },
  );
  assert.equal(await as(lead, (scope) => nameDirectors(scope, { year, directors: directors.slice(1) })), 10);
});

test('everybody asked is written to once about all their courses, and not once they are done', async () => {
  const { lead, director, dana, doctoring, surgery } = await schoolWith('fern');
  const directors = [doctoring, surgery].map((courseStableId) => ({ courseStableId, name: 'Dana', mail: dana.mail }));
  const guest = { courseStableId: surgery, name: 'Gil', mail: 'gil@elsewhere.example' };
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [...directors, guest] }));
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [guest] }));
  const invited = await as(lead, ({ tx }) => tx.selectFrom('invitation').select('mail').where('mail', '=', guest.mail).execute());
  assert.equal(invited.length, 1, 'who is not here yet is invited once');
  await as(lead, (scope) => askDirectors(scope, { year, dueOn: '2099-01-01', courses: [] }));
  const waiting = async () => (await as(director, coursesWaiting)).map(({ title }) => title);
  assert.deepEqual(await waiting(), ['Doctoring', 'Surgery'], 'and told at home');
  const due = await as(lead, (scope) => directorsToWrite(scope, { year, quietDays: null }));
  assert.deepEqual(
    due.map(({ mail, courses }) => [mail, courses.map(({ title }) => title)]),
    [
      [dana.mail, ['Doctoring', 'Surgery']],
      [guest.mail, ['Surgery']],
    ],
  );
  const mails = { school: lead.school!, year, address: 'http://127.0.0.1:3000', quietDays: null };
  await enqueue(directorMails, mails);
  await enqueue(directorMails, mails);
  const sent = (await outboxMails()).filter(({ source }) => source.includes(dana.mail) || source.includes(guest.mail));
  assert.equal(sent.length, 2, 'one mail each, also when the job runs again');
  assert.ok(sent.some(({ source }) => source.includes(`/w/curriculum/fern/asked/${doctoring}`)));
  await as(lead, ({ tx }) =>
    tx
      .updateTable('directorQuestion')
      .set({ mailedAt: new Date(0) })
      .execute(),
  );
  await as(director, (scope) => answerCourse(scope, { courseStableId: doctoring, said: says({ isDone: true }) }));
  assert.deepEqual(await waiting(), ['Surgery']);
  const silent = () => as(lead, (scope) => directorsToWrite(scope, { year, quietDays: 5 }));
  assert.deepEqual(
    (await silent()).map(({ courses }) => courses.length),
    [1, 1],
    'what is done is not reminded of',
  );
  await enqueue(directorMails, { ...mails, quietDays: 5 });
  assert.deepEqual(await silent(), [], 'and nobody is reminded again for some days');
  await as(lead, ({ tx }) => tx.updateTable('directorQuestion').set({ mailedAt: null }).execute());
  assert.deepEqual((await as(lead, (scope) => directorsToWrite(scope, { year, quietDays: null })))[0]?.courses.length, 1);
  await as(lead, (scope) => unnameDirector(scope, { year, courseStableId: surgery, mail: dana.mail }));
  assert.deepEqual(
    (await as(lead, (scope) => directorsToWrite(scope, { year, quietDays: null }))).map(({ mail }) => mail),
    [guest.mail],
  );
});

test('once a year is submitted answers and corrections are refused and say so, until it is taken back with a reason', async () => {
  const { lead, director, dana, doctoring, activity } = await schoolWith('glen');
  await link(lead, activity('A'), first);
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [{ courseStableId: doctoring, name: 'Dana', mail: dana.mail }] }));
  const answer = () => as(director, (scope) => answerCourse(scope, { courseStableId: doctoring, said: says({ isRestStill: true }) }));
  const correct = (title: string) => as(lead, (scope) => correctActivity(scope, { activityId: activity('A'), correction: { title } }));
  const [raced] = await Promise.allSettled([answer(), as(lead, (scope) => submitYear(scope, { year, words: null }))]);
  if (raced.status === 'rejected') assert.equal(raced.reason.kind, 'conflict', 'who answers just then is in before, or told');
  await assert.rejects(answer(), /was submitted by Leadglen/);
  await assert.rejects(correct('Other'), { kind: 'conflict' });
  await assert.rejects(
    as(lead, (scope) => submitYear(scope, { year, words: null })),
    /submitted already/,
  );
  await as(lead, (scope) => takeBackSubmission(scope, { year, reason: 'Surgery is missing' }));
  await answer();
  await correct('Other');
  assert.equal(await stateOf(lead, activity('A')), 'confirmed');
});

test('an ask names courses and a day that is not over', async () => {
  const { lead } = await schoolWith('gale');
  for (const said of [{ dueOn: '0000-01-01' }, { dueOn: '9999-12-31' }, { dueOn: '2099-01-01', 'course.all of them': 'on' }])
    assert.equal(Asking.safeParse({ year, ...said }).success, false, JSON.stringify(said));
  await assert.rejects(
    as(lead, (scope) => askDirectors(scope, { year, dueOn: '2001-01-01', courses: [] })),
    { kind: 'invalid' },
  );
});

test('a director is asked about what stands in the course too, until that has a director of its own', async () => {
  const { own, lead, director, dana, doctoring, surgery, activity } = await schoolWith('dunmore');
  await as(lead, async ({ tx }) => {
    const { id } = await tx.selectFrom('course').select('id').where('stableId', '=', doctoring).executeTakeFirstOrThrow();
    await tx.updateTable('course').set({ parentId: id }).where('stableId', '=', surgery).execute();
  });
  const inside = activity('C');
  await link(lead, inside, first);
  const through = async () => (await as(lead, (scope) => coursesToName(scope, year))).find(({ stableId }) => stableId === surgery)!.through;
  assert.equal(await through(), null);
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [{ courseStableId: doctoring, name: 'Dana', mail: dana.mail }] }));
  await as(lead, (scope) => askDirectors(scope, { year, dueOn: '2099-01-01', courses: [] }));
  assert.equal(await through(), 'Doctoring');
  assert.equal(await stateOf(lead, inside), 'asked');
  const [named] = await as(lead, (scope) => directedCourses(scope, year));
  assert.deepEqual([named!.course, named!.links], ['Doctoring', 1]);
  const asked = () => as(director, (scope) => askedCourse(scope, doctoring));
  assert.deepEqual(
    (await asked()).activities.map(({ title, part }) => [title, part]),
    [
      ['Breaking bad news', null],
      ['Family meeting', null],
      ['Suturing', 'Surgery'],
    ],
  );
  const answer = () =>
    as(director, (scope) => answerCourse(scope, { courseStableId: doctoring, said: says({ answers: [given(inside, 'still')] }) }));
  await answer();
  assert.equal(await stateOf(lead, inside), 'confirmed');
  const other = await person('Emil', ['faculty'], own);
  await as(lead, (scope) => nameDirectors(scope, { year, directors: [{ courseStableId: surgery, name: 'Emil', mail: other.mail }] }));
  assert.equal(await stateOf(lead, inside), 'asked');
  assert.equal((await asked()).activities.length, 2);
  await assert.rejects(answer(), { kind: 'missing' });
  assert.equal((await as(await actorOf(other, own.slug), (scope) => askedCourse(scope, surgery))).activities.length, 1);
});

test('of two leads who name six directors of one course each at once one is refused: a course has ten at the most', async () => {
  const { lead, doctoring } = await schoolWith('ellis');
  const six = (who: string) =>
    Array.from({ length: 6 }, (_, at) => ({ courseStableId: doctoring, name: `${who} ${at}`, mail: `${who}${at}@ellis.example` }));
  const [first, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const naming = as(lead, async (scope) => {
    await nameDirectors(scope, { year, directors: six('vic') });
    first.resolve();
    await end.promise;
  });
  await first.promise;
  const other = as(lead, (scope) => nameDirectors(scope, { year, directors: six('wim') }));
  await sleep(150);
  end.resolve();
  await naming;
  await assert.rejects(other, { kind: 'invalid' });
  assert.equal((await as(lead, (scope) => directedCourses(scope, year))).length, 6);
});

test('who is named or named no more for the next year changes nothing of a year that was submitted; named again, they are asked as before', async () => {
  const { lead, director, dana, doctoring, surgery, activity } = await schoolWith('fairfax');
  const next = '2026-27';
  const [inside, elsewhere] = [activity('A'), activity('C')];
  await link(lead, inside, first);
  await link(lead, elsewhere, first);
  const named = { courseStableId: doctoring, name: 'Dana', mail: dana.mail };
  const names = (of: string) => as(lead, (scope) => nameDirectors(scope, { year: of, directors: [named] }));
  const unnames = (of: string) => as(lead, (scope) => unnameDirector(scope, { year: of, courseStableId: doctoring, mail: dana.mail }));
  await names(year);
  await as(lead, (scope) => askDirectors(scope, { year, dueOn: '2099-01-01', courses: [] }));
  const answers = () =>
    as(director, (scope) =>
      answerCourse(scope, { courseStableId: doctoring, said: says({ answers: [given(inside, 'still')], isDone: true }) }),
    );
  await answers();
  await as(lead, (scope) => submitYear(scope, { year, words: null }));
  await unnames(next);
  await assert.rejects(unnames(next), { kind: 'missing' });
  await assert.rejects(answers(), { kind: 'missing' });
  assert.deepEqual(await as(director, ownCourses), []);
  assert.equal(await stateOf(lead, inside), 'confirmed');
  await as(lead, (scope) =>
    nameDirectors(scope, { year: next, directors: [{ courseStableId: surgery, name: 'Emil', mail: 'emil@fairfax.example' }] }),
  );
  assert.equal(await stateOf(lead, elsewhere), 'no-director');
  await as(lead, (scope) => takeBackSubmission(scope, { year, reason: 'A course is missing' }));
  assert.deepEqual([await stateOf(lead, inside), await stateOf(lead, elsewhere)], ['no-director', 'asked']);
  assert.equal(await names(year), 1);
  assert.equal(await stateOf(lead, inside), 'confirmed');
});
