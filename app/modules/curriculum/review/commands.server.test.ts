import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { publishedCompetencies } from '../../../../tests/frameworks.ts';
import { actor, school } from '../../../../tests/people.ts';
import { keepStarterList } from '../keywords/commands.server.ts';
import { scanCurriculum } from '../scan/commands.server.ts';
import { acceptHit, rejectHit, undoAnswer } from './commands.server.ts';
import { hitBefore, lastAnswer, nextHit, progressOf, review, reviewItem } from './queries.server.ts';

const year = '2025-26';
await as(operator(), keepStarterList);
const [first, second] = (await publishedCompetencies()).map(({ id }) => id) as [string, string];

/** A fictional school whose scan found six words in three activities; two mappers, a student. */
async function scannedSchool(slug: string) {
  const own = await school(slug);
  const ada = await actor(`ada-${slug}`, ['mapper'], own);
  const ben = await actor(`ben-${slug}`, ['lead'], own);
  await as(ada, async ({ tx }) => {
    const schoolId = own.id;
    await tx.insertInto('curriculumYear').values({ schoolId, year }).execute();
    await tx
      .insertInto('activity')
      .values([
        { schoolId, year, sourceId: 'e1', position: 1, title: 'One', description: 'Goals of care, and what matters most.' },
        { schoolId, year, sourceId: 'e2', position: 2, title: 'Two', description: 'Strong emotions; anticipatory grief.' },
        { schoolId, year, sourceId: 'e3', position: 3, title: 'Three', description: 'Bad news and hospice.' },
      ])
      .execute();
    await scanCurriculum({ actor: ada, tx });
  });
  const hits = await as(ada, ({ tx }) => tx.selectFrom('hit').select('id').orderBy('position').execute());
  return { own, ada, ben, hits: hits.map(({ id }) => id) };
}

function yes(hitId: string, competencyId = first) {
  return { hitId, competencyId, level: 'practised', extent: 'partly' } as const;
}
function rows(person: Actor) {
  return as(person, async ({ tx }) => ({
    hits: await tx.selectFrom('hit').selectAll().orderBy('position').execute(),
    links: await tx.selectFrom('competencyLink').selectAll().orderBy('activityId').orderBy('competencyId').execute(),
  }));
}

test('accepting a hit links its activity and leaves who, what and what was before in the record', async () => {
  const { ada, hits } = await scannedSchool('ashby');
  await as(ada, (scope) => acceptHit(scope, yes(hits[0]!, second)));
  const { links, hits: after } = await rows(ada);
  assert.deepEqual(
    links.map(({ competencyId, level, extent, hitId, linkedBy }) => [competencyId, level, extent, hitId, linkedBy]),
    [[second, 'practised', 'partly', hits[0], ada.personId]],
  );
  assert.deepEqual([after[0]!.answer, after[0]!.answeredBy], ['accepted', ada.personId]);
  const event = await as(ada, ({ tx }) => tx.selectFrom('schoolEvent').selectAll().where('verb', '=', 'accept').executeTakeFirstOrThrow());
  assert.deepEqual(
    [event.personId, event.subject, event.subjectId, event.before],
    [ada.personId, 'hit', hits[0], { answer: null, link: null }],
  );
});

test('an answer sent twice counts once', async () => {
  const { ada, hits } = await scannedSchool('birch');
  assert.deepEqual(await as(ada, (scope) => acceptHit(scope, yes(hits[0]!))), { hitId: hits[0], isRepeat: false });
  const once = await rows(ada);
  assert.deepEqual(await as(ada, (scope) => acceptHit(scope, yes(hits[0]!))), { hitId: hits[0], isRepeat: true });
  await as(ada, (scope) => rejectHit(scope, { hitId: hits[1]!, reason: 'Only a title' }));
  assert.equal((await as(ada, (scope) => rejectHit(scope, { hitId: hits[1]!, reason: 'Only a title' }))).isRepeat, true);
  assert.deepEqual((await rows(ada)).links, once.links);
  const events = await as(ada, ({ tx }) => tx.selectFrom('schoolEvent').select('id').where('subject', '=', 'hit').execute());
  assert.equal(events.length, 2);
});

test('two mappers answering one hit keep the first answer and tell the second', async () => {
  const { ada, ben, hits } = await scannedSchool('cedar');
  const outcomes = await Promise.allSettled([
    as(ada, (scope) => acceptHit(scope, yes(hits[0]!))),
    as(ben, (scope) => rejectHit(scope, { hitId: hits[0]! })),
  ]);
  const [refused, ...others] = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  assert.equal(others.length, 0);
  const { hits: after, links } = await rows(ada);
  const adaWasFirst = after[0]!.answeredBy === ada.personId;
  assert.equal(refused!.reason.kind, 'conflict');
  assert.match(
    refused!.reason.message,
    adaWasFirst ? /ada-cedar linked this to competency 1 \(practised, addressed partly\)/ : /ben-cedar answered “Not this”/,
  );
  assert.equal(links.length, adaWasFirst ? 1 : 0);
});

test('undo brings the hit and the link back as they were', async () => {
  const { ada, hits } = await scannedSchool('dogwood');
  const untouched = await rows(ada);
  await as(ada, (scope) => acceptHit(scope, yes(hits[0]!)));
  const linked = await rows(ada);
  await as(ada, (scope) => acceptHit(scope, { ...yes(hits[1]!), level: 'assessed', extent: 'fully' }));
  assert.equal((await rows(ada)).links[0]!.level, 'assessed');
  await as(ada, (scope) => undoAnswer(scope, hits[1]!));
  assert.deepEqual(await rows(ada), linked);
  await as(ada, (scope) => undoAnswer(scope, hits[0]!));
  assert.deepEqual(await rows(ada), untouched);
});

test('an answer can be taken back after a later one to the same competency, and never comes back through it', async () => {
  const { ada, ben, hits } = await scannedSchool('elm');
  await as(ada, (scope) => acceptHit(scope, yes(hits[0]!)));
  await as(ben, (scope) => acceptHit(scope, { ...yes(hits[1]!), level: 'assessed' }));
  await as(ada, (scope) => undoAnswer(scope, hits[0]!));
  assert.deepEqual(
    (await rows(ada)).links.map(({ hitId }) => hitId),
    [hits[1]],
  );
  await as(ben, (scope) => undoAnswer(scope, hits[1]!));
  assert.deepEqual((await rows(ada)).links, []);
});

test('an answer is taken back once, and each is offered the own last one', async () => {
  const { ada, ben, hits } = await scannedSchool('fir');
  await as(ada, (scope) => rejectHit(scope, { hitId: hits[0]! }));
  await as(ben, (scope) => rejectHit(scope, { hitId: hits[1]! }));
  assert.equal((await as(ada, (scope) => lastAnswer(scope, year)))?.undone, hits[0]);
  assert.deepEqual(await as(ada, (scope) => undoAnswer(scope, hits[0]!)), { hitId: hits[0], isRepeat: false });
  assert.deepEqual(await as(ada, (scope) => undoAnswer(scope, hits[0]!)), { hitId: hits[0], isRepeat: true });
  assert.equal((await as(ada, (scope) => lastAnswer(scope, year)))?.undone, undefined);
  assert.equal((await as(ben, (scope) => lastAnswer(scope, year)))?.undone, hits[1]);
});

test('after an answer was undone, another answer is no conflict', async () => {
  const { ada, hits } = await scannedSchool('gum');
  await as(ada, (scope) => rejectHit(scope, { hitId: hits[0]! }));
  await assert.rejects(
    as(ada, (scope) => acceptHit(scope, yes(hits[0]!))),
    { kind: 'conflict', message: /^You answered “Not this” already/ },
  );
  await as(ada, (scope) => undoAnswer(scope, hits[0]!));
  await as(ada, (scope) => acceptHit(scope, yes(hits[0]!)));
  assert.equal((await rows(ada)).links.length, 1);
});

test('for another school the hit does not exist', async () => {
  const { hits } = await scannedSchool('holly');
  const stranger = await actor('stranger', ['lead'], await school('ivy'));
  const attempts: ((scope: Scope) => Promise<unknown>)[] = [
    (scope) => acceptHit(scope, yes(hits[0]!)),
    (scope) => rejectHit(scope, { hitId: hits[0]! }),
    (scope) => undoAnswer(scope, hits[0]!),
    (scope) => reviewItem(scope, hits[0]!),
    (scope) => nextHit(scope, { year, after: hits[0]! }),
    (scope) => review(scope, { hit: hits[0]! }),
  ];
  for (const attempt of attempts) await assert.rejects(as(stranger, attempt), { kind: 'missing' });
});

test('a student may not review', async () => {
  const { own, hits } = await scannedSchool('juniper');
  const student = await actor('student', ['student'], own);
  await assert.rejects(
    as(student, (scope) => acceptHit(scope, yes(hits[0]!))),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(student, (scope) => rejectHit(scope, { hitId: hits[0]! })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(student, (scope) => undoAnswer(scope, hits[0]!)),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(student, (scope) => review(scope, {})),
    { kind: 'forbidden' },
  );
});

test('the queue goes on after a hit, skips what is answered, begins again at its end and goes back', async () => {
  const { ada, hits } = await scannedSchool('katsura');
  assert.equal(hits.length, 6);
  const next = (after?: string) => as(ada, (scope) => nextHit(scope, { year, after }));
  assert.equal(await next(), hits[0]);
  assert.equal(await next(hits[0]), hits[1]);
  assert.equal(await next(hits[5]), hits[0]);
  await as(ada, (scope) => rejectHit(scope, { hitId: hits[1]! }));
  assert.equal(await next(hits[0]), hits[2]);
  assert.equal(await as(ada, (scope) => hitBefore(scope, { year, before: hits[2]! })), hits[1]);
  assert.equal(await as(ada, (scope) => hitBefore(scope, { year, before: hits[0]! })), hits[0]);
  for (const hitId of hits.filter((id) => id !== hits[1])) await as(ada, (scope) => rejectHit(scope, { hitId }));
  assert.equal(await next(hits[3]), null);
});

test('a part of the queue counts only what is in it', async () => {
  const { ada, hits } = await scannedSchool('larch');
  await as(ada, (scope) => rejectHit(scope, { hitId: hits[2]! }));
  assert.deepEqual(await as(ada, (scope) => progressOf(scope, { year, competency: '2' })), { total: 2, answered: 1, minutesLeft: null });
  const item = await as(ada, (scope) => reviewItem(scope, hits[3]!));
  const { keywordId } = (await rows(ada)).hits[3]!;
  assert.deepEqual(await as(ada, (scope) => progressOf(scope, { year, keyword: keywordId })), { total: 1, answered: 0, minutesLeft: null });
  assert.equal(item.sentence.slice(item.matchStart, item.matchStart + item.matchLength), 'anticipatory grief');
});

test('what stands already is what the next hit of the activity proposes', async () => {
  const { ada, hits } = await scannedSchool('maple');
  const before = (await as(ada, (scope) => reviewItem(scope, hits[1]!))).proposed;
  const sentence = 'Goals of care, and what matters most.';
  assert.deepEqual(before, { competencyId: first, level: 'introduced', extent: 'mentioned', evidence: sentence, milestoneIds: [] });
  await as(ada, (scope) => acceptHit(scope, { ...yes(hits[0]!), level: 'assessed', extent: 'fully', evidence: 'Seen' }));
  const after = (await as(ada, (scope) => reviewItem(scope, hits[1]!))).proposed;
  assert.deepEqual(after, { competencyId: first, level: 'assessed', extent: 'fully', evidence: 'Seen', milestoneIds: [] });
});

test('a second scan keeps every answer and its link', async () => {
  const { ada, hits } = await scannedSchool('nutmeg');
  await as(ada, (scope) => acceptHit(scope, yes(hits[0]!)));
  await as(ada, (scope) => rejectHit(scope, { hitId: hits[4]!, reason: 'Taught elsewhere' }));
  const before = await rows(ada);
  await as(ada, scanCurriculum);
  assert.deepEqual(await rows(ada), before);
});
