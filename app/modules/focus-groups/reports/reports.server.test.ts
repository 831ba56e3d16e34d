import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { beginRound, openRound } from '../coding/round-commands.server.ts';
import { removeTurns } from '../deidentification/removal-commands.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { recordExport } from '../study/export-commands.server.ts';
import { noteConsent, withdrawParticipant, writeLetter } from '../study/participant-commands.server.ts';
import { trail } from '../study/people-queries.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { isGap } from './checklist.ts';
import { keepAnswers } from './commands.server.ts';
import { fileBytes } from './document-file.server.ts';
import { studyFacts } from './facts-queries.server.ts';
import { counted } from './heard-queries.server.ts';
import { methodsParagraph } from './methods.ts';
import { exportsOf, preparedFile, studyChecklist } from './queries.server.ts';
import { quotes } from './quote-queries.server.ts';
import type { FileFormat, FileName } from './schema.ts';
import { reportTable } from './table-queries.server.ts';
import { withdrawalChanges } from './withdrawal-queries.server.ts';

const ashby = await school('ashby');
const lena = await person('Lena', ['faculty'], ashby);
const mo = await person('Mo', ['auditor']);
const ada = await person('Ada', ['steering-member']);
const rea = await person('Rea', ['auditor']);
const sam = await person('Sam', ['auditor']);
const dean = await person('Dean', ['lead'], ashby);
const acting = (member: Member) => actingFor(member, null);
const asked = { base: 4, run: 2, threshold: 5, seed: 1 };
const alone = { definition: '', include: '', exclude: '', example: '', colour: 0, parentId: null };
const [willowSays, rowanSays, ivySays] = ['She asked me to stay.', 'I held her hand.', 'Nobody told us how.'];

/** A study of three who spoke: Willow and Rowan allow to be quoted, Ivy does not; two coders in a blind round. */
async function heardStudy(title: string, promise: 'stop' | 'remove' | 'keep analysed' = 'remove') {
  const slug = await as(actingFor(lena, 'ashby'), (scope) => beginStudy(scope, { title, approach: 'immersion', question: 'What helps?' }));
  const first = await as(acting(lena), (scope) => studyNamed(scope, slug));
  const said = { approach: 'reliability' as const, question: 'What helps?', design: 'Groups', guide: 'Ask', reason: 'Coders joined' };
  await as(acting(lena), (scope) => writeProtocol(scope, first, { seen: 1, said }));
  const roles = [
    [mo, 'coder'],
    [ada, 'coder'],
    [rea, 'reader'],
    [ada, 'staff'],
    [sam, 'staff'],
  ] as const;
  for (const [{ mail }, role] of roles) await as(acting(lena), (scope) => giveStudyRole(scope, first, { mail, role, siteId: null }));
  const { siteId, sessionId, participantOf } = await heardGroup(first.id, {
    schoolId: ashby.id,
    pseudonyms: ['Willow', 'Rowan', 'Ivy'],
  });
  const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
    as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
  const letterId = await of(lena, (scope, study) =>
    writeLetter(scope, study, { siteId, version: '1', text: 'A letter', items: ['take part', 'quote'], onWithdrawal: promise }),
  );
  for (const pseudonym of ['Willow', 'Rowan', 'Ivy'])
    await of(lena, (scope, study) =>
      noteConsent(scope, study, {
        ...{ participantId: participantOf[pseudonym]!, letterId, givenOn: '2026-01-10' },
        granted: pseudonym === 'Ivy' ? ['take part'] : ['take part', 'quote'],
      }),
    );
  const speakers = [
    ['Willow', willowSays],
    ['Rowan', rowanSays],
    ['Ivy', ivySays],
  ] as const;
  const textId = await signedText([acting(ada), acting(sam)], {
    ...{ studyId: first.id, siteId, sessionId, title },
    said: speakers.map(([speaker, text]) => ({ speaker, participantId: participantOf[speaker]!, text })),
  });
  const codeId = await of(lena, (scope, study) => addCode(scope, study, { ...alone, name: 'Presence' }));
  const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'blind' }));
  const code = (member: Member, begins: number, ends: number) =>
    of(member, (scope, study) => codePassage(scope, study, { roundId, textId, codeId, begins, ends, memo: '' }));
  return { of, code, textId, roundId, codeId, participantOf };
}

async function textOf(
  of: Awaited<ReturnType<typeof heardStudy>>['of'],
  member: Member,
  asks: { file: FileName; format: FileFormat; text?: string },
) {
  const { content, record } = await of(member, (scope, study) => preparedFile(scope, study, { text: undefined, zone: 'UTC', ...asks }));
  return { text: (await fileBytes(content, asks.format)).toString('utf8'), record };
}

const rowanFrom = willowSays.length + 1;
const ivyFrom = rowanFrom + rowanSays.length + 1;

test('a quote is of somebody who may be quoted: not in a list, a file of codings or a highlighted transcript', async () => {
  const { of, code, textId, roundId, participantOf } = await heardStudy('Quoted');
  await code(mo, 0, willowSays.length);
  await code(mo, rowanFrom, ivyFrom + ivySays.length);
  await code(ada, ivyFrom, ivyFrom + ivySays.length);
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  const all = await of(rea, (scope, study) => quotes(scope, study));
  assert.deepEqual(
    all.map(({ text, speaker }) => [text, speaker]),
    [[willowSays, 'Willow']],
  );
  for (const asks of [
    { file: 'quotes', format: 'csv' },
    { file: 'codings', format: 'csv' },
    { file: 'highlighted transcript', format: 'html', text: textId },
  ] as const) {
    const { text, record } = await textOf(of, mo, asks);
    assert.ok(text.includes(willowSays), asks.file);
    assert.ok(!text.includes(ivySays), asks.file);
    if (asks.file !== 'codings') assert.ok(!record.participants?.includes(participantOf.Ivy!), asks.file);
  }
  const { text: html } = await textOf(of, mo, { file: 'highlighted transcript', format: 'html', text: textId });
  assert.ok(!/<script|href=|src=/.test(html));
});

test('a blind round is in no figure, and in no file but its coder’s; what is kept of that file tells nobody what was coded', async () => {
  const { of, code, participantOf } = await heardStudy('Blind');
  await code(mo, 0, willowSays.length);
  for (const member of [lena, ada, rea, mo]) {
    const { codings } = await of(member, (scope, study) => counted(scope, study));
    assert.deepEqual(codings, [], member.name);
    const table = await of(member, (scope, study) => reportTable(scope, study, { name: 'codes', asked }));
    assert.deepEqual(table.rows, [], member.name);
  }
  const { record, text } = await textOf(of, mo, { file: 'codings', format: 'csv' });
  assert.ok(text.includes('Presence'));
  assert.deepEqual(new Set(record.participants), new Set(Object.values(participantOf)));
  assert.equal((await textOf(of, ada, { file: 'codings', format: 'csv' })).text.includes('Presence'), false);
  await of(mo, (scope, study) => recordExport(scope, study, { ...record, format: 'csv', hash: 'a'.repeat(64) }));
  for (const member of [lena, sam]) {
    const [left] = await of(member, (scope, study) => exportsOf(scope, study));
    assert.equal(left!.participants.length, 3, member.name);
    assert.deepEqual(await of(member, ({ tx }) => tx.selectFrom('studyExportCoding').selectAll().execute()), [], member.name);
  }
  assert.equal((await of(mo, ({ tx }) => tx.selectFrom('studyExportCoding').selectAll().execute())).length, 1);
  const events = await of(lena, (scope, study) => trail(scope, study));
  assert.ok(events.some(({ verb, subject }) => verb === 'export' && subject === 'study_export'));
});

test('a reader takes nothing out, sees no file of others, and for a school’s lead the study does not exist', async () => {
  const { of } = await heardStudy('Rights');
  const file = { kind: 'codebook', format: 'csv', hash: 'b'.repeat(64) } as const;
  await assert.rejects(
    of(rea, (scope, study) => recordExport(scope, study, file)),
    { kind: 'forbidden' },
  );
  await assert.rejects(
    of(rea, (scope, study) =>
      scope.tx
        .insertInto('studyExport')
        .values({ ...file, studyId: study.id, madeBy: rea.personId })
        .execute(),
    ),
    /row-level security/,
  );
  await of(mo, (scope, study) => recordExport(scope, study, file));
  assert.equal((await of(mo, (scope, study) => exportsOf(scope, study))).length, 1);
  assert.equal((await of(ada, (scope, study) => exportsOf(scope, study))).length, 1);
  assert.deepEqual(await of(rea, (scope, study) => exportsOf(scope, study)), []);
  await assert.rejects(
    of(dean, async () => null),
    { kind: 'missing' },
  );
  const rows = await as(actingFor(dean, 'ashby'), async ({ tx }) => [
    ...(await tx.selectFrom('studyExport').selectAll().execute()),
    ...(await tx.selectFrom('checklistAnswer').selectAll().execute()),
    ...(await tx.selectFrom('withdrawal').selectAll().execute()),
  ]);
  assert.deepEqual(rows, []);
});

test('a withdrawal lists what somebody’s words had become, what left before, and after the removal no quote has them', async () => {
  const { of, code, roundId, participantOf } = await heardStudy('Withdrawn');
  await code(mo, 0, willowSays.length);
  await code(mo, 0, rowanFrom + rowanSays.length);
  await code(ada, rowanFrom, rowanFrom + rowanSays.length);
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  const { record } = await textOf(of, mo, { file: 'quotes', format: 'csv' });
  await of(mo, (scope, study) => recordExport(scope, study, { ...record, format: 'csv', hash: 'c'.repeat(64) }));
  const participantId = participantOf.Willow!;
  await assert.rejects(
    of(rea, (scope, study) => withdrawalChanges(scope, study, participantId)),
    { kind: 'missing' },
  );
  await of(sam, (scope, study) => withdrawParticipant(scope, study, { participantId, withdrawnOn: '2026-03-02' }));
  const changes = await of(sam, (scope, study) => withdrawalChanges(scope, study, participantId));
  assert.equal(changes.turns, 1);
  assert.deepEqual(
    changes.codings.map(({ name, before, shared, today }) => ({ name, before, shared, today })),
    [{ name: 'Presence', before: 2, shared: 1, today: 2 }],
  );
  assert.deepEqual(
    changes.files.map(({ kind }) => kind),
    ['quotes'],
  );
  assert.deepEqual((await of(rea, (scope, study) => withdrawalChanges(scope, study, participantId))).files, []);
  await of(sam, (scope, study) => removeTurns(scope, study, participantId));
  for (const member of [lena, mo, rea]) {
    const after = await of(member, (scope, study) => quotes(scope, study));
    assert.ok(!JSON.stringify(after).includes(willowSays), member.name);
  }
  assert.ok(!(await textOf(of, mo, { file: 'quotes', format: 'csv' })).text.includes(willowSays));
});

test('checklists say what the study’s data say, keep what somebody wrote, and name the gaps; two who write at once lose nothing', async () => {
  const { of } = await heardStudy('Checked');
  const items = await of(rea, (scope, study) => studyChecklist(scope, study, 'COREQ'));
  assert.equal(items.length, 32);
  assert.equal((await of(rea, (scope, study) => studyChecklist(scope, study, 'SRQR'))).length, 21);
  assert.match(items[8]!.drawn ?? '', /Coding reliability/);
  assert.ok(isGap(items[1]!));
  const answers = [{ item: '2', words: 'Both hold a PhD.', seen: '' }];
  await assert.rejects(
    of(rea, (scope, study) => keepAnswers(scope, study, { checklist: 'COREQ', answers })),
    { kind: 'forbidden' },
  );
  assert.equal(await of(mo, (scope, study) => keepAnswers(scope, study, { checklist: 'COREQ', answers })), 1);
  await assert.rejects(
    of(ada, (scope, study) => keepAnswers(scope, study, { checklist: 'COREQ', answers: [{ ...answers[0]!, words: 'Other' }] })),
    { kind: 'conflict' },
  );
  const now = await of(rea, (scope, study) => studyChecklist(scope, study, 'COREQ'));
  assert.equal(now[1]!.written, 'Both hold a PhD.');
  const { text } = await textOf(of, mo, { file: 'COREQ', format: 'csv' });
  assert.ok(text.includes('Both hold a PhD.'));
});

test('the methods paragraph speaks in the terms of the approach, and of nothing that is not there', async () => {
  const { of } = await heardStudy('Told');
  const facts = await of(rea, (scope, study) => studyFacts(scope, study));
  assert.match(methodsParagraph(facts), /No figure of agreement has been taken down yet/);
  assert.match(methodsParagraph(facts), /1 transcript \(13 words\) was/);
  const reading = methodsParagraph({ ...facts, approach: 'immersion', readings: 3, meetings: 2 });
  assert.match(reading, /3 noted reading passes/);
  assert.ok(!/coder|agreement|saturation/i.test(reading), reading);
});

test('every file is made in each of its formats, with its hash kept', async () => {
  const { of, code, textId, roundId } = await heardStudy('Made');
  await code(mo, 0, willowSays.length);
  await of(lena, (scope, study) => openRound(scope, study, roundId));
  const { fileFormats } = await import('./schema.ts');
  for (const [file, formats] of Object.entries(fileFormats) as [FileName, readonly FileFormat[]][])
    for (const format of formats) {
      const { content } = await of(lena, (scope, study) => preparedFile(scope, study, { file, text: textId, zone: 'UTC' }));
      assert.ok((await fileBytes(content, format)).length > 50, `${file} ${format}`);
    }
});
