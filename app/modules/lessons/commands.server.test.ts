import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { type Actor, actingFor, type Member, operator, visitor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { actor, owner, person, school } from '../../../tests/people.ts';
import { taughtAndSubmitted } from '../../../tests/releases.ts';
import { acceptedBy, openedRound } from '../../../tests/rounds.ts';
import { studyWithTheme } from '../../../tests/studies.ts';
import { keepChoices, releaseFigures, withdrawFigures } from '../curriculum/release/commands.server.ts';
import { ownReleases } from '../curriculum/release/queries.server.ts';
import { roundNamed } from '../curriculum/rounds/queries.server.ts';
import { withdrawParticipant } from '../focus-groups/study/participant-commands.server.ts';
import { studyNamed } from '../focus-groups/study/queries.server.ts';
import { shareTheme } from '../focus-groups/themes/commands.server.ts';
import { addPassage } from '../focus-groups/themes/passage-commands.server.ts';
import { bringInPublications, editPublication } from '../publications/commands.server.ts';
import { linksOf, linkTargets, publicationNamed, publicationsOn } from '../publications/queries.server.ts';
import { recordOfCsl } from '../publications/record.ts';
import { PublicationForm } from '../publications/schema.ts';
import {
  beginLesson,
  discardLesson,
  giveLesson,
  keepLesson,
  reviewLesson,
  sayReuse,
  takeLessonBack,
  takeReuseBack,
} from './commands.server.ts';
import { figuresToUse } from './figure-queries.server.ts';
import { writeLessonMails } from './jobs.server.ts';
import type { Said } from './lesson.ts';
import { ownLesson, ownLessons } from './own-queries.server.ts';
import { editionToReview, latestLessons, lessonList, lessonNamed, lessonsToReview } from './queries.server.ts';
import { releaseQuotes } from './quote-commands.server.ts';
import { quotesToRelease, quotesToUse } from './quote-queries.server.ts';
import { SaidShape } from './schema.ts';

const [ashby, brook, cedar] = await Promise.all(['ashby', 'brook', 'cedar'].map((slug) => school(slug)));
const ada = await actor('Ada', ['faculty'], ashby);
const lead = await actor('Rena', ['lead'], ashby);
const mapper = await actor('Mo', ['mapper'], ashby);
const ben = await actor('Ben', ['lead'], brook);
const eve = await actor('Eve', ['faculty'], cedar);
const student = await actor('Sid', ['student'], brook);
const convener = await actor('Ines', ['convener']);

const words: Said = SaidShape.parse({
  title: 'Actors for everybody, and what it cost',
  kind: 'challenge',
  learners: 'Fourth-year students',
  tried: 'Every student talked with an *actor*.',
  happened: 'Half of them never came.',
  again: 'no',
  againWhy: 'Nobody had the time.',
  barriers: ['time', 'capacity'],
});
const begins = (who: Actor, said: Partial<Said> = {}) => as(who, (scope) => beginLesson(scope, { ...words, ...said }));
const gives = (who: Actor, id: string, audience: 'collaborative' | 'public' = 'public') =>
  as(who, (scope) => giveLesson(scope, { id, audience, isNamed: false }));
const answers = (who: Actor, editionId: string, verdict: 'stands' | 'return' = 'stands') =>
  as(who, (scope) => reviewLesson(scope, { editionId, verdict, words: verdict === 'return' ? 'Say how many came.' : '', isNamed: false }));
const slugOf = (who: Actor, id: string) => as(who, async (scope) => (await ownLesson(scope, id)).slug);
const readBy = (who: Actor, slug: string) => as(who, (scope) => lessonNamed(scope, slug));
async function published(who: Actor, said: Partial<Said> = {}) {
  const id = await begins(who, said);
  const editionId = await gives(who, id);
  await answers(who.school!.id === brook!.id ? eve : ben, editionId);
  return { id, editionId, slug: await slugOf(who, id) };
}
async function publicVersion(): Promise<number> {
  return as(visitor, async ({ tx }) => Number((await tx.selectFrom('publicVersion').select('version').executeTakeFirstOrThrow()).version));
}

test('what a school is writing is its own: for another school, its students and visitors it does not exist', async () => {
  const id = await begins(ada);
  for (const who of [ben, visitor, convener]) {
    await assert.rejects(
      as(who, (scope) => ownLesson(scope, id)),
      /./,
      who.name,
    );
    assert.deepEqual(await as(who, ({ tx }) => tx.selectFrom('lesson').selectAll().execute()), [], who.name);
  }
  await assert.rejects(
    as(student, (scope) => beginLesson(scope, words)),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(ben, (scope) => keepLesson(scope, { id, revision: 1, said: words })),
    { kind: 'missing' },
  );
  await assert.rejects(gives(mapper, id), { kind: 'forbidden' });
  await as(ada, (scope) => discardLesson(scope, id));
  assert.deepEqual(await as(lead, ownLessons), []);
});

test('of two who write at once, the second is told who was first, and nothing of the first is lost', async () => {
  const id = await begins(ada);
  await as(lead, (scope) => keepLesson(scope, { id, revision: 1, said: { ...words, changed: 'We asked for fewer.' } }));
  await assert.rejects(
    as(ada, (scope) => keepLesson(scope, { id, revision: 1, said: words })),
    { kind: 'conflict', message: /^Rena kept this lesson/ },
  );
  const { said, revision } = await as(ada, (scope) => ownLesson(scope, id));
  assert.deepEqual([said.changed, revision], ['We asked for fewer.', 2]);
  const events = () =>
    as(ada, async ({ tx }) => (await tx.selectFrom('schoolEvent').select('id').where('subjectId', '=', id).execute()).length);
  const before = await events();
  const keep = (text: string, seen: number) =>
    as(ada, (scope) => keepLesson(scope, { id, revision: seen, said: { ...words, changed: text }, isByItself: true }));
  assert.equal(await keep('We asked', 2), 3);
  assert.equal(await keep('We asked', 2), 3, 'sent twice, because the answer was lost, it is kept once');
  for (const [at, text] of ['We asked for', 'We asked for more.'].entries()) assert.equal(await keep(text, at + 3), at + 4);
  assert.equal(await events(), before + 1, 'what is kept while one writes is one act of the record');
  const fresh = '01900000-0000-7000-8000-0000000000f1';
  for (const title of ['A', 'A lesson']) await as(ada, (scope) => beginLesson(scope, { ...words, title }, fresh));
  assert.equal((await as(ada, (scope) => ownLesson(scope, fresh))).said.title, 'A lesson');
  await assert.rejects(
    as(lead, (scope) => beginLesson(scope, words, fresh)),
    { kind: 'missing' },
    'it is Ada’s beginning',
  );
});

test('a lesson that disappoints is public as any other, once another school has read it; nobody of the own school can say that', async () => {
  const id = await begins(ada);
  const editionId = await gives(ada, id);
  const slug = await slugOf(ada, id);
  await assert.rejects(readBy(visitor, slug), { kind: 'missing' });
  assert.deepEqual(await as(visitor, ({ tx }) => tx.selectFrom('lessonEdition').selectAll().execute()), []);
  for (const own of [ada, lead]) await assert.rejects(answers(own, editionId), { kind: 'missing' });
  const both = await person('Bea', ['lead'], ashby);
  await as(operator(), ({ tx }) =>
    tx.insertInto('schoolRole').values({ schoolId: brook!.id, personId: both.personId, role: 'lead' }).execute(),
  );
  const elsewhere = actingFor({ ...both, schools: [{ ...brook!, roles: ['lead'] }] }, 'brook');
  await assert.rejects(answers(elsewhere, editionId), { kind: 'missing' }, 'who has a role at both schools');
  for (const who of [ada, elsewhere])
    await assert.rejects(
      as(who, async ({ tx }) => {
        await tx.insertInto('lessonReview').values({ editionId, bySchoolId: who.school!.id, verdict: 'stands' }).execute();
      }),
      /row-level security/,
    );
  await assert.rejects(
    as(ada, ({ tx }) =>
      tx.updateTable('lessonEdition').set({ state: 'standing', standsSince: new Date() }).where('id', '=', editionId).execute(),
    ),
    /read by another school first|row-level security/,
  );
  const stands = as(ben, ({ tx }) =>
    tx
      .updateTable('lessonEdition')
      .set({ state: 'standing', standsSince: new Date() })
      .where('id', '=', editionId)
      .returning('id')
      .execute(),
  );
  assert.deepEqual(await stands, [], 'a reviewer who says nothing changes nothing');
  await assert.rejects(answers(student, editionId), { kind: 'forbidden' });
  assert.deepEqual(
    (await as(ben, lessonsToReview)).map((each) => each.id),
    [editionId],
  );
  const before = await publicVersion();
  await answers(ben, editionId);
  assert.ok((await publicVersion()) > before);
  const read = await readBy(visitor, slug);
  assert.deepEqual(
    [read.said.again, read.school, read.author, read.review?.school, read.review?.reviewer],
    ['no', ashby!.name, null, brook!.name, null],
  );
  await assert.rejects(answers(ben, editionId), { kind: 'missing' }, 'answered already');
  await assert.rejects(
    as(ada, ({ tx }) => tx.updateTable('lessonEdition').set({ said: '{"title":"x"}' }).where('id', '=', editionId).execute()),
    /not changed|row-level security/,
  );
});

test('what goes back goes back with words, for the two schools alone; a revision is read again, with what it changes, and takes the place of what stood', async () => {
  const { id, slug } = await published(ada, { title: 'Twice read' });
  const { revision } = await as(ada, (scope) => ownLesson(scope, id));
  await as(ada, (scope) =>
    keepLesson(scope, { id, revision, said: { ...words, title: 'Twice read', happened: 'Twenty of them never came.' } }),
  );
  const second = await gives(ada, id);
  await assert.rejects(gives(ada, id), { kind: 'conflict' }, 'one waits already');
  const { changes } = await as(eve, (scope) => editionToReview(scope, second));
  assert.deepEqual(
    changes?.parts.map(({ part }) => part),
    ['What happened'],
  );
  await answers(eve, second, 'return');
  for (const who of [visitor, ben])
    assert.deepEqual(
      await as(who, ({ tx }) => tx.selectFrom('lessonReview').select('words').where('editionId', '=', second).execute()),
      [],
    );
  assert.equal((await as(lead, (scope) => ownLesson(scope, id))).editions[0]!.words, 'Say how many came.');
  assert.equal((await readBy(visitor, slug)).number, 1, 'what stood stands on');
  await answers(eve, await gives(ada, id));
  assert.deepEqual([(await readBy(visitor, slug)).number, (await readBy(visitor, slug)).said.happened], [3, 'Twenty of them never came.']);
  assert.equal(
    (await as(visitor, ({ tx }) => tx.selectFrom('lessonEdition').select('id').where('slug', '=', slug).execute())).length,
    1,
    'nobody reads the one before',
  );
  await as(ada, async (scope) => takeLessonBack(scope, { id, editionId: (await ownLesson(scope, id)).editions[0]!.id }));
  await assert.rejects(readBy(visitor, slug), { kind: 'missing' });
});

test('a lesson for the collaborative is read by its members at once, and by no visitor', async () => {
  const id = await begins(ada, { title: 'Among ourselves' });
  await gives(ada, id, 'collaborative');
  const slug = await slugOf(ada, id);
  for (const who of [ben, student, convener]) assert.equal((await readBy(who, slug)).said.title, 'Among ourselves');
  for (const each of [slug, '\0', '../x', 'x'.repeat(5000)]) await assert.rejects(readBy(visitor, each), { kind: 'missing' });
  assert.ok(!(await as(visitor, latestLessons)).some((each) => each.slug === slug));
  const { lessons, counts } = await as(ben, (scope) => lessonList(scope, { again: 'no', school: 'ashby' }));
  assert.ok(lessons.every(({ said }) => said.again === 'no') && counts.barrier.time! >= 1);
});

test('a school that is not named is in no column that another reads, and shows no figure', async () => {
  const id = await begins(ada, { title: 'Without our name', namesSchool: false });
  const editionId = await as(ada, (scope) => giveLesson(scope, { id, audience: 'public', isNamed: true }));
  await answers(ben, editionId);
  const slug = await slugOf(ada, id);
  assert.equal((await readBy(visitor, slug)).author, null, 'a person would tell the school');
  assert.equal((await readBy(visitor, slug)).school, null);
  await as(eve, (scope) => sayReuse(scope, { slug, words: 'We did it on the ward.' }));
  for (const who of [visitor, ben, convener]) {
    const rows = await as(who, ({ tx }) => tx.selectFrom('lessonEdition').selectAll().where('id', '=', editionId).execute());
    assert.ok(!JSON.stringify(rows).includes(ashby!.id) && !JSON.stringify(rows).includes('shby'), who.name);
    const read = await readBy(who, slug);
    assert.deepEqual(
      [read.usedBy, read.reuse.length, read.review?.school, read.review?.reviewer],
      [1, 0, who === ben ? brook!.name : 'another school', null],
      `${who.name}: who used or reviewed it would tell whose it is not`,
    );
  }
  for (const telling of [{ happened: 'Nobody at Ashby came.' }, { title: 'What Rena learned' }, { tried: 'At ASHBY, twice a week.' }]) {
    const told = await begins(ada, { ...telling, namesSchool: false });
    await assert.rejects(gives(ada, told), { kind: 'conflict', message: /tells whose lesson it is/ });
  }
  const retitled = await begins(ada, { title: 'What Ashby tried', namesSchool: false });
  await as(ada, (scope) =>
    keepLesson(scope, { id: retitled, revision: 1, said: { ...words, title: 'What we tried', namesSchool: false } }),
  );
  assert.match(await slugOf(ada, retitled), /^what-we-tried-/, 'an early title does not stay in the address');
});

const leads = [lead, ben, eve];
for (const [at, each] of leads.entries()) await taughtAndSubmitted(each, { 1: 60 * (at + 1), 2: 30 });
const opened = await openedRound([ashby!.id, brook!.id, cedar!.id], {
  figures: {
    required: { form: 'named', audience: 'public' },
    electives: { form: 'aggregate', audience: 'public' },
    assessment: { form: 'named', audience: 'collaborative' },
  },
});
await acceptedBy([lead, ben, await actor('Cleo', ['lead'], cedar)], opened.id);
const round = await as(lead, (scope) => roundNamed(scope, opened.slug));
async function releases(who: Actor, reason = '') {
  await as(who, async (scope) => {
    const choices = [
      { group: 'required', competency: '', form: 'named' },
      { group: 'electives', competency: '', form: 'aggregate' },
      { group: 'assessment', competency: '', form: 'named' },
      { group: 'required', competency: '5', form: 'private' },
    ] as const;
    await keepChoices(scope, { round, choices });
    await releaseFigures(scope, { round, reason });
  });
}
const figure = (releaseId: string, named = 'required/1', cell = 'pre-clerkship') => ({ releaseId, figure: named, cell });
const releaseOf = (who: Actor) => as(who, async (scope) => (await ownReleases(scope, round.id))[0]!);

test('a figure in a lesson is the released one: drawn at every reading, never kept, and gone everywhere as it is withdrawn', async () => {
  await releases(lead);
  const { id: releaseId } = await releaseOf(lead);
  assert.ok(
    (await as(ada, figuresToUse)).every(({ figure: each }) => !each.startsWith('electives') && each !== 'required/5'),
    'what is in aggregate or private is not offered',
  );
  const { editionId, slug } = await published(ada, { title: 'With a figure', figures: [figure(releaseId)] });
  const kept = await as(visitor, ({ tx }) => tx.selectFrom('lessonFigure').selectAll().where('editionId', '=', editionId).execute());
  assert.ok(!JSON.stringify(kept).includes('cells'), 'the lesson holds no number');
  const [shown] = (await readBy(visitor, slug)).figures;
  assert.deepEqual([shown!.state, shown!.value, shown!.unit, shown!.n], ['stands', '1 h', 'hours', 'one school, academic year 2025-26']);
  await releases(lead, 'A course was counted twice');
  const [corrected] = (await readBy(visitor, slug)).figures;
  assert.deepEqual([corrected!.state, corrected!.withdrawnAt], ['corrected', null]);
  assert.match(corrected!.says!, /written on release 1.*this is release 2/);
  const before = await publicVersion();
  await as(lead, (scope) => withdrawFigures(scope, { round, figure: 'required/1', reason: 'Counted twice' }));
  assert.ok((await publicVersion()) > before, 'pages kept in memory are made again');
  for (const who of [visitor, ben, ada]) {
    const [gone] = (await readBy(who, slug)).figures;
    assert.deepEqual([gone!.state, gone!.value, gone!.interval], ['withdrawn', null, null], who.name);
    assert.ok(gone!.withdrawnAt instanceof Date);
  }
  await releases(lead, 'Counted once now');
  assert.equal((await readBy(visitor, slug)).figures[0]!.state, 'withdrawn', 'a later release does not bring it back');
  const { id: latest } = await releaseOf(lead);
  const later = await published(ada, { title: 'With a figure, later', figures: [figure(latest)] });
  assert.equal((await readBy(visitor, later.slug)).figures[0]!.state, 'stands');
  const version = await publicVersion();
  const terms = await as(convener, (scope) =>
    scope.tx.selectFrom('roundTerms').select('id').where('roundId', '=', round.id).executeTakeFirstOrThrow(),
  );
  const narrowed = (audience: 'public' | 'collaborative') =>
    as(operator(), ({ tx }) =>
      tx.updateTable('roundTermsFigure').set({ audience }).where('termsId', '=', terms.id).where('figure', '=', 'required').execute(),
    );
  await narrowed('collaborative');
  assert.ok((await publicVersion()) > version, 'narrower terms renew the pages');
  assert.deepEqual(
    [(await readBy(visitor, later.slug)).figures[0]!.value, (await readBy(ben, later.slug)).figures[0]!.value],
    [null, '1 h'],
    'a figure is shown as far as the terms allow today, also before the next release',
  );
  await narrowed('public');
});

test('no figure gets into a lesson that its readers may not see: not one in aggregate, a private one, one for fewer, or another school’s', async () => {
  const { id: releaseId, number } = await releaseOf(lead);
  await releases(ben);
  const other = await releaseOf(ben);
  const refused = [
    figure(releaseId, 'electives/1', 'hours'),
    figure(releaseId, 'required/5'),
    figure(releaseId, 'assessment/1', 'formative'),
    figure(other.id),
    figure(releaseId, 'required/1', 'no such cell'),
  ];
  for (const each of refused) {
    const id = await begins(ada, { title: 'With what is not ours to show', figures: [each] });
    await assert.rejects(gives(ada, id), { kind: 'conflict' }, each.figure);
  }
  const id = await begins(ada, { title: 'Past the command' });
  const editionId = await gives(ada, id);
  const row = { editionId, position: 0, forSchoolId: ashby!.id, roundId: round.id, number, roundTitle: round.title, year: round.year };
  for (const each of refused)
    await assert.rejects(
      as(lead, ({ tx }) =>
        tx
          .insertInto('lessonFigure')
          .values({ ...row, ...each })
          .execute(),
      ),
      /not released to the readers/,
      each.figure,
    );
  await assert.rejects(
    as(lead, ({ tx }) =>
      tx
        .insertInto('lessonFigure')
        .values({ ...row, ...figure(releaseId) })
        .execute(),
    ),
    /row-level security/,
    'a released one, after the lesson was given out',
  );
  await assert.rejects(
    as(lead, ({ tx }) =>
      tx
        .insertInto('lessonFigure')
        .values({ ...row, forSchoolId: brook!.id, ...figure(other.id) })
        .execute(),
    ),
    /row-level security|whose lesson/,
  );
  await assert.rejects(
    as(ben, ({ tx }) =>
      tx
        .insertInto('lessonFigure')
        .values({ ...row, forSchoolId: brook!.id, ...figure(other.id) })
        .execute(),
    ),
    /row-level security|whose lesson/,
    'another school adds nothing to it',
  );
  const shared = await begins(ada, { title: 'For the collaborative', figures: [figure(releaseId, 'assessment/1', 'formative')] });
  await gives(ada, shared, 'collaborative');
  assert.equal((await readBy(ben, await slugOf(ada, shared))).figures[0]!.value, 'no');
  const unnamed = await begins(ada, { title: 'Unnamed, with a figure', namesSchool: false, figures: [figure(releaseId)] });
  await assert.rejects(gives(ada, unnamed), { kind: 'conflict', message: /would tell whose lesson/ });
});

test('a quote stands in a lesson while its study’s lead released it and its speaker agrees; who withdraws is out of it at once, and nothing says who or when', async () => {
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
    participantOf,
    begins: begin,
  } = await studyWithTheme({
    ...{ lead: lena, staff: [staff, second], schoolId: ashby!.id, said },
  });
  for (const [at, kind] of [
    [0, 'quote'],
    [1, 'support'],
    [2, 'support'],
  ] as const)
    await as(acting(lena), (scope) =>
      addPassage(scope, study, { themeId, kind, textId, begins: begin(at), ends: begin(at) + said[at]!.length, note: '' }),
    );
  await as(acting(lena), (scope) => shareTheme(scope, study, { themeId, withQuotes: true, reason: 'To plan teaching' }));
  assert.deepEqual(await as(ada, quotesToUse), [], 'shared with the collaborative is not yet for lessons');
  const [found] = await as(acting(lena), quotesToRelease);
  const { passageId } = found!.quotes[0]!;
  const refused = await begins(ada, { title: 'Too soon', quotes: [passageId] });
  await assert.rejects(gives(ada, refused), { kind: 'conflict' });
  await assert.rejects(
    as(acting(staff), async (scope) => releaseQuotes(scope, await studyNamed(scope, study.slug), [passageId])),
    { kind: 'forbidden' },
  );
  await as(acting(lena), (scope) => releaseQuotes(scope, study, [passageId]));
  assert.deepEqual(await as(visitor, async ({ tx }) => (await tx.selectFrom('quoteRelease').selectAll().execute()).length), 0);
  const { slug, editionId } = await published(ada, { title: 'With a voice', quotes: [passageId] });
  const quotesFor = async (who: Actor) => (await readBy(who, slug)).quotes.map((quote) => quote?.words ?? null);
  for (const who of [visitor, ben]) assert.deepEqual(await quotesFor(who), [said[0]]);
  const agrees = async (givenOn: string) => {
    const client = new pg.Client(owner);
    await client.connect();
    await client.query('update consent set given_on = $1 where participant_id = $2', [givenOn, participantOf.Willow]);
    await client.end();
  };
  await agrees(new Date(Date.now() + 86_400_000).toISOString().slice(0, 10));
  assert.deepEqual(await quotesFor(visitor), [null], 'a consent of tomorrow is none today');
  await agrees('2026-01-01');
  await assert.rejects(
    as(ada, ({ tx }) =>
      tx
        .insertInto('lessonQuote')
        .values({ editionId, position: 1, ofStudyId: study.id, passageId: '01900000-0000-7000-8000-000000000001' })
        .execute(),
    ),
    /not released for lessons/,
  );
  const before = await publicVersion();
  await as(acting(lena), (scope) => withdrawParticipant(scope, study, { participantId: participantOf.Willow!, withdrawnOn: '2026-02-01' }));
  assert.ok((await publicVersion()) > before, 'pages kept in memory are made again');
  for (const who of [visitor, ben, ada]) assert.deepEqual(await quotesFor(who), [null], who.name);
});

test('other schools say that they used a lesson, each counted once and linked; its own school does not', async () => {
  const { slug } = await published(ada, { title: 'Used elsewhere' });
  const say = (who: Actor, sentence: string) => as(who, (scope) => sayReuse(scope, { slug, words: sentence }));
  await assert.rejects(say(lead, 'We did.'), { kind: 'conflict' });
  await assert.rejects(say(visitor, 'I did.'), { kind: 'forbidden' });
  await assert.rejects(say(student, 'I did.'), { kind: 'forbidden' });
  const both = await person('Cole', ['convener']);
  await as(operator(), ({ tx }) =>
    tx.insertInto('schoolRole').values({ schoolId: ashby!.id, personId: both.personId, role: 'faculty' }).execute(),
  );
  await assert.rejects(say(actingFor(both, null), 'So did I.'), { kind: 'conflict' }, 'acting for none, one is still of the school');
  await say(ben, 'We asked actors for one afternoon.');
  await say(ben, 'We asked actors for two afternoons.');
  await say(eve, 'We did it on the ward.');
  await say(convener, 'We told another state.');
  const read = await readBy(visitor, slug);
  assert.equal(read.usedBy, 2, 'who belongs to no school is named and not counted');
  assert.deepEqual(
    read.reuse.map(({ school: by, person: who, words: sentence }) => [by ?? who, sentence]),
    [
      [brook!.name, 'We asked actors for two afternoons.'],
      [cedar!.name, 'We did it on the ward.'],
      ['Ines', 'We told another state.'],
    ],
  );
  const later = await published(ben, { title: 'With actors, later', buildsOn: slug });
  assert.deepEqual(
    (await readBy(visitor, slug)).builtUponBy.map((each) => each.slug),
    [later.slug],
  );
  assert.equal((await readBy(visitor, later.slug)).buildsOn?.slug, slug);
  await as(eve, (scope) => takeReuseBack(scope, slug));
  assert.equal((await readBy(visitor, slug)).usedBy, 1);
});
test('a publication says which lessons it came from, as far as its reader may read them, and the lesson says what was published from it', async () => {
  const [open, members] = [await published(ada, { title: 'With actors, published' }), await begins(ada, { title: 'Among ourselves' })];
  await gives(ada, members, 'collaborative');
  const unnamed = await published(ada, { title: 'Without our name, published', namesSchool: false });
  const record = recordOfCsl({ title: 'What the actors cost', type: 'article-journal', author: [{ family: 'Quill', given: 'Ada' }] })!;
  const [slug] = await as(convener, (scope) => bringInPublications(scope, { records: [record], isShown: true }));
  const link = (lessons: string) => {
    const form = { kind: 'article-journal', title: 'What the actors cost', authors: 'Quill, Ada', isShown: 'yes' };
    return as(convener, (scope) => editPublication(scope, slug!, PublicationForm.parse({ ...form, lessons })));
  };
  const offered = await as(convener, async (scope) => (await linkTargets(scope)).lessons.map(({ id }) => id));
  assert.ok([open.id, members].every((id) => offered.includes(id)));
  assert.ok(!offered.includes(unnamed.id), 'its authors would tell whose it is');
  await link(`${open.id},${members},${unnamed.id}`);
  const { id } = await as(visitor, (scope) => publicationNamed(scope, slug!));
  const cameFrom = (who: Actor) => as(who, async (scope) => (await linksOf(scope, id)).lessons.map(({ title }) => title));
  assert.deepEqual(await cameFrom(visitor), ['With actors, published']);
  assert.deepEqual(await cameFrom(ben), ['Among ourselves', 'With actors, published']);
  const { lessonId } = await readBy(visitor, open.slug);
  assert.deepEqual(
    (await as(visitor, (scope) => publicationsOn(scope, 'lesson', lessonId))).map((each) => each.slug),
    [slug],
  );
  await as(ada, (scope) => takeLessonBack(scope, open));
  await link(members);
  assert.deepEqual(await cameFrom(visitor), []);
});

const mailsTo = (address: string, title: string) =>
  readdirSync(config().outbox)
    .map((name) => readFileSync(join(config().outbox, name), 'utf8'))
    .filter((source) => source.includes(`To: ${address}`) && source.includes(title)).length;

test('leads of other schools are asked to read, and whoever wrote it hears what they said and which figure left, each once', async () => {
  await as(operator(), async ({ tx }) => {
    await tx.updateTable('person').set({ isSample: false }).execute();
    await tx.updateTable('school').set({ isSample: false }).execute();
  });
  const { id: releaseId } = await releaseOf(lead);
  const id = await begins(ada, { title: 'Told once', figures: [figure(releaseId)] });
  const told = () => ['ben@brook', 'rena@ashby', 'ada@ashby', 'bea@ashby', 'mo@ashby'].map((who) => mailsTo(`${who}.example`, 'Told once'));
  const editionId = await gives(ada, id);
  for (let times = 0; times < 2; times++) await writeLessonMails();
  assert.deepEqual(told(), [1, 0, 0, 0, 0], 'who has a role at both schools is not asked');
  await answers(ben, editionId);
  for (let times = 0; times < 2; times++) await writeLessonMails();
  assert.deepEqual(told(), [1, 1, 1, 1, 0]);
  await as(lead, (scope) => withdrawFigures(scope, { round, figure: 'required/1', reason: 'Counted twice' }));
  for (let times = 0; times < 2; times++) await writeLessonMails();
  assert.deepEqual(told(), [1, 2, 2, 2, 0]);
});
