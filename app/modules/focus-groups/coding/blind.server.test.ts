import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { actingFor, type Member, operator } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { addCode, keepCode, mergeCodes, retireCode } from './codebook-commands.server.ts';
import { codePassage, codeWithNew, keepCoding, uncode } from './coding-commands.server.ts';
import { codebook, codes, codingsOf } from './queries.server.ts';
import { beginRound, closeRound, openRound } from './round-commands.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, rea] = [await person('Mo', ['auditor']), await person('Ada', ['steering-member']), await person('Rea', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const studyOf = (member: Member, slug: string) => as(acting(member), (scope) => studyNamed(scope, slug));
const alone = { definition: '', include: '', exclude: '', example: '', colour: 0 };
const words = 'We sat with her.\nNobody spoke.\nThen she asked.';

/** A study in the coding reliability approach with two coders and a reader, a signed text of three turns, and two codes. */
async function codedStudy(title: string) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const study = await studyOf(lena, slug);
  const protocol = { approach: 'reliability' as const, question: 'What helps?', design: '', guide: '', reason: 'Coders joined' };
  await as(acting(lena), (scope) => writeProtocol(scope, study, { seen: 1, said: protocol }));
  for (const [member, role] of [
    [mo, 'coder'],
    [ada, 'coder'],
    [rea, 'reader'],
  ] as const)
    await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail: member.mail, role, siteId: null }));
  for (const { mail } of [ada, rea]) await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail, role: 'staff', siteId: null }));
  const { siteId, sessionId, participantOf } = await heardGroup(study.id, { schoolId: ashby.id, pseudonyms: ['Willow'] });
  const [first, second, third] = words.split('\n') as [string, string, string];
  const said = [
    { speaker: 'Willow', participantId: participantOf.Willow!, text: first },
    { speaker: 'Moderator', participantId: null, text: second },
    { speaker: 'Willow', participantId: participantOf.Willow!, text: third },
  ];
  const signed = await signedText([acting(ada), acting(rea)], { studyId: study.id, siteId, sessionId, title, said });
  const current = await studyOf(lena, slug);
  const [silence, asking] = [
    await as(acting(lena), (scope) => addCode(scope, current, { ...alone, name: 'Silence', parentId: null })),
    await as(acting(lena), (scope) => addCode(scope, current, { ...alone, name: 'Asking', parentId: null })),
  ];
  return { slug, study: current, textId: signed, silence, asking };
}

test('in a blind round nobody sees another’s codings until the lead opens it: not the lead, not by a count, not in the trail', async () => {
  const { slug, study, textId, silence, asking } = await codedStudy('Blind');
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  const code = async (member: Member, codeId: string, begins: number, ends: number) =>
    as(acting(member), async (scope) =>
      codePassage(scope, await studyNamed(scope, slug), { roundId, textId, codeId, begins, ends, memo: `of ${member.name}` }),
    );
  const mine = await code(mo, silence, 17, 30);
  await code(mo, asking, 31, 45);
  await code(ada, silence, 10, 30);
  const seen = async (member: Member) => {
    const rows = await as(acting(member), async (scope) => codingsOf(scope, await studyNamed(scope, slug), { roundId, textId }));
    return rows.map(({ memo }) => memo).sort();
  };
  assert.deepEqual(await seen(mo), ['of Mo', 'of Mo']);
  assert.deepEqual(await seen(ada), ['of Ada']);
  for (const other of [lena, rea]) {
    assert.deepEqual(await seen(other), [], other.name);
    const raw = await as(acting(other), ({ tx }) => tx.selectFrom('coding').selectAll().execute());
    assert.deepEqual(raw, [], other.name);
  }
  assert.deepEqual(await as(operator(), ({ tx }) => tx.selectFrom('coding').select('id').execute()), []);
  assert.ok(!(await as(acting(lena), (scope) => trail(scope, study))).some(({ subject }) => subject === 'coding'));
  await assert.rejects(
    as(acting(ada), async (scope) =>
      keepCoding(scope, await studyNamed(scope, slug), { codingId: mine, codeId: asking, begins: 0, ends: 5, memo: '' }),
    ),
    { kind: 'missing' },
  );
  await as(acting(ada), async (scope) => uncode(scope, await studyNamed(scope, slug), mine));
  const touched = await as(acting(ada), ({ tx }) =>
    tx.updateTable('coding').set({ memo: 'stolen' }).where('id', '=', mine).executeTakeFirst(),
  );
  assert.equal(touched.numUpdatedRows, 0n);
  await as(acting(lena), (scope) => openRound(scope, study, roundId));
  assert.deepEqual(await seen(rea), ['of Ada', 'of Mo', 'of Mo']);
  await assert.rejects(
    as(acting(lena), (scope) => openRound(scope, study, roundId)),
    { kind: 'conflict' },
  );
  await as(acting(lena), (scope) => closeRound(scope, study, roundId));
  await assert.rejects(code(mo, silence, 0, 5), { kind: 'conflict', message: /is closed/ });
});

test('a passage coded twice is one coding, and a passage outside of what was said is none', async () => {
  const { slug, study, textId, silence } = await codedStudy('Passages');
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Open', kind: 'open' }));
  const code = (begins: number, ends: number, at = textId) =>
    as(acting(mo), async (scope) =>
      codePassage(scope, await studyNamed(scope, slug), { roundId, textId: at, codeId: silence, begins, ends, memo: '' }),
    );
  assert.equal(await code(17, 30), await code(17, 30));
  for (const [begins, ends] of [
    [0, words.length + 1],
    [words.length, words.length + 3],
    [16, 17],
  ] as const)
    await assert.rejects(code(begins, ends), { kind: 'conflict', message: /within what was said/ });
  await assert.rejects(code(0, 5, silence), { kind: 'missing' });
  const [other] = [await codedStudy('Another study')];
  await assert.rejects(code(0, 5, other.textId), { kind: 'missing' });
});

test('two acts of one coder at the same instant leave one coding of a code at a place, and the later is answered or refused in words', async () => {
  const { slug, study, textId, silence, asking } = await codedStudy('At once');
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Open', kind: 'open' }));
  const mine = <T>(work: (scope: Scope, study: Study) => Promise<T>) =>
    as(acting(mo), async (scope) => work(scope, await studyNamed(scope, slug)));
  const place = { begins: 17, ends: 30, memo: '' };
  const code = (id: string) => (scope: Scope, here: Study) => codePassage(scope, here, { roundId, textId, codeId: silence, ...place, id });
  const keep = (codingId: string) => (scope: Scope, here: Study) =>
    keepCoding(scope, here, { codingId, codeId: silence, ...place }).then(() => codingId);
  const elsewhere = (begins: number) =>
    mine((scope, here) => codePassage(scope, here, { roundId, textId, codeId: asking, begins, ends: 45, memo: '' }));
  const add = (id: string) => (scope: Scope, here: Study) =>
    codeWithNew(scope, here, { roundId, textId, name: 'Grief', begins: 0, ends: 5, memo: '', id });
  type Act = (scope: Scope, here: Study) => Promise<string>;
  /** The second act begins once the first has written, and before that is kept. */
  const atOnce = async (first: Act, second: Act) => {
    const [written, kept] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const one = mine(async (scope, here) => {
      const id = await first(scope, here);
      written.resolve();
      await kept.promise;
      return id;
    });
    await Promise.race([written.promise, one]);
    const other = mine(second);
    setTimeout(kept.resolve, 60);
    return Promise.allSettled([one, other]);
  };
  const [a, b, c] = [await elsewhere(31), await elsewhere(32), randomUUID()];
  const back = (id: string) => mine((scope, here) => uncode(scope, here, id));
  const refused = (outcome: PromiseSettledResult<string>) =>
    assert.match(`${outcome.status === 'rejected' && `${outcome.reason.kind} ${outcome.reason.message}`}`, /^conflict .*already/);
  refused((await atOnce(keep(a), keep(b)))[1]);
  await back(a);
  refused((await atOnce(code(c), keep(b)))[1]);
  await back(c);
  const [kept, coded] = await atOnce(keep(b), code(randomUUID()));
  assert.deepEqual([kept, coded], [kept, { status: 'fulfilled', value: b }]);
  const [added, again] = await atOnce(add(c), add(c));
  assert.deepEqual([added, again], Array(2).fill({ status: 'fulfilled', value: c }));
  assert.deepEqual(
    (await mine((scope, here) => codingsOf(scope, here, { roundId, textId }))).map(({ id }) => id),
    [c, b],
  );
});

test('where somebody withdrew nothing new is coded, by a page or in the database', async () => {
  const { slug, study, textId, silence } = await codedStudy('Withdrawn');
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Open', kind: 'open' }));
  await as(acting(lena), async ({ tx }) => {
    const { id } = await tx.selectFrom('participant').select('id').where('studyId', '=', study.id).executeTakeFirstOrThrow();
    await tx
      .insertInto('withdrawal')
      .values({ studyId: study.id, participantId: id, withdrawnOn: '2026-01-01', promise: 'stop' })
      .execute();
  });
  const code = (begins: number, ends: number) =>
    as(acting(mo), async (scope) =>
      codePassage(scope, await studyNamed(scope, slug), { roundId, textId, codeId: silence, begins, ends, memo: '' }),
    );
  await code(17, 30);
  await assert.rejects(code(0, 10), { kind: 'conflict', message: /Willow withdrew/ });
  await assert.rejects(
    as(acting(mo), ({ tx }) =>
      tx
        .insertInto('coding')
        .values({ studyId: study.id, roundId, textId, codeId: silence, coderId: mo.personId, begins: 0, ends: 10, codebookVersion: 1 })
        .execute(),
    ),
    /withdrew/,
  );
});

test('a reader does not code or change the codebook, and no coder writes as another', async () => {
  const { slug, study, textId, silence } = await codedStudy('Rights');
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Open', kind: 'open' }));
  const passage = { roundId, textId, codeId: silence, begins: 0, ends: 5, memo: '' };
  const asRea = await studyOf(rea, slug);
  await assert.rejects(
    as(acting(rea), (scope) => codePassage(scope, asRea, passage)),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(acting(rea), (scope) => addCode(scope, asRea, { ...alone, name: 'Mine', parentId: null })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(acting(mo), async (scope) => beginRound(scope, await studyNamed(scope, slug), { title: 'Mine', kind: 'open' })),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    as(acting(mo), ({ tx }) =>
      tx
        .insertInto('coding')
        .values({ studyId: study.id, roundId, textId, codeId: silence, coderId: ada.personId, begins: 0, ends: 5, codebookVersion: 1 })
        .execute(),
    ),
    /row-level security/,
  );
});

test('every change of the codebook is its next version; merging keeps codings and says what they count as', async () => {
  const { slug, study, textId, silence, asking } = await codedStudy('Codebook');
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Open', kind: 'open' }));
  await as(acting(mo), async (scope) =>
    codePassage(scope, await studyNamed(scope, slug), { roundId, textId, codeId: asking, begins: 31, ends: 45, memo: '' }),
  );
  const child = await as(acting(lena), (scope) => addCode(scope, study, { ...alone, name: 'Long silence', parentId: silence }));
  await assert.rejects(
    as(acting(lena), (scope) => addCode(scope, study, { ...alone, name: 'long Silence', parentId: silence })),
    { kind: 'conflict' },
  );
  const { version, codes: listed } = await as(acting(rea), async (scope) => codebook(scope, await studyNamed(scope, slug)));
  assert.equal(version, 3);
  assert.deepEqual(
    listed.map(({ name, depth }) => [name, depth]),
    [
      ['Silence', 0],
      ['Long silence', 1],
      ['Asking', 0],
    ],
  );
  const own = listed.find(({ id }) => id === silence)!;
  await assert.rejects(
    as(acting(lena), (scope) =>
      keepCode(scope, study, { codeId: silence, seen: own.changedAt, said: { ...alone, name: 'Silence', parentId: child } }),
    ),
    { kind: 'invalid', message: /under itself/ },
  );
  await assert.rejects(
    as(acting(lena), (scope) =>
      keepCode(scope, study, { codeId: silence, seen: new Date(0), said: { ...alone, name: 'Stillness', parentId: null } }),
    ),
    { kind: 'conflict', message: /Somebody changed/ },
  );
  await as(acting(lena), (scope) => mergeCodes(scope, study, { codeId: asking, intoId: silence, reason: 'One thing' }));
  await assert.rejects(
    as(acting(lena), (scope) => retireCode(scope, study, { codeId: silence, reason: '' })),
    { kind: 'conflict', message: /Codes stand under/ },
  );
  const merged = (await as(acting(lena), (scope) => codes(scope, study))).find(({ id }) => id === asking);
  assert.equal(merged?.mergedInto, silence);
  assert.equal((await as(acting(mo), async (scope) => codingsOf(scope, await studyNamed(scope, slug), { roundId, textId }))).length, 1);
});

test('nobody looks into a blind round and shuts it again, its lead neither: once opened it stays so', async () => {
  const { study } = await codedStudy('Peeked');
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  const change = (to: { kind: 'open' } | { openedAt: Date | null }) =>
    as(acting(lena), ({ tx }) => tx.updateTable('codingRound').set(to).where('studyId', '=', study.id).where('id', '=', roundId).execute());
  await assert.rejects(change({ kind: 'open' }), /stays of its kind/);
  await as(acting(lena), (scope) => openRound(scope, study, roundId));
  await assert.rejects(change({ openedAt: null }), /stays of its kind/);
});
