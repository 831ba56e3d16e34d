import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Actor, actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { beginStudy, giveStudyRole } from '../study/commands.server.ts';
import { withdrawParticipant } from '../study/participant-commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { textVersionOf } from '../transcripts/text-version.ts';
import { answerPassage, markWords } from './commands.server.ts';
import { beginFinding, keepFound } from './finding-commands.server.ts';
import { foundPassages } from './found-passages.server.ts';
import { passagesOf, queueOf, wholeOriginal } from './queries.server.ts';
import { removeTurns } from './removal-commands.server.ts';
import { addToRoster, rememberName } from './roster-commands.server.ts';
import { makeText, signText } from './text-commands.server.ts';
import { keptPassages, signedTranscript, signingOf, textsOf, turnsOfText } from './text-queries.server.ts';

const ashby = await school('ashby');
const birch = await school('birch');
const lena = await person('Lena', ['faculty'], ashby);
const mira = await person('Mira', ['staff'], birch);
const max = await person('Max', ['staff'], birch);
const rena = await person('Rena', ['lead'], birch);
const coda = await person('Coda', ['auditor']);
const rea = await person('Rea', ['auditor']);
const stranger = await person('Stran', ['convener']);
const team = [lena, coda, rea];
const acting = (member: Member): Actor => actingFor(member, null);

const said = [
  ['Ms. Interviewer', 'Katherine, what was hard at Mercy Hospital?'],
  ['Katherine Oakes', 'Nobody told me on March 14th. Dr. Quill did. Ask Jose.'],
  ['Jose Nunez', 'I agree with Katherine’s view, write to jose@school.example.'],
] as const;

/** A transcript of three turns, brought in by staff, with its speakers known. */
async function broughtIn(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const study = await as(acting(lena), (scope) => studyNamed(scope, slug));
  const studyId = study.id;
  const siteId = await as(operator(), async ({ tx }) => {
    const site = { studyId, forSchoolId: birch.id, determination: 'exempt' as const, approvedOn: '2020-01-01' };
    return (await tx.insertInto('studySite').values(site).returning('id').executeTakeFirstOrThrow()).id;
  });
  const roles = [
    [mira, 'staff'],
    [max, 'moderator'],
    [rena, 'moderator'],
    [coda, 'coder'],
    [rea, 'reader'],
  ] as const;
  for (const [{ mail }, role] of roles)
    await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail, role, siteId: role === 'staff' ? siteId : null }));
  const ids = await as(acting(mira), async ({ tx }) => {
    const session = await tx
      .insertInto('groupSession')
      .values({ studyId, siteId, title: 'Group 1' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const people = await tx
      .insertInto('participant')
      .values([
        { studyId, siteId, pseudonym: 'Willow' },
        { studyId, siteId, pseudonym: 'Rowan' },
      ])
      .returning('id')
      .execute();
    const [willow, rowan] = people.map(({ id }) => id) as [string, string];
    await tx
      .insertInto('participantKey')
      .values([
        { studyId, participantId: willow, name: 'Katherine Oakes', mail: '' },
        { studyId, participantId: rowan, name: 'José Núñez', mail: '' },
      ])
      .execute();
    const transcript = await tx
      .insertInto('transcript')
      .values({ studyId, sessionId: session.id, siteId, title: 'Group 1' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { text, turns } = textVersionOf(said.map(([speaker, words]) => ({ speaker, text: words, start: 0, end: 1000, cues: [] })));
    await tx
      .insertInto('transcriptOriginal')
      .values({
        ...{ studyId, transcriptId: transcript.id, siteId, version: 1, fileName: 'Katherine Oakes.vtt', format: 'vtt', text, hash: 'x' },
        turns: JSON.stringify(turns.map(({ cues: _, ...turn }) => turn)),
      })
      .execute();
    await tx
      .insertInto('transcriptSpeaker')
      .values([
        { studyId, transcriptId: transcript.id, siteId, label: said[0][0], kind: 'moderator' as const, participantId: null },
        { studyId, transcriptId: transcript.id, siteId, label: said[1][0], kind: 'participant' as const, participantId: willow },
        { studyId, transcriptId: transcript.id, siteId, label: said[2][0], kind: 'participant' as const, participantId: rowan },
      ])
      .execute();
    return { transcriptId: transcript.id, willow, rowan };
  });
  return { slug, siteId, studyId, ...ids };
}
type Brought = Awaited<ReturnType<typeof broughtIn>>;

function within<T>({ slug }: Brought, member: Member, work: (scope: Scope, study: Study) => Promise<T>): Promise<T> {
  return as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
}
async function lookedThrough(brought: Brought) {
  const { transcriptId } = brought;
  const { version, original, roster } = await within(brought, mira, (scope, study) => beginFinding(scope, study, transcriptId));
  const found = await foundPassages(original, roster);
  return within(brought, mira, (scope, study) => keepFound(scope, study, { transcriptId, version, found }));
}
/** Every open passage replaced by what is suggested. */
async function answered(brought: Brought) {
  const { transcriptId } = brought;
  for (;;) {
    const { item } = await within(brought, mira, (scope, study) => queueOf(scope, study, { transcriptId }));
    if (!item || item.answer !== null) return;
    const answer = { passageId: item.id, act: 'replace' as const, replacement: item.suggestion, same: 'yes' as const };
    await within(brought, mira, (scope, study) => answerPassage(scope, study, { transcriptId, said: answer }));
  }
}
async function signed(brought: Brought) {
  const { transcriptId } = brought;
  await lookedThrough(brought);
  await answered(brought);
  const textId = await within(brought, mira, (scope, study) => makeText(scope, study, transcriptId));
  await within(brought, max, (scope, study) => signText(scope, study, { transcriptId, textId, residualRisk: 'A small class.' }));
  return textId;
}
async function readBy(brought: Brought, member: Member) {
  const { turns } = await within(brought, member, (scope, study) => signedTranscript(scope, study, brought.transcriptId));
  return turns.map(({ speaker, words }) => `${speaker}: ${words}`);
}

test('a transcript is looked through, answered, made and signed; then, and only then, the team reads it by pseudonym', async () => {
  const brought = await broughtIn('Whole way');
  const { transcriptId } = brought;
  assert.ok((await lookedThrough(brought)) >= 6);
  await assert.rejects(
    within(brought, mira, (scope, study) => makeText(scope, study, transcriptId)),
    { kind: 'conflict', message: /wait for an answer/ },
  );
  await answered(brought);
  await within(brought, mira, (scope, study) =>
    markWords(scope, study, { transcriptId, said: { words: 'what was hard', replacement: '[what]' } }),
  );
  const textId = await within(brought, mira, (scope, study) => makeText(scope, study, transcriptId));
  for (const member of team) assert.deepEqual(await readBy(brought, member), [], `${member.name} reads nothing unsigned`);
  await assert.rejects(
    within(brought, mira, (scope, study) => signText(scope, study, { transcriptId, textId, residualRisk: 'None.' })),
    { kind: 'conflict', message: /You made this text/ },
  );
  await within(brought, max, (scope, study) => signText(scope, study, { transcriptId, textId, residualRisk: 'A small class.' }));
  for (const member of team) {
    const turns = await readBy(brought, member);
    assert.equal(turns.length, 3);
    assert.match(turns[0]!, /^Moderator: Willow, \[what\] at \[/);
    assert.match(turns[1]!, /^Willow: Nobody told me on \[date\]\. .*Ask Rowan\.$/);
    assert.match(turns[2]!, /^Rowan: I agree with Willow’s view, write to \[mail address\]\.$/);
    assert.doesNotMatch(turns.join(), /Katherine|Oakes|Jose|Nunez|Mercy/);
  }
});

test('what was said as it was said, the passages, the roster and unsigned texts are nobody’s but the named people’s: not by a page, a query, a count or an event', async () => {
  const brought = await broughtIn('Attacked');
  const { transcriptId, studyId, siteId } = brought;
  await lookedThrough(brought);
  await within(brought, mira, (scope, study) =>
    addToRoster(scope, study, { siteId, kind: 'person', names: ['Dr. Quill'], pseudonym: 'Dr. Birch' }),
  );
  const elsewhere = { siteId: transcriptId, kind: 'person' as const, names: ['Dr. Quill'], pseudonym: 'Dr. Elm' };
  await assert.rejects(
    within(brought, mira, (scope, study) => addToRoster(scope, study, elsewhere)),
    { kind: 'missing', message: /This site/ },
  );
  await answered(brought);
  await within(brought, mira, (scope, study) => makeText(scope, study, transcriptId));
  const tables = [
    'transcriptOriginal',
    'transcriptSpeaker',
    'identifyingPassage',
    'rosterEntry',
    'transcriptText',
    'transcriptTurn',
  ] as const;
  for (const member of [...team, rena, stranger]) {
    for (const table of tables) {
      const { rows } = await as(acting(member), async ({ tx }) => ({
        rows: await tx.selectFrom(table).selectAll().where('studyId', '=', studyId).execute(),
      }));
      assert.equal(rows.length, 0, `${member.name} ${table}`);
    }
    const { count } = await as(acting(member), ({ tx }) =>
      tx
        .selectFrom('identifyingPassage')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    );
    assert.equal(count, 0);
    for (const query of [queueOf, wholeOriginal, signingOf, keptPassages, beginFinding])
      await assert.rejects(
        within(brought, member, async (scope, study) =>
          query === queueOf ? queueOf(scope, study, { transcriptId }) : (query as typeof wholeOriginal)(scope, study, transcriptId),
        ),
        { kind: member === stranger ? 'missing' : 'forbidden' },
        `${member.name} ${query.name}`,
      );
    await as(acting(member), async ({ tx }) => {
      const gone = await tx.deleteFrom('identifyingPassage').where('studyId', '=', studyId).executeTakeFirst();
      assert.equal(Number(gone.numDeletedRows), 0);
    });
    await assert.rejects(
      as(acting(member), ({ tx }) =>
        tx
          .insertInto('rosterEntry')
          .values({ studyId, siteId, kind: 'person', names: ['x'], pseudonym: `${member.name} was here` })
          .execute(),
      ),
      /row-level security/,
    );
  }
  for (const member of [...team, rena, mira, stranger]) {
    const events = await as(acting(member), ({ tx }) => tx.selectFrom('studyEvent').selectAll().execute());
    assert.doesNotMatch(JSON.stringify(events), /Katherine|Oakes|Jose|Nunez|Quill|Mercy|March|school\.example/, member.name);
  }
});

test('nobody signs what they made, in another’s name, or at once, and the database says so', async () => {
  const brought = await broughtIn('Signing');
  const { transcriptId, studyId, siteId } = brought;
  await lookedThrough(brought);
  await answered(brought);
  const textId = await within(brought, mira, (scope, study) => makeText(scope, study, transcriptId));
  const sign = (member: Member, signedBy: string) =>
    as(acting(member), ({ tx }) =>
      tx
        .updateTable('transcriptText')
        .set({ signedAt: new Date(), signedBy, residualRisk: 'x' })
        .where('studyId', '=', studyId)
        .where('id', '=', textId)
        .executeTakeFirst(),
    );
  await assert.rejects(sign(mira, mira.personId), /Another person/);
  await assert.rejects(sign(mira, max.personId), /Another person/);
  await assert.rejects(sign(max, mira.personId), /Another person/);
  assert.equal(Number((await sign(lena, lena.personId)).numUpdatedRows), 0);
  assert.equal(Number((await sign(rena, rena.personId)).numUpdatedRows), 0);
  const row = { studyId, transcriptId, siteId, number: 9, text: 'x', hash: 'x' };
  await assert.rejects(
    as(acting(mira), ({ tx }) =>
      tx
        .insertInto('transcriptText')
        .values({ ...row, madeBy: max.personId })
        .execute(),
    ),
    /own name/,
  );
  await assert.rejects(
    as(acting(mira), ({ tx }) =>
      tx
        .insertInto('transcriptText')
        .values({ ...row, madeBy: mira.personId, signedBy: max.personId, signedAt: new Date(), residualRisk: 'x' })
        .execute(),
    ),
    /second reader/,
  );
});

test('all passages of the same words are answered at once and taken back at once; a passage is widened by a word, and goes no further than its turn', async () => {
  const brought = await broughtIn('Queue');
  const { transcriptId } = brought;
  await lookedThrough(brought);
  const whole = await within(brought, mira, (scope, study) => wholeOriginal(scope, study, transcriptId));
  const pieces = whole.turns.flatMap(({ pieces }) => pieces);
  assert.equal(pieces.map(({ text }) => text).join(''), said.map(([, words]) => words).join(''));
  const katherine = pieces.find(({ text, passage }) => passage && text === 'Katherine')!.passage!;
  const { item } = await within(brought, mira, (scope, study) => queueOf(scope, study, { transcriptId, passageId: katherine.id }));
  assert.deepEqual([item?.suggestion, item?.same, item?.foundBy], ['Willow', 1, 'roster']);
  const act = (answer: Partial<Parameters<typeof answerPassage>[2]['said']>) =>
    within(brought, mira, (scope, study) =>
      answerPassage(scope, study, { transcriptId, said: { passageId: katherine.id, act: 'keep', replacement: '', ...answer } }),
    );
  assert.equal(await act({ act: 'replace', replacement: 'Willow', same: 'yes' }), 2);
  assert.equal(await act({ act: 'undo' }), 2);
  await act({ act: 'behind' });
  const wide = await within(brought, mira, (scope, study) => queueOf(scope, study, { transcriptId, passageId: katherine.id }));
  assert.equal(wide.item?.words, 'Katherine, what');
  await assert.rejects(act({ act: 'before' }), { kind: 'conflict', message: /no further/ });
  await assert.rejects(
    within(brought, mira, (scope, study) => markWords(scope, study, { transcriptId, said: { words: 'Nobody there', replacement: '[x]' } })),
    { kind: 'invalid' },
  );
});

test('a name that a person gave a pseudonym is proposed under it in every other transcript of the site, if that person says so', async () => {
  const brought = await broughtIn('Everywhere');
  const { transcriptId, siteId } = brought;
  await lookedThrough(brought);
  const passages = await within(brought, mira, (scope, study) => passagesOf(scope, study, transcriptId));
  const whole = await within(brought, mira, (scope, study) => wholeOriginal(scope, study, transcriptId));
  const quill = whole.turns.flatMap(({ pieces }) => pieces).find(({ text, passage }) => passage && /Quill/.test(text))!;
  assert.ok(passages.some(({ id }) => id === quill.passage!.id));
  const said = { passageId: quill.passage!.id, act: 'replace', replacement: 'Dr. Sorrel', everywhere: 'yes' } as const;
  await within(brought, mira, (scope, study) => answerPassage(scope, study, { transcriptId, said }));
  await within(brought, mira, (scope, study) => answerPassage(scope, study, { transcriptId, said }));
  const { roster } = await within(brought, max, (scope, study) => beginFinding(scope, study, transcriptId));
  assert.deepEqual(
    roster.filter(({ pseudonym }) => pseudonym === 'Dr. Sorrel').map(({ kind, names }) => [kind, names]),
    [['person', [quill.text]]],
  );
  await assert.rejects(
    within(brought, rena, (scope, study) => rememberName(scope, study, { siteId, name: 'Quill', pseudonym: 'Dr. Sorrel' })),
    { kind: 'forbidden' },
  );
});

test('who moderates at two sites has one pseudonym there, and two with one label that names nobody have two', async () => {
  const brought = await broughtIn('Two sites');
  const { studyId } = brought;
  await lookedThrough(brought);
  const { id: forSchoolId } = await school('cedar');
  const siteId = await as(operator(), async ({ tx }) => {
    const site = { studyId, forSchoolId, determination: 'exempt' as const, approvedOn: '2020-01-01' };
    return (await tx.insertInto('studySite').values(site).returning('id').executeTakeFirstOrThrow()).id;
  });
  const roster = async (label: string) => {
    const { transcriptId } = await within(brought, max, async ({ tx }) => {
      const session = await tx
        .insertInto('groupSession')
        .values({ studyId, siteId, title: label })
        .returning('id')
        .executeTakeFirstOrThrow();
      const { id } = await tx
        .insertInto('transcript')
        .values({ studyId, sessionId: session.id, siteId, title: label })
        .returning('id')
        .executeTakeFirstOrThrow();
      const of = { studyId, transcriptId: id, siteId };
      const { text, turns } = textVersionOf([{ speaker: label, text: 'Hello.', start: 0, end: 1000, cues: [] }]);
      const original = { ...of, version: 1, fileName: 'a.vtt', format: 'vtt', text, hash: 'x' };
      await tx
        .insertInto('transcriptOriginal')
        .values({ ...original, turns: JSON.stringify(turns.map(({ cues: _, ...turn }) => turn)) })
        .execute();
      await tx
        .insertInto('transcriptSpeaker')
        .values({ ...of, label, kind: 'moderator' as const, participantId: null })
        .execute();
      return { transcriptId: id };
    });
    await within(brought, max, (scope, study) => beginFinding(scope, study, transcriptId));
  };
  await roster('Ms. Interviewer');
  await roster('Moderator 1');
  const entries = await within(brought, max, ({ tx }) =>
    tx.selectFrom('rosterEntry').select(['names', 'pseudonym']).where('studyId', '=', studyId).orderBy('id').execute(),
  );
  assert.deepEqual(
    entries.map(({ names: [name], pseudonym }) => `${name}: ${pseudonym}`),
    ['Ms. Interviewer: Moderator', 'Ms. Interviewer: Moderator', 'Moderator 1: Moderator 2'],
  );
});

test('a correction is the next version with its edits, which a second reader signs; until then the team reads the one before', async () => {
  const brought = await broughtIn('Correction');
  const { transcriptId } = brought;
  await signed(brought);
  await assert.rejects(
    within(brought, mira, (scope, study) => makeText(scope, study, transcriptId)),
    { kind: 'conflict', message: /word by word/ },
  );
  await within(brought, mira, (scope, study) =>
    markWords(scope, study, { transcriptId, said: { words: 'view', replacement: '[opinion]' } }),
  );
  const next = await within(brought, mira, (scope, study) => makeText(scope, study, transcriptId));
  assert.match((await readBy(brought, coda))[2]!, /Willow’s view/);
  const { edits } = await as(acting(mira), ({ tx }) =>
    tx.selectFrom('transcriptText').select('edits').where('id', '=', next).executeTakeFirstOrThrow(),
  );
  assert.deepEqual(
    (edits as { text: string }[]).map(({ text }) => text),
    ['[opinion]'],
  );
  await within(brought, max, (scope, study) => signText(scope, study, { transcriptId, textId: next, residualRisk: 'A small class.' }));
  assert.match((await readBy(brought, coda))[2]!, /Willow’s \[opinion\]/);
});

test('a signed text, its turns and who speaks in them are changed or deleted by nobody, not by whoever made it either', async () => {
  const brought = await broughtIn('Stays');
  const id = await signed(brought);
  const { studyId } = brought;
  const attempts: ((scope: Scope) => Promise<unknown>)[] = [
    ({ tx }) => tx.deleteFrom('transcriptTurn').where('textId', '=', id).where('position', '=', 0).execute(),
    ({ tx }) =>
      tx
        .insertInto('transcriptTurn')
        .values({ studyId, textId: id, position: 9, speaker: 'Rowan', kind: 'other', begins: 0, ends: 1 })
        .execute(),
    ({ tx }) => tx.updateTable('transcriptTurn').set({ speaker: 'Rowan' }).where('textId', '=', id).execute(),
    ({ tx }) => tx.updateTable('transcriptText').set({ text: 'x' }).where('id', '=', id).execute(),
    ({ tx }) => tx.updateTable('transcriptText').set({ residualRisk: 'None' }).where('id', '=', id).execute(),
    ({ tx }) => tx.deleteFrom('transcriptText').where('id', '=', id).execute(),
    ({ tx }) => tx.deleteFrom('transcript').where('studyId', '=', studyId).execute(),
  ];
  for (const attempt of attempts)
    for (const member of [mira, max])
      await assert.rejects(as(acting(member), attempt), /stays|goes only|permission denied/, `${member.name}: ${attempt}`);
  assert.equal((await readBy(brought, coda)).length, 3);
});

test('who withdraws by a letter that removes is read by nobody of the team from that moment, and staff make originals and texts without them', async () => {
  const brought = await broughtIn('Withdrawal');
  const { transcriptId, willow, studyId } = brought;
  const first = await signed(brought);
  await within(brought, lena, (scope, study) => withdrawParticipant(scope, study, { participantId: willow, withdrawnOn: '2026-05-01' }));
  for (const member of team) {
    const { isClosed, text } = await within(brought, member, (scope, study) => signedTranscript(scope, study, transcriptId));
    assert.deepEqual([isClosed, text], [true, null], member.name);
    const rows = await as(acting(member), ({ tx }) => tx.selectFrom('transcriptTurn').selectAll().where('studyId', '=', studyId).execute());
    assert.equal(rows.length, 0);
  }
  await assert.rejects(
    within(brought, coda, (scope, study) => removeTurns(scope, study, willow)),
    { kind: /conflict|forbidden/ },
  );
  assert.equal(await within(brought, mira, (scope, study) => removeTurns(scope, study, willow)), 1);
  const originals = await as(acting(mira), ({ tx }) =>
    tx.selectFrom('transcriptOriginal').selectAll().where('studyId', '=', studyId).execute(),
  );
  assert.deepEqual(
    originals.map(({ version }) => version),
    [2],
  );
  assert.doesNotMatch(JSON.stringify(originals), /Nobody told me|Oakes/);
  const [newest] = await within(brought, mira, (scope, study) => textsOf(scope, study, transcriptId));
  await within(brought, max, (scope, study) =>
    signText(scope, study, { transcriptId, textId: newest!.id, residualRisk: 'A small class.' }),
  );
  const turns = await readBy(brought, coda);
  assert.equal(turns.length, 2);
  assert.match(turns[0]!, /^Moderator: Willow, /);
  assert.match(turns[1]!, /^Rowan: I agree/);
  assert.deepEqual(
    await within(brought, mira, (scope, study) => turnsOfText(scope, study, first)),
    [],
    'the version that had them is deleted',
  );
  assert.deepEqual(
    (await within(brought, mira, (scope, study) => passagesOf(scope, study, transcriptId))).filter(({ answer }) => answer === null),
    [],
    'the answers on what others said stand',
  );
});
