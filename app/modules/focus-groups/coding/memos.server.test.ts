import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { codedStudy } from '../../../../tests/studies.ts';
import { newestText } from '../deidentification/text-queries.server.ts';
import { keepText } from '../deidentification/text-writing.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { editsBetween } from '../transcripts/edit-list.ts';
import { retireCode } from './codebook-commands.server.ts';
import { codePassage } from './coding-commands.server.ts';
import { keepMemo, noteTurn, removeMemo, writeMemo } from './memo-commands.server.ts';
import { memos, turnMemos } from './memo-queries.server.ts';
import { beginRound, openRound } from './round-commands.server.ts';
import { search } from './search-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, rea, sam, sol, una] = [
  await person('Mo', ['auditor']),
  await person('Ada', ['steering-member']),
  await person('Rea', ['auditor']),
  await person('Sam', ['auditor']),
  await person('Sol', ['auditor']),
  await person('Una', ['steering-member']),
];

/** A blind round in which Mo wrote a memo with a coding and one on a turn; the word “lantern” stands in both, in a memo on a code, in a code and in the text. */
async function noted(title: string) {
  const study = await codedStudy({
    ...{ title, lead: lena, schoolId: ashby.id, codes: ['Lantern', 'Asking'] },
    people: [
      [mo, 'coder'],
      [ada, 'coder'],
      [rea, 'reader'],
      [sam, 'staff'],
      [sol, 'staff'],
    ],
    said: ['She lit a LANTERN.', 'Nobody spoke of the\nvery lantern.', 'Then she asked.'],
  });
  const { of, textId } = study;
  const [lantern, asking] = study.codeIds as [string, string];
  const roundId = await of(lena, (scope, it) => beginRound(scope, it, { title: 'Round 1', kind: 'blind' }));
  const codingId = await of(mo, (scope, it) =>
    codePassage(scope, it, { roundId, textId, codeId: asking, begins: 0, ends: 17, memo: 'Is the lantern hope?' }),
  );
  const memoId = await of(mo, (scope, it) =>
    writeMemo(scope, it, { about: 'turn', textId, position: 1, roundId, words: 'The lantern comes back here' }),
  );
  await of(mo, (scope, it) => writeMemo(scope, it, { about: 'code', codeId: lantern, words: 'A lantern is any light' }));
  return { ...study, roundId, codingId, memoId, lantern, asking };
}
const found = async (scope: Scope, study: Study) =>
  (await search(scope, study, 'lantern')).found.map(({ where, words }) => `${where}: ${words}`);
const openly = ['turn: LANTERN', 'turn: lantern', 'code: Lantern', 'memo: lantern'];

test('a memo on a turn or with a coding of a blind round is read, found and counted by its author alone until the lead opens the round', async () => {
  const { of, roundId, textId } = await noted('Blind');
  const seen = (member: Member) =>
    of(member, async (scope, study) => ({
      about: (await memos(scope, study)).map(({ about }) => about).sort(),
      onTurns: (await turnMemos(scope, study, { textId, roundId })).length,
      found: (await search(scope, study, 'lantern')).total,
      counted: (
        await scope.tx
          .selectFrom('studyMemo')
          .select(({ fn }) => fn.countAll<string>().as('n'))
          .where('studyId', '=', study.id)
          .executeTakeFirst()
      )?.n,
    }));
  assert.deepEqual(await seen(mo), { about: ['code', 'coding', 'turn'], onTurns: 1, found: 6, counted: 2 });
  for (const other of [ada, rea, lena, sam]) {
    assert.deepEqual(await seen(other), { about: ['code'], onTurns: 0, found: 4, counted: 1 }, other.name);
    assert.deepEqual(await of(other, found), openly, other.name);
  }
  assert.doesNotMatch(JSON.stringify(await of(lena, (scope, study) => trail(scope, study))), /comes back|hope|"turn"/);
  const events = (member: Member) =>
    of(member, async ({ tx }, { id }) => {
      const rows = await tx
        .selectFrom('studyEvent')
        .select('after')
        .where('studyId', '=', id)
        .where('subject', 'in', ['study_memo', 'coding'])
        .execute();
      return JSON.stringify(rows);
    });
  for (const other of [ada, rea, sam]) assert.equal(await events(other), '[]', other.name);
  assert.equal(await events(lena), '[{"after":{"about":"code"}}]');
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  for (const other of [ada, rea, lena, sam]) assert.equal((await seen(other)).found, 6, other.name);
});

test('nobody changes, moves, takes away or signs another’s memo, and no reader writes one', async () => {
  const { of, memoId, roundId, textId, studyId } = await noted('Attacked');
  for (const other of [ada, lena, rea]) {
    const changed = await of(other, ({ tx }) =>
      tx.updateTable('studyMemo').set({ words: 'stolen' }).where('id', '=', memoId).executeTakeFirst(),
    );
    const gone = await of(other, ({ tx }) => tx.deleteFrom('studyMemo').where('id', '=', memoId).executeTakeFirst());
    assert.deepEqual([changed.numUpdatedRows, gone.numDeletedRows], [0n, 0n], other.name);
    await assert.rejects(
      of(other, ({ tx }) => sql`update study_memo set round_id = null where id = ${memoId}`.execute(tx)),
      /permission denied/,
    );
    await assert.rejects(
      of(other, ({ tx }) =>
        tx.insertInto('studyMemo').values({ studyId, about: 'study', words: 'As Mo', authorId: mo.personId }).execute(),
      ),
      /row-level security/,
    );
  }
  for (const other of [ada, lena])
    await assert.rejects(
      of(other, (scope, study) => keepMemo(scope, study, { memoId, words: 'stolen' })),
      { kind: 'missing' },
    );
  await assert.rejects(
    of(rea, (scope, study) => writeMemo(scope, study, { about: 'turn', textId, position: 0, roundId, words: 'A reader’s' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    of(rea, ({ tx }) =>
      tx.insertInto('studyMemo').values({ studyId, about: 'study', words: 'A reader’s', authorId: rea.personId }).execute(),
    ),
    /row-level security/,
  );
  await of(ada, (scope, study) => removeMemo(scope, study, memoId));
  await of(mo, (scope, study) => keepMemo(scope, study, { memoId, words: 'It went out' }));
  assert.ok((await of(mo, memos)).some(({ words }) => words === 'It went out'));
});

test('while a round is blind nobody writes on a turn outside of it, where the team would read it', async () => {
  const { of, textId, roundId } = await noted('Outside');
  const write = () =>
    of(ada, (scope, study) => writeMemo(scope, study, { about: 'turn', textId, position: 0, roundId: null, words: 'For all' }));
  await assert.rejects(write(), { kind: 'conflict', message: /Round 1 is blind/ });
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  await write();
  assert.ok((await of(rea, memos)).some(({ words, position }) => words === 'For all' && position === 0));
});

test('search finds what the team may read: signed words and codes in use, in the order of the text; of another study, of a text that is not signed, nothing', async () => {
  const { of, slug, lantern, textId, siteId } = await noted('Found');
  assert.deepEqual(await of(rea, found), openly);
  const all = await of(rea, (scope, study) => search(scope, study, 'lantern'));
  const [first, second] = all.found;
  assert.deepEqual([first?.position, first?.of, first?.before, first?.behind], [0, 'Willow', 'She lit a ', '.']);
  assert.deepEqual([second?.position, second?.before], [1, 'Nobody spoke of the\nvery ']);
  for (const [from, size] of [
    [0, 1],
    [1, 2],
    [3, 9],
    [9, 9],
  ] as const) {
    const some = await of(rea, (scope, study) => search(scope, study, 'lantern', { from, size }));
    assert.deepEqual(some, { total: 4, found: all.found.slice(from, from + size) });
  }
  await of(lena, (scope, study) => retireCode(scope, study, { codeId: lantern, reason: '' }));
  assert.ok(!(await of(rea, found)).includes('code: Lantern'));
  await of(sam, async (scope, study) => {
    const { transcriptId } = await scope.tx
      .selectFrom('transcriptText')
      .select('transcriptId')
      .where('id', '=', textId)
      .executeTakeFirstOrThrow();
    const before = (await newestText(scope, study, transcriptId))!;
    const turns = before.turns.map((turn, at) => ({ ...turn, begins: at * 12, ends: at * 12 + 11 }));
    const made = { text: turns.map(() => 'secret lamp').join('\n'), turns };
    await keepText(scope, study, { transcript: { id: transcriptId, siteId }, before, made, edits: editsBetween(before.text, made.text) });
  });
  for (const member of [rea, mo, sam])
    assert.equal((await of(member, (scope, study) => search(scope, study, 'secret lamp'))).total, 0, member.name);
  const mine = await of(lena, async (_, study) => study);
  const acting = actingFor(una, null);
  await assert.rejects(
    as(acting, (scope) => studyNamed(scope, slug)),
    { kind: 'missing' },
  );
  assert.deepEqual(await as(acting, (scope) => search(scope, mine, 'lantern')), { total: 0, found: [] });
});

test('a memo that the page sends twice is there once, on the turn in which the passage begins', async () => {
  const { of, textId, roundId } = await noted('Twice');
  const id = '01a21700-0000-7000-8000-000000000001';
  const note = () => of(ada, (scope, study) => noteTurn(scope, study, { id, roundId, textId, begins: 25, words: 'Once' }));
  assert.deepEqual(await note(), await note());
  const own = (await of(ada, memos)).filter(({ about }) => about === 'turn');
  assert.deepEqual(
    own.map(({ words, position }) => [words, position]),
    [['Once', 1]],
  );
  await assert.rejects(
    of(ada, (scope, study) => noteTurn(scope, study, { roundId, textId, begins: 999, words: 'Nowhere' })),
    { kind: 'missing' },
  );
});
