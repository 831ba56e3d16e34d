import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { signText } from '../deidentification/text-commands.server.ts';
import { newestText } from '../deidentification/text-queries.server.ts';
import { keepText } from '../deidentification/text-writing.server.ts';
import { beginStudy, giveStudyRole } from '../study/commands.server.ts';
import { studyNamed } from '../study/queries.server.ts';
import { editsBetween } from '../transcripts/edit-list.ts';
import { beginTheme } from './commands.server.ts';
import { addPassage, lookAtPassage } from './passage-commands.server.ts';
import { passagesOf } from './passage-queries.server.ts';
import { themeHistory } from './queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [sam, sol] = [await person('Sam', ['auditor']), await person('Sol', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);

test('passages go along when a corrected text is signed, and say so where their words changed; whose words are gone is gone, and consent that was taken back stays so', async () => {
  const slug = await as(actingFor(lena, 'ashby'), (scope) =>
    beginStudy(scope, { title: 'Carried', approach: 'thematic', question: 'Why?' }),
  );
  const study = await as(acting(lena), (scope) => studyNamed(scope, slug));
  for (const { mail } of [sam, sol]) await as(acting(lena), (scope) => giveStudyRole(scope, study, { mail, role: 'staff', siteId: null }));
  const { siteId, sessionId, participantOf } = await heardGroup(study.id, { schoolId: ashby.id, pseudonyms: ['Willow', 'Ash'] });
  const words = ['We sat with Marge 😀 and nobody spoke.', 'She asked again. Gone.'] as const;
  const textId = await signedText([acting(sam), acting(sol)], {
    ...{ studyId: study.id, siteId, sessionId, title: 'Group 1' },
    said: [
      { speaker: 'Willow', participantId: participantOf.Willow!, text: words[0] },
      { speaker: 'Ash', participantId: participantOf.Ash!, text: words[1] },
    ],
  });
  const items = ['take part', 'quote'];
  const letter = { studyId: study.id, siteId, version: '1', text: 'Letter', onWithdrawal: 'stop' as const, items };
  const letterId = await as(
    acting(lena),
    async ({ tx }) => (await tx.insertInto('consentLetter').values(letter).returning('id').executeTakeFirstOrThrow()).id,
  );
  const agrees = (pseudonym: string, granted: string[], givenOn: string) =>
    as(acting(lena), ({ tx }) =>
      tx
        .insertInto('consent')
        .values({ studyId: study.id, participantId: participantOf[pseudonym]!, letterId, granted, givenOn })
        .execute(),
    );
  for (const pseudonym of ['Willow', 'Ash']) await agrees(pseudonym, items, '2026-01-01');
  const said = { claim: 'Silence is learnt', summary: '', plain: '', counterSearch: '' };
  const themeId = await as(acting(lena), (scope) => beginTheme(scope, study, said));
  const text = words.join('\n');
  const add = (kind: 'quote' | 'support', quoted: string, note = '') =>
    as(acting(lena), (scope) => {
      const begins = text.indexOf(quoted);
      return addPassage(scope, study, { themeId, kind, textId, begins, ends: begins + quoted.length, note });
    });
  await add('quote', 'nobody spoke');
  await add('quote', 'She asked again.');
  await add('support', 'with Marge', 'whom');
  await add('support', ' Gone.');
  await agrees('Ash', ['take part'], '2026-02-01');

  const { transcriptId } = await as(acting(sam), ({ tx }) =>
    tx.selectFrom('transcriptText').select('transcriptId').where('id', '=', textId).executeTakeFirstOrThrow(),
  );
  const corrected = ['Indeed we sat with [name] 😀 and nobody spoke.', 'She asked again.'];
  const nextId = await as(acting(sam), async (scope) => {
    const own = await studyNamed(scope, slug);
    const before = (await newestText(scope, own, transcriptId))!;
    const [first, second] = [corrected[0]!.length, corrected[0]!.length + 1 + corrected[1]!.length];
    const turns = before.turns.map((turn, at) => ({ ...turn, begins: at === 0 ? 0 : first + 1, ends: at === 0 ? first : second }));
    const made = { text: corrected.join('\n'), turns };
    return (
      await keepText(scope, own, { transcript: { id: transcriptId, siteId }, before, made, edits: editsBetween(before.text, made.text) })
    ).id;
  });
  const seen = () =>
    as(acting(lena), async (scope) =>
      (await passagesOf(scope, study, themeId)).map((each) => [each.kind, each.textId, each.words, each.note, each.mayQuote]),
    );
  assert.equal((await seen()).filter(([, of]) => of === textId).length, 4, 'until somebody signs, nothing moves');
  await as(acting(sol), async (scope) =>
    signText(scope, await studyNamed(scope, slug), { transcriptId, textId: nextId, residualRisk: 'Low: invented.' }),
  );
  const now = await seen();
  assert.deepEqual(
    now.map(([kind, of, quoted]) => [kind, of, kind === 'quote' ? quoted : null]).toSorted(),
    [
      ['quote', nextId, 'nobody spoke'],
      ['quote', nextId, null],
      ['support', nextId, null],
    ].toSorted(),
  );
  assert.ok(now.some(([, , , note]) => note === 'whom'));
  const history = await as(acting(lena), (scope) => themeHistory(scope, study, themeId));
  assert.equal(history.filter(({ verb }) => verb === 'lose').length, 1);
  assert.ok(history.some(({ verb }) => verb === 'reword'));
  const reworded = () =>
    as(acting(lena), async (scope) => (await passagesOf(scope, study, themeId)).filter(({ isReworded }) => isReworded));
  const [changed, ...others] = await reworded();
  assert.deepEqual([changed?.note, others], ['whom', []]);
  await assert.rejects(
    as(acting(sam), async (scope) => lookAtPassage(scope, await studyNamed(scope, slug), { themeId, passageId: changed!.id })),
    { kind: 'forbidden' },
  );
  await as(acting(lena), (scope) => lookAtPassage(scope, study, { themeId, passageId: changed!.id }));
  assert.deepEqual(await reworded(), [], 'somebody has read it again');
});
