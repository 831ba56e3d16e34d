import { answerPassage, markWords } from '../app/modules/focus-groups/deidentification/commands.server.ts';
import { beginFinding, keepFound } from '../app/modules/focus-groups/deidentification/finding-commands.server.ts';
import { foundPassages } from '../app/modules/focus-groups/deidentification/found-passages.server.ts';
import { newestOriginal, passagesOf } from '../app/modules/focus-groups/deidentification/queries.server.ts';
import { addToRoster } from '../app/modules/focus-groups/deidentification/roster-commands.server.ts';
import { makeText, signText } from '../app/modules/focus-groups/deidentification/text-commands.server.ts';
import { participants, sessions } from '../app/modules/focus-groups/study/people-queries.server.ts';
import { studySites } from '../app/modules/focus-groups/study/site-queries.server.ts';
import { bringTranscript, linkSpeakers } from '../app/modules/focus-groups/transcripts/commands.server.ts';
import { firstVersion } from '../app/modules/focus-groups/transcripts/original-version.ts';
import { readTranscript } from '../app/modules/focus-groups/transcripts/transcript-file.server.ts';
import type { AsWorker } from './voices.ts';
import { type SampleSession, sampleSessions } from './voices-people.ts';

/** Whom and what the invented groups speak of beside themselves, with what stands for them, by site. */
const roster: ReadonlyArray<readonly [site: string, kind: 'person' | 'place', names: readonly string[], stands: string]> = [
  ['ashby', 'place', ['Larkmoor General', 'Larkmoor'], '[the main hospital]'],
  ['ashby', 'place', ['Tillingford'], '[another hospital]'],
  ['ashby', 'place', ['Quenby House'], '[a hospice]'],
  ['ashby', 'person', ['Ostrander'], '[an attending]'],
  ['brookfield', 'place', ['Harrowmere'], '[a hospital]'],
  ['brookfield', 'person', ['Pemberly'], '[the attending]'],
  ['brookfield', 'person', ['Halloran'], '[a patient]'],
  ['brookfield', 'person', ['Dunleavy'], '[a social worker]'],
  ['calder', 'place', ['Winnow Valley'], '[a small clinic]'],
  ['calder', 'place', ['Hartsmere General', 'Hartsmere'], '[the main hospital]'],
  ['calder', 'person', ['Aldous'], '[a country doctor]'],
  ['calder', 'person', ['Valcourt'], '[an intensivist]'],
];
/** What only somebody who read the whole text would see. */
const read: Readonly<Record<string, ReadonlyArray<readonly [words: string, stands: string]>>> = {
  'Ashby, fourth year': [['It was after the woman with the twins', 'It was after [a patient of that month]']],
  'Calder, second and third year': [['a funeral director’s son', '[somebody whose family had such a trade]']],
};
/** What is found there and tells nobody who somebody is: shapes and proposals are no proofs. */
const harmless = new Set([
  ...[
    'beds',
    'wards',
    'rooms',
    'dnr',
    'sir',
    'lesson',
    'mark',
    'first person',
    'the only time that month i',
    'the only patient who has ever',
  ],
  ...['the only teaching of that kind', 'when i was, it was the emergency department, a mother from the same pl'],
]);
/** The group whose passages wait for a visitor. */
const waiting = 'Calder, final year';

/** Brings the six files in, and makes of five of them what the team reads: one of the staff answers every passage, the other reads and signs. */
export async function bringSample(asWorker: AsWorker): Promise<void> {
  await asWorker('Yuki Larsen', async (scope, study) => {
    const sites = await studySites(scope, study);
    for (const [site, kind, names, pseudonym] of roster) {
      const { id: siteId } = sites.find(({ name }) => name.toLowerCase().startsWith(site))!;
      await addToRoster(scope, study, { siteId, kind, names: [...names], pseudonym });
    }
  });
  for (const session of sampleSessions) {
    const transcriptId = await bring(asWorker, session);
    const { version, original, roster: names } = await asWorker('Piotr Hale', (scope, study) => beginFinding(scope, study, transcriptId));
    const found = await foundPassages(original, names);
    await asWorker('Piotr Hale', (scope, study) => keepFound(scope, study, { transcriptId, version, found }));
    if (session.title !== waiting) await answerAndSign(asWorker, { transcriptId, title: session.title });
  }
}

async function bring(asWorker: AsWorker, { file, title, people, moderator }: SampleSession): Promise<string> {
  const reading = await readTranscript(`demo/voices/${file}`);
  if (reading.isRejected) throw new Error(`${file} is not read as a transcript: ${reading.messages[0]?.found}`);
  return asWorker('Piotr Hale', async (scope, study) => {
    const { id: sessionId } = (await sessions(scope, study)).find((session) => session.title === title)!;
    const first = firstVersion(reading);
    const transcriptId = await bringTranscript(scope, study, { sessionId, title, fileName: file, source: reading.source, first });
    const known = new Map((await participants(scope, study)).map(({ pseudonym, id }) => [pseudonym, id]));
    const speakers = people.map(([label, pseudonym]) => ({ label, kind: 'participant' as const, participantId: known.get(pseudonym)! }));
    await linkSpeakers(scope, study, {
      ...{ transcriptId, seen: 1 },
      speakers: [{ label: moderator, kind: 'moderator', participantId: null }, ...speakers],
    });
    return transcriptId;
  });
}

async function answerAndSign(asWorker: AsWorker, { transcriptId, title }: { transcriptId: string; title: string }): Promise<void> {
  const textId = await asWorker('Piotr Hale', async (scope, study) => {
    const { text } = (await newestOriginal(scope, study, transcriptId))!;
    const answered = new Set<string>();
    for (const { id, begins, ends, suggestion } of await passagesOf(scope, study, transcriptId)) {
      const words = text.slice(begins, ends);
      if (answered.has(words.toLowerCase())) continue;
      const act = harmless.has(words.toLowerCase()) ? 'keep' : 'replace';
      await answerPassage(scope, study, { transcriptId, said: { passageId: id, act, replacement: suggestion, same: 'yes' } });
      answered.add(words.toLowerCase());
    }
    for (const [words, replacement] of read[title] ?? []) await markWords(scope, study, { transcriptId, said: { words, replacement } });
    return makeText(scope, study, transcriptId);
  });
  await asWorker('Yuki Larsen', (scope, study) =>
    signText(scope, study, {
      ...{ transcriptId, textId },
      residualRisk:
        'Whoever was in the group knows who said what. Somebody of the same year may recognise a story by its ward. (Invented.)',
    }),
  );
}
