import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import pg from 'pg';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { owner, person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { removeTurns } from '../deidentification/removal-commands.server.ts';
import { signText } from '../deidentification/text-commands.server.ts';
import { newestText } from '../deidentification/text-queries.server.ts';
import { keepText } from '../deidentification/text-writing.server.ts';
import { beginStudy, giveStudyRole } from '../study/commands.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { studyNamed } from '../study/queries.server.ts';
import { carriedAcross, editsBetween } from '../transcripts/edit-list.ts';
import { addCode } from './codebook-commands.server.ts';
import { codePassage } from './coding-commands.server.ts';
import { roundCodings } from './queries.server.ts';
import { beginRound, closeRound } from './round-commands.server.ts';
import { signedTexts } from './text-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, sam, sol] = [
  await person('Mo', ['auditor']),
  await person('Ada', ['steering-member']),
  await person('Sam', ['auditor']),
  await person('Sol', ['auditor']),
];
const acting = (member: Member) => actingFor(member, null);
const alone = { definition: '', include: '', exclude: '', example: '', colour: 0 };

/** A blind study with two coders, two of the staff, and a text by Willow, a moderator and Rowan. */
async function heardStudy(title: string, texts: readonly [string, string, string]) {
  const slug = await as(actingFor(lena, 'ashby'), (scope) =>
    beginStudy(scope, { title, approach: 'reliability', question: 'What helps?' }),
  );
  const study = await as(acting(lena), (scope) => studyNamed(scope, slug));
  for (const [{ mail }, role] of [
    [mo, 'coder'],
    [ada, 'coder'],
    [sam, 'staff'],
    [sol, 'staff'],
  ] as const)
    await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail, role, siteId: null }));
  const { siteId, sessionId, participantOf } = await heardGroup(study.id, { schoolId: ashby.id, pseudonyms: ['Willow', 'Rowan'] });
  const textId = await signedText([acting(sam), acting(sol)], {
    ...{ studyId: study.id, siteId, sessionId, title },
    said: [
      { speaker: 'Willow', participantId: participantOf.Willow!, text: texts[0] },
      { speaker: 'Moderator', participantId: null, text: texts[1] },
      { speaker: 'Rowan', participantId: participantOf.Rowan!, text: texts[2] },
    ],
  });
  const { transcriptId } = await as(acting(sam), ({ tx }) =>
    tx.selectFrom('transcriptText').select('transcriptId').where('id', '=', textId).executeTakeFirstOrThrow(),
  );
  return { slug, study, siteId, participantOf, textId, transcriptId };
}

type Heard = Awaited<ReturnType<typeof heardStudy>>;

/** The next version of the text, with these words turn by turn, made by one and signed by the other. */
async function corrected({ slug, transcriptId, siteId }: Heard, words: readonly string[], isSigned = true): Promise<string> {
  const id = await as(acting(sam), async (scope) => {
    const study = await studyNamed(scope, slug);
    const before = (await newestText(scope, study, transcriptId))!;
    let at = 0;
    const turns = before.turns.map((turn, index) => {
      const begins = at;
      at += words[index]!.length + 1;
      return { ...turn, begins, ends: at - 1 };
    });
    const text = words.join('\n');
    const edits = editsBetween(before.text, text);
    return (await keepText(scope, study, { transcript: { id: transcriptId, siteId }, before, made: { text, turns }, edits })).id;
  });
  if (isSigned) await signed({ slug, transcriptId }, id);
  return id;
}

async function signed({ slug, transcriptId }: Pick<Heard, 'slug' | 'transcriptId'>, textId: string): Promise<void> {
  await as(acting(sol), async (scope) =>
    signText(scope, await studyNamed(scope, slug), { transcriptId, textId, residualRisk: 'Low: invented.' }),
  );
}

async function seenBy(member: Member, { slug }: Heard, roundId: string) {
  return as(acting(member), async (scope) => {
    const study = await studyNamed(scope, slug);
    const [text] = await signedTexts(scope, study);
    const { text: words } = await scope.tx.selectFrom('transcriptText').select('text').where('id', '=', text!.id).executeTakeFirstOrThrow();
    const codings = await roundCodings(scope, study, roundId);
    return codings.map(({ begins, ends, memo }) => [words.slice(begins, ends), memo] as const);
  });
}

const words = ['We sat with her 🌿 a long while.', 'Nobody spoke.', 'Then she asked who would stay.'] as const;
const whole = words.join('\n');
const at = (said: string) => ({ begins: whole.indexOf(said), ends: whole.indexOf(said) + said.length });

async function codedStudy(title: string) {
  const heard = await heardStudy(title, words);
  const { slug, study, textId } = heard;
  const codeId = await as(acting(lena), (scope) => addCode(scope, study, { ...alone, name: 'Silence', parentId: null }));
  const roundId = await as(acting(lena), (scope) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  const code = (member: Member, said: string, memo = '') =>
    as(acting(member), async (scope) => codePassage(scope, await studyNamed(scope, slug), { roundId, textId, codeId, ...at(said), memo }));
  return { ...heard, codeId, roundId, code };
}

test('what was coded blind is carried over two corrections, whoever signs them, and stays blind', async () => {
  const coded = await codedStudy('Corrected');
  const { study, roundId, code } = coded;
  const id = await code(mo, 'sat with her', 'of Mo');
  await code(mo, 'Nobody spoke', 'corrected below');
  await code(ada, 'who would stay', 'of Ada');
  const kept = () =>
    as(acting(mo), ({ tx }) =>
      tx.selectFrom('coding').select(['id', 'coderId', 'roundId', 'codebookVersion', 'madeAt']).where('id', '=', id).executeTakeFirst(),
    );
  const before = await kept();
  await corrected(coded, ['At first we 🌿 sat with her 🌿 a long while.', words[1], words[2]], false);
  await corrected(coded, ['At first we 🌿 sat with her 🌿 a long while.', 'Somebody spoke.', 'Then she asked, who would stay.']);
  assert.deepEqual(await seenBy(mo, coded, roundId), [
    ['sat with her', 'of Mo'],
    ['Somebody spoke', 'corrected below'],
  ]);
  assert.deepEqual(await seenBy(ada, coded, roundId), [['who would stay', 'of Ada']]);
  assert.deepEqual(await kept(), before);
  const reworded = await as(acting(mo), ({ tx }) => tx.selectFrom('coding').select('memo').where('reworded', '=', true).execute());
  assert.deepEqual(reworded, [{ memo: 'corrected below' }]);
  for (const other of [lena, sam, sol]) assert.deepEqual(await seenBy(other, coded, roundId), []);
  const said = JSON.stringify(await as(acting(lena), (scope) => trail(scope, study)));
  assert.doesNotMatch(said, /of Mo|of Ada|"coding"|lost/);
});

test('two removals before a signature take only what they promise; what was coded there is lost, and told to its coder alone', async () => {
  const coded = await codedStudy('Removed');
  const { slug, study, roundId, code, participantOf, transcriptId, codeId } = coded;
  await code(mo, 'sat with her');
  await code(mo, 'Nobody spoke', 'stays');
  await code(ada, 'while.\nNobody');
  await code(ada, 'who would stay');
  await as(acting(lena), (scope) => closeRound(scope, study, roundId));
  for (const name of ['Willow', 'Rowan']) {
    await as(acting(lena), ({ tx }) =>
      tx
        .insertInto('withdrawal')
        .values({ studyId: study.id, participantId: participantOf[name]!, withdrawnOn: '2026-01-01', promise: 'remove' })
        .execute(),
    );
    await as(acting(sam), async (scope) => removeTurns(scope, await studyNamed(scope, slug), participantOf[name]!));
  }
  const { id } = (await as(acting(sam), async (scope) => newestText(scope, await studyNamed(scope, slug), transcriptId)))!;
  await signed(coded, id);
  assert.deepEqual(await seenBy(mo, coded, roundId), [['Nobody spoke', 'stays']]);
  assert.deepEqual(await seenBy(ada, coded, roundId), [['Nobody', '']]);
  const lost = (member: Member) => as(acting(member), ({ tx }) => tx.selectFrom('lostCoding').select('codeId').execute());
  assert.deepEqual(await lost(mo), [{ codeId }]);
  assert.deepEqual(await lost(ada), [{ codeId }]);
  for (const other of [lena, sam, sol]) assert.deepEqual(await lost(other), []);
});

test('where somebody withdrew and what they said stays, a correction carries it; two that come to be one keep both memos', async () => {
  const coded = await codedStudy('Stopped');
  const { study, roundId, code, participantOf } = coded;
  await code(mo, 'a long', 'first');
  await code(mo, 'long', 'second');
  await as(acting(lena), ({ tx }) =>
    tx
      .insertInto('withdrawal')
      .values({ studyId: study.id, participantId: participantOf.Willow!, withdrawnOn: '2026-01-01', promise: 'stop' })
      .execute(),
  );
  await corrected(coded, ['We sat with her 🌿 ages.', words[1], words[2]]);
  assert.deepEqual(await seenBy(mo, coded, roundId), [['ages', 'first\n\nsecond']]);
});

test('nobody carries by hand, and nobody tells another that theirs was lost', async () => {
  const { study, textId } = await codedStudy('By hand');
  for (const member of [mo, lena, sam])
    for (const name of ['carry_codings', 'carried_spans'])
      await assert.rejects(
        as(acting(member), async ({ tx }) => {
          await (name === 'carry_codings'
            ? sql`select carry_codings(${study.id}, ${textId}, ${textId})`
            : sql`select * from carried_spans(${study.id}, ${textId}, ${textId}, '{1}', '{2}')`
          ).execute(tx);
        }),
        /permission denied/,
      );
});

test('the database carries spans exactly as the rule does, over several versions', async () => {
  const heard = await heardStudy('Rule', words);
  const client = new pg.Client(owner);
  await client.connect();
  const letters = fc.array(fc.constantFrom('a', 'b ', '🌿', 'ü', '\n', 'cd'), { minLength: 1, maxLength: 30 }).map((each) => each.join(''));
  await fc.assert(
    fc.asyncProperty(letters, letters, letters, async (first, second, third) => {
      await client.query('begin');
      const ids: string[] = [];
      const [a, b] = [editsBetween(first, second), editsBetween(second, third)];
      for (const [number, [text, edits]] of [[first, []] as const, [second, a] as const, [third, b] as const].entries()) {
        const { rows } = await client.query(
          `insert into transcript_text (study_id, transcript_id, site_id, number, text, hash, edits) values ($1, $2, $3, $4, $5, 'x', $6) returning id`,
          [heard.study.id, heard.transcriptId, heard.siteId, number + 10, text, JSON.stringify(edits)],
        );
        ids.push(rows[0].id);
      }
      const spans = Array.from({ length: first.length }, (_, start) => [
        { start, end: start + 1 },
        { start, end: first.length },
      ]).flat();
      const { rows } = await client.query('select * from carried_spans($1, $2, $3, $4, $5) order by at', [
        ...[heard.study.id, ids[0], ids[2]],
        ...[spans.map(({ start }) => start), spans.map(({ end }) => end)],
      ]);
      await client.query('rollback');
      const expected = carriedAcross(spans, a).flatMap((once, index) => {
        if (once.outcome === 'gone') return [];
        const [twice] = carriedAcross([{ start: once.start, end: once.end }], b);
        const reworded = once.outcome === 'adjusted' || twice!.outcome === 'adjusted';
        return twice!.outcome === 'gone' ? [] : [[index + 1, twice!.start, twice!.end, reworded]];
      });
      assert.deepEqual(
        rows.map((row) => [row.at, row.begins, row.ends, row.is_reworded]),
        expected,
      );
    }),
    { numRuns: 60 },
  );
  await client.end();
});
