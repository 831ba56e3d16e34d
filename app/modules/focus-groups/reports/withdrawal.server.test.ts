import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member, visitor } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { beginConsensus } from '../agreement/commands.server.ts';
import { comparedRound, contestedIn } from '../agreement/compared-round.ts';
import { figuresToKeep } from '../agreement/figure-table.ts';
import { comparisonRead } from '../agreement/round-queries.server.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { beginRound, closeRound } from '../coding/round-commands.server.ts';
import { beginStudy, giveStudyRole } from '../study/commands.server.ts';
import { recordExport, recordText } from '../study/export-commands.server.ts';
import { writeNote } from '../study/notebook-commands.server.ts';
import { noteConsent, withdrawParticipant, writeLetter } from '../study/participant-commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { beginTheme, linkTheme } from '../themes/commands.server.ts';
import { addPassage } from '../themes/passage-commands.server.ts';
import { askReader, sayOfTheme } from '../themes/reading-commands.server.ts';
import { preparedFile } from './queries.server.ts';
import { withdrawalChanges } from './withdrawal-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const [mo, ada, sam] = [await person('Mo', ['auditor']), await person('Ada', ['steering-member']), await person('Sam', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const spoken = { Willow: 'She asked me to stay.', Rowan: 'I held her hand.' } as const;
type Pseudonym = keyof typeof spoken;

const slug = await as(actingFor(lena, 'ashby'), (scope) =>
  beginStudy(scope, { title: 'Walked', approach: 'reliability', question: 'What helps?' }),
);
const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
  as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
for (const [{ mail }, role] of [
  [mo, 'coder'],
  [ada, 'coder'],
  [ada, 'staff'],
  [sam, 'staff'],
] as const)
  await of(lena, (scope, study) => giveStudyRole(scope, study, { mail, role, siteId: null }));
const { id: studyId } = await of(lena, async (_, study) => study);
const { siteId, sessionId, participantOf } = await heardGroup(studyId, { schoolId: ashby.id, pseudonyms: Object.keys(spoken) });
const items = ['take part', 'quote', 'contact again'] as const;
const letterId = await of(lena, (scope, study) =>
  writeLetter(scope, study, { siteId, version: '1', text: 'A letter', items: [...items], onWithdrawal: 'stop' }),
);
for (const participantId of Object.values(participantOf))
  await of(lena, (scope, study) => noteConsent(scope, study, { participantId, letterId, granted: [...items], givenOn: '2026-01-10' }));
const textId = await signedText([acting(ada), acting(sam)], {
  ...{ studyId, siteId, sessionId, title: 'Group 1' },
  said: (Object.entries(spoken) as [Pseudonym, string][]).map(([speaker, text]) => ({
    speaker,
    participantId: participantOf[speaker]!,
    text,
  })),
});
const place = (name: Pseudonym) => {
  const begins = name === 'Willow' ? 0 : spoken.Willow.length + 1;
  return { textId, begins, ends: begins + spoken[name].length };
};
const words = { definition: '', include: '', exclude: '', example: '', colour: 0, parentId: null };
const [presence, silence] = [
  await of(lena, (scope, study) => addCode(scope, study, { ...words, name: 'Presence' })),
  await of(lena, (scope, study) => addCode(scope, study, { ...words, name: 'Silence' })),
];
const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'open' }));
for (const [coder, codeId, name] of [
  [mo, presence, 'Willow'],
  [ada, presence, 'Willow'],
  [mo, silence, 'Rowan'],
  [ada, silence, 'Rowan'],
] as const)
  await of(coder, (scope, study) => codePassage(scope, study, { roundId, codeId, memo: '', ...place(name) }));
await of(lena, (scope, study) => closeRound(scope, study, roundId));
const compared = comparedRound(await of(lena, (scope, study) => comparisonRead(scope, study, { roundId })));
await of(lena, (scope, study) =>
  beginConsensus(scope, study, {
    roundId,
    figures: figuresToKeep(compared),
    agreed: contestedIn(compared).filter(({ isAgreed }) => isAgreed),
  }),
);
const theme = (claim: string) => of(lena, (scope, study) => beginTheme(scope, study, { claim, summary: '', plain: '', counterSearch: '' }));
const [byCode, byPassage, readBack, apart] = [
  await theme('By code'),
  await theme('By passage'),
  await theme('Read back'),
  await theme('Apart'),
];
await of(lena, (scope, study) => linkTheme(scope, study, { themeId: byCode, noun: 'code', id: presence }));
await of(lena, (scope, study) => linkTheme(scope, study, { themeId: apart, noun: 'code', id: silence }));
await of(mo, (scope, study) => addPassage(scope, study, { themeId: byPassage, kind: 'quote', note: '', ...place('Willow') }));
const token = await of(ada, (scope, study) => askReader(scope, study, { themeId: readBack, participantId: participantOf.Willow! }));
await as(visitor, (scope) => sayOfTheme(scope, { token, answer: 'yes', words: '' }));
await of(lena, (scope, study) =>
  writeNote(scope, study, {
    kind: 'meeting',
    heldOn: '2026-02-01',
    who: '',
    text: 'Willow led us there.',
    decided: '',
    about: [],
    minutes: null,
  }),
);
async function take(file: 'quotes' | 'codebook' | 'audit trail', pointedOut: readonly string[] = []) {
  const asked = { file, text: undefined, zone: 'UTC', pointedOut: [...pointedOut], leftOut: [] };
  const { record } = await of(lena, (scope, study) => preparedFile(scope, study, asked));
  await of(lena, (scope, study) => recordExport(scope, study, { ...record, format: 'docx', hash: 'c'.repeat(64) }));
}
for (const file of ['quotes', 'codebook', 'audit trail'] as const) await take(file);
for (const id of [byCode, apart])
  await of(mo, (scope, study) => recordText(scope, study, { kind: 'themes', format: 'csv', text: id, themes: [id] }));
const participantId = participantOf.Willow!;
await of(sam, (scope, study) => withdrawParticipant(scope, study, { participantId, withdrawnOn: '2026-03-02' }));
const changes = () => of(lena, (scope, study) => withdrawalChanges(scope, study, participantId));

test('a withdrawal lists the codings on their words, by code, and none on the words of others', async () => {
  const { codings, turns } = await changes();
  assert.equal(turns, 1);
  // two coders, and what their consensus took of both
  assert.deepEqual(codings, [{ codeId: presence, name: 'Presence', before: 3, shared: 0, today: 3 }]);
});

test('the themes that rest on their words, by a passage or by a code, and those that they read back', async () => {
  const { themes } = await changes();
  assert.deepEqual(
    themes.map(({ claim, passages, codings, isReadBack }) => [claim, passages, codings, isReadBack]),
    [
      ['By code', 0, 3, false],
      ['By passage', 1, 0, false],
      ['Read back', 0, 0, true],
    ],
  );
});

test('the figures that count their words: those of their sessions, and agreement that was kept', async () => {
  const { sessions, agreements } = await changes();
  assert.deepEqual(
    [sessions, agreements].map((each) => each.map(({ title }) => title)),
    [['Group 1'], ['Round 1']],
  );
});

test('the files that left with their words, with their pseudonym in free writing, or with a theme that rested on them; and no other', async () => {
  const { files } = await changes();
  assert.deepEqual(
    files.map(({ kind, hasWords, isAfter }) => [kind, hasWords, isAfter]),
    [
      ['quotes', true, false],
      ['audit trail', true, false],
      ['themes', false, false],
    ],
  );
});

test('a file that names them although its reader was told is listed, too, when it left after the withdrawal', async () => {
  await assert.rejects(take('audit trail'), { kind: 'conflict' });
  const { id } = await of(lena, ({ tx }, study) =>
    tx.selectFrom('studyNote').select('id').where('studyId', '=', study.id).executeTakeFirstOrThrow(),
  );
  await take('audit trail', [`note:${id}`]);
  const last = (await changes()).files.at(-1);
  assert.deepEqual([last?.kind, last?.hasWords, last?.isAfter], ['audit trail', true, true]);
});
