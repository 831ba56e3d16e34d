import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import { sql } from 'kysely';
import { actingFor, type Member } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { person, school } from '../../../../tests/people.ts';
import { heardGroup, signedText } from '../../../../tests/studies.ts';
import { addCode } from '../coding/codebook-commands.server.ts';
import { codePassage } from '../coding/coding-commands.server.ts';
import { writeMemo } from '../coding/memo-commands.server.ts';
import { memosToFile } from '../coding/memo-queries.server.ts';
import { beginRound } from '../coding/round-commands.server.ts';
import { foundToFile } from '../coding/search-queries.server.ts';
import { takeProjectOut } from '../exchange/export-commands.server.ts';
import { beginStudy, giveStudyRole, writeProtocol } from '../study/commands.server.ts';
import { recordExport } from '../study/export-commands.server.ts';
import { leftOutWords } from '../study/free-writing.ts';
import { writeNote } from '../study/notebook-commands.server.ts';
import { notesToFile } from '../study/notebook-queries.server.ts';
import { noteConsent, withdrawParticipant, writeLetter } from '../study/participant-commands.server.ts';
import { type Study, studyNamed } from '../study/queries.server.ts';
import { writingOf } from '../study/writing-queries.server.ts';
import { beginTheme, keepTheme, linkTheme, shareTheme } from '../themes/commands.server.ts';
import { addPassage } from '../themes/passage-commands.server.ts';
import { themeOf, themesWithGrounds } from '../themes/queries.server.ts';
import { askReader, sayOfTheme } from '../themes/reading-commands.server.ts';
import { sharedThemes } from '../themes/share-queries.server.ts';
import { passageLines, themeDocument } from '../themes/theme-document.ts';
import { auditTrail } from './audit-queries.server.ts';
import { fileBytes } from './document-file.server.ts';
import { preparedFile } from './queries.server.ts';
import type { FileName } from './schema.ts';

const [ashby, birch, cedar] = [await school('ashby'), await school('birch'), await school('cedar')];
const lena = await person('Lena', ['faculty'], ashby);
const dana = await person('Dana', ['lead'], cedar);
const [mo, ada, sam] = [await person('Mo', ['auditor']), await person('Ada', ['steering-member']), await person('Sam', ['auditor'])];
const acting = (member: Member) => actingFor(member, null);
const competency = '01900000-0000-7000-8000-000000000222';
/** Who speaks where, what they say, and what they agree to beside taking part. */
const spoken = {
  Elm: ['birch', 'Elm stayed in the room.', ['quote', 'cross-school analysis', 'contact again']],
  Oak: ['birch', 'Oak held the chart.', ['cross-school analysis']],
  Yew: ['birch', 'Yew sat down first.', ['quote', 'cross-school analysis']],
  Pine: ['birch', 'Pine heard the silence.', ['quote', 'contact again']],
  Lone: ['ashby', 'Lone waited outside.', ['quote', 'cross-school analysis']],
} as const;
type Pseudonym = keyof typeof spoken;
const items = ['take part', 'quote', 'cross-school analysis', 'contact again'] as const;

const slug = await as(actingFor(lena, 'ashby'), (scope) =>
  beginStudy(scope, { title: 'Beyond', approach: 'immersion', question: 'What helps?' }),
);
const of = <T>(member: Member, work: (scope: Scope, study: Study) => Promise<T>) =>
  as(acting(member), async (scope) => work(scope, await studyNamed(scope, slug)));
const protocol = { approach: 'thematic' as const, question: 'What helps?', design: '', guide: '', reason: 'Coders joined' };
await of(lena, (scope, study) => writeProtocol(scope, study, { seen: 1, said: protocol }));
for (const [{ mail }, role] of [
  [mo, 'coder'],
  [ada, 'staff'],
  [sam, 'staff'],
] as const)
  await of(lena, (scope, study) => giveStudyRole(scope, study, { mail, role, siteId: null }));
const { id: studyId } = await of(lena, async (_, study) => study);
const placeOf = new Map<string, { textId: string; begins: number; ends: number; participantId: string; siteId: string }>();
for (const at of [birch, ashby]) {
  const own = (Object.entries(spoken) as [Pseudonym, (typeof spoken)[Pseudonym]][]).filter(([, [where]]) => where === at.slug);
  const { siteId, sessionId, participantOf } = await heardGroup(studyId, {
    schoolId: at.id,
    pseudonyms: own.map(([name]) => name),
    title: `Group of ${at.slug}`,
  });
  const letterId = await of(lena, (scope, study) =>
    writeLetter(scope, study, { siteId, version: '1', text: 'A letter', items: [...items], onWithdrawal: 'stop' }),
  );
  for (const [name, [, , granted]] of own)
    await of(lena, (scope, study) =>
      noteConsent(scope, study, {
        ...{ participantId: participantOf[name]!, letterId, givenOn: '2026-01-10' },
        granted: ['take part', ...granted],
      }),
    );
  const textId = await signedText([acting(ada), acting(sam)], {
    ...{ studyId, siteId, sessionId, title: `Talk at ${at.slug}` },
    said: own.map(([speaker, [, text]]) => ({ speaker, participantId: participantOf[speaker]!, text })),
  });
  let begins = 0;
  for (const [name, [, text]] of own) {
    placeOf.set(name, { textId, begins, ends: begins + text.length, participantId: participantOf[name]!, siteId });
    begins += text.length + 1;
  }
}
const place = (name: Pseudonym) => {
  const { textId, begins, ends } = placeOf.get(name)!;
  return { textId, begins, ends, note: '' };
};
const claim = 'Students learn to bear silence';
const themeId = await of(lena, (scope, study) => beginTheme(scope, study, { claim, summary: '', plain: '', counterSearch: '' }));
await of(lena, (scope, study) => linkTheme(scope, study, { themeId, noun: 'competency', id: competency }));
for (const [name, kind] of [
  ['Elm', 'quote'],
  ['Pine', 'quote'],
  ['Lone', 'quote'],
  ['Oak', 'support'],
  ['Yew', 'support'],
] as const)
  await of(mo, (scope, study) => addPassage(scope, study, { themeId, kind, ...place(name) }));
await of(lena, (scope, study) => shareTheme(scope, study, { themeId, withQuotes: true, reason: 'To plan teaching' }));
const codeId = await of(lena, (scope, study) =>
  addCode(scope, study, { name: 'Silence', definition: '', include: '', exclude: '', example: '', colour: 0, parentId: null }),
);
const roundId = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Round 1', kind: 'open' }));
for (const name of Object.keys(spoken) as Pseudonym[])
  await of(mo, (scope, study) => codePassage(scope, study, { roundId, codeId, memo: '', ...place(name) }));

const words = (name: Pseudonym) => spoken[name][1];
async function fileOf(member: Member, file: FileName, format: 'csv' | 'docx' | 'html') {
  const { content, record } = await of(member, (scope, study) => preparedFile(scope, study, { file, text: undefined, zone: 'UTC' }));
  const bytes = await fileBytes(content, format);
  const text = format === 'docx' ? strFromU8(unzipSync(bytes)['word/document.xml']!) : bytes.toString('utf8');
  return { text, participants: record.participants ?? [] };
}

test('to members of another school a quote is of somebody who agreed to be read with other schools, from where three or more say it', async () => {
  const shared = await as(actingFor(dana, 'cedar'), (scope) => sharedThemes(scope, competency));
  assert.deepEqual(
    shared.map(({ sites, sessions, quotes }) => [sites, sessions, quotes]),
    [[1, 1, [words('Elm')]]],
  );
  assert.deepEqual(
    await of(lena, async (scope, study) =>
      (await themesWithGrounds(scope, study))[0]!.passages.filter(({ mayShare }) => mayShare).map(({ words: shown }) => shown),
    ),
    [words('Elm')],
    'and the lead is shown which before sharing',
  );
});

test('with her rights a lead of another school reads nothing of it in the database but that', async () => {
  for (const table of [
    ...(['crossing_turn', 'printable_turn', 'quotable_turn', 'theme_words', 'theme_words_to_share', 'theme_heard'] as const),
    ...(['theme_evidence', 'site_to_name', 'signed_sites', 'printable_reading', 'theme_passage', 'study_event'] as const),
  ])
    for (const who of [actingFor(dana, 'cedar'), acting(dana)]) {
      const { rows } = await as(who, ({ tx }) => sql`select * from ${sql.table(table)}`.execute(tx));
      assert.deepEqual(rows, [], table);
    }
  const { rows } = await as(actingFor(dana, 'cedar'), ({ tx }) => sql`select * from shared_themes()`.execute(tx));
  const all = JSON.stringify(rows);
  for (const name of Object.keys(spoken) as Pseudonym[]) {
    assert.equal(all.includes(words(name)), name === 'Elm', name);
    assert.ok(!all.includes(`"${name}"`), name);
  }
});

test('a file of several schools prints who agreed to stand beside other schools, and names no site or session of fewer than three', async () => {
  for (const [file, format] of [
    ['quotes', 'csv'],
    ['quotes', 'docx'],
    ['codings', 'csv'],
  ] as const) {
    const { text, participants } = await fileOf(mo, file, format);
    for (const name of ['Elm', 'Yew', 'Lone'] as const) assert.ok(text.includes(words(name)), `${file} ${format} ${name}`);
    for (const name of ['Oak', 'Pine'] as const) assert.ok(!text.includes(words(name)), `${file} ${format} ${name}`);
    if (file === 'quotes') {
      assert.ok(text.includes(birch.name) && !text.includes(ashby.name), format);
      assert.ok(!participants.includes(placeOf.get('Pine')!.participantId));
    } else assert.ok(text.includes('Talk at birch') && !text.includes('Talk at ashby'));
  }
  const theme = await of(mo, async (scope, study) => (await themesWithGrounds(scope, study))[0]!);
  for (const written of [JSON.stringify(themeDocument(theme)), JSON.stringify(passageLines(theme))]) {
    assert.ok(written.includes(words('Elm')) && written.includes(words('Lone')));
    assert.ok(!written.includes(words('Pine')) && !written.includes(ashby.name));
  }
  const { bytes } = await of(mo, takeProjectOut);
  const project = Object.values(unzipSync(bytes))
    .map((part) => strFromU8(part))
    .join('\n');
  assert.ok(project.includes(words('Elm')) && !project.includes(words('Pine')) && !project.includes(words('Oak')));
});

test('what search finds is read by the team; as a file it holds what may be printed, and says whose words these are', async () => {
  const { rows, participants } = await of(mo, (scope, study) => foundToFile(scope, study, 'the'));
  const all = JSON.stringify(rows);
  assert.ok(all.includes(' room.'));
  assert.ok(!all.includes('chart') && !all.includes('silence'));
  assert.equal(rows.filter(({ words: found }) => found === 'not to be printed').length, 2);
  assert.ok(participants.includes(placeOf.get('Elm')!.participantId));
  const alone = (await of(mo, (scope, study) => foundToFile(scope, study, 'waited outside'))).rows;
  assert.deepEqual(
    [...rows, ...alone].filter(({ where, of: who }) => where === 'turn' && (who === 'Elm' || who === 'Lone')).map(({ title }) => title),
    ['Talk at birch', ''],
    'and no place where fewer than three are heard',
  );
});

test('the audit trail says how each theme came to be, and prints of participants what may be printed', async () => {
  await of(lena, async (scope, study) => {
    const { changedAt } = await themeOf(scope, study, themeId);
    const said = { claim: 'Silence is learnt by watching', summary: '', plain: '', counterSearch: 'In all sessions' };
    await keepTheme(scope, study, { themeId, seen: changedAt, said });
  });
  for (const [name, says] of [
    ['Elm', 'Only with time.'],
    ['Pine', 'Nobody watched me.'],
  ] as const) {
    const token = await of(ada, (scope, study) => askReader(scope, study, { themeId, participantId: placeOf.get(name)!.participantId }));
    await as(acting(dana), (scope) => sayOfTheme(scope, { token, answer: 'partly', words: says }));
  }
  const { text, participants } = await fileOf(lena, 'audit trail', 'html');
  for (const said of [claim, 'Silence is learnt by watching', 'In all sessions', 'To plan teaching', 'Only with time.', words('Elm')])
    assert.ok(text.includes(said), said);
  assert.match(text, /5 participants in 2 sessions at 2 sites/);
  assert.match(text, /It fits in part/);
  for (const never of ['Nobody watched me.', words('Pine'), words('Oak')]) assert.ok(!text.includes(never), never);
  assert.ok(participants.includes(placeOf.get('Elm')!.participantId));
  assert.ok(!participants.includes(placeOf.get('Pine')!.participantId));
});

test('a coder takes no audit trail out: not by a page, not in the database', async () => {
  await assert.rejects(fileOf(mo, 'audit trail', 'html'), { kind: 'forbidden' });
  await assert.rejects(
    of(mo, (scope, study) => recordExport(scope, study, { kind: 'audit trail', format: 'html', hash: 'a'.repeat(64) })),
    /row-level security/,
  );
  for (const member of [lena, ada]) await fileOf(member, 'audit trail', 'html');
});

test('free writing that names somebody of whom nothing may be printed is pointed out first, and left out where its reader says so', async () => {
  const note = { kind: 'meeting' as const, heldOn: '2026-02-01', who: '', decided: '', about: [], minutes: null };
  const [first, second] = ['Yew said that nobody asked.', 'We met in the small room.'];
  for (const text of [first, second]) await of(lena, (scope, study) => writeNote(scope, study, { ...note, text }));
  await fileOf(lena, 'audit trail', 'html');
  const { participantId } = placeOf.get('Yew')!;
  await of(lena, (scope, study) => withdrawParticipant(scope, study, { participantId, withdrawnOn: '2026-03-01' }));
  await assert.rejects(fileOf(lena, 'audit trail', 'html'), { kind: 'conflict', message: /names somebody/ });
  const mentions = await of(lena, async (scope, study) =>
    (await writingOf(scope, study)).mentions((await auditTrail(scope, study, { zone: 'UTC', leftOut: new Set() })).texts),
  );
  assert.deepEqual(
    mentions.map(({ of: named, around }) => [named.map(({ pseudonym, why }) => `${pseudonym} ${why}`), around]),
    [[['Yew withdrew'], first]],
  );
  const pointedOut = mentions.map(({ key }) => key);
  const taken = async (leftOut: readonly string[]) => {
    const asked = { file: 'audit trail' as const, text: undefined, zone: 'UTC', pointedOut, leftOut: [...leftOut] };
    const { content, record } = await of(lena, (scope, study) => preparedFile(scope, study, asked));
    return { text: (await fileBytes(content, 'html')).toString('utf8'), record };
  };
  const without = await taken(pointedOut);
  assert.ok(!without.text.includes(first) && without.text.includes(second));
  assert.match(without.text, /Left out when this file was made/);
  assert.ok(!without.record.participants?.includes(participantId));
  assert.deepEqual(
    await of(lena, async (scope, study) => (await notesToFile(scope, study)).rows.map(({ text }) => text).toSorted()),
    [second, leftOutWords].toSorted(),
    'and in the notebook as a file, where nobody is asked',
  );
  const whole = await taken([]);
  assert.ok(whole.text.includes(first));
  assert.ok(whole.record.participants?.includes(participantId), 'so that what left with their name is known');
});

test('a note leaves without the name of a code that names somebody of whom nothing may be printed', async () => {
  const named = {
    name: 'What Oak said',
    definition: `${'A long way of saying it, '.repeat(9)}far behind`,
    include: '',
    exclude: '',
    example: '',
    colour: 0,
    parentId: null,
  };
  const about = await of(lena, (scope, study) => addCode(scope, study, named));
  const note = { kind: 'memo' as const, heldOn: '2026-02-02', who: '', text: 'It stays with me.', decided: '', minutes: null };
  await of(lena, (scope, study) => writeNote(scope, study, { ...note, about: [{ kind: 'code', id: about }] }));
  await of(lena, (scope, study) => writeMemo(scope, study, { about: 'code', codeId: about, words: 'Look again.' }));
  await of(lena, (scope, study) => linkTheme(scope, study, { themeId, noun: 'code', id: about }));
  const labels = await of(lena, async (scope, study) =>
    (await notesToFile(scope, study)).rows.filter(({ text }) => text === note.text).flatMap((row) => row.about.map(({ label }) => label)),
  );
  assert.deepEqual(labels, [leftOutWords]);
  const { rows } = await of(lena, (scope, study) => foundToFile(scope, study, 'far behind'));
  assert.deepEqual(
    rows.map((row) => [row.of, row.words]),
    [[leftOutWords, 'far behind']],
    'nor does what is found in such a code',
  );
  const codeChanges = await of(lena, (scope, study) => auditTrail(scope, study, { zone: 'UTC', leftOut: new Set() }));
  const pointedOut = await of(lena, async (scope, study) => (await writingOf(scope, study)).mentions(codeChanges.texts));
  assert.ok(
    pointedOut.some(({ key }) => key === `code:${about}`),
    'and the audit trail points it out',
  );
  const leftOut = new Set(pointedOut.map(({ key }) => key));
  const { document } = await of(lena, (scope, study) => auditTrail(scope, study, { zone: 'UTC', leftOut }));
  assert.doesNotMatch(JSON.stringify(document), /What Oak said/);
});

test('what is kept of a file with memos of a blind round does not tell whom its coder noted something about', async () => {
  const reliability = { ...protocol, approach: 'reliability' as const, reason: 'Two code apart' };
  await of(lena, (scope, study) => writeProtocol(scope, study, { seen: 2, said: reliability }));
  const blind = await of(lena, (scope, study) => beginRound(scope, study, { title: 'Apart', kind: 'blind' }));
  const { textId } = placeOf.get('Elm')!;
  const note = { about: 'turn' as const, textId, position: 0, roundId: blind, words: 'Elm surprises me.' };
  await of(mo, (scope, study) => writeMemo(scope, study, note));
  const everybody = [...placeOf.values()].map(({ participantId }) => participantId).sort();
  for (const taken of [await of(mo, memosToFile), await of(mo, (scope, study) => foundToFile(scope, study, 'surprises'))])
    assert.deepEqual(taken.participants.toSorted(), everybody);
});
