import { addCode, keepCode } from '../app/modules/focus-groups/coding/codebook-commands.server.ts';
import { codePassage } from '../app/modules/focus-groups/coding/coding-commands.server.ts';
import { codes } from '../app/modules/focus-groups/coding/queries.server.ts';
import { beginRound, closeRound, openRound, sayDone } from '../app/modules/focus-groups/coding/round-commands.server.ts';
import { askedTurns } from '../app/modules/focus-groups/coding/round-queries.server.ts';
import { signedTexts, textToCode } from '../app/modules/focus-groups/coding/text-queries.server.ts';
import type { AsWorker } from './voices.ts';
import { settleSample } from './voices-agreement.ts';
import { sampleCodes } from './voices-codebook.ts';

/** Who codes, and how often (of twenty) each passes over a passage, takes the whole turn, or takes the code that stands beside. */
const coders = [
  { name: 'Della Roth', misses: 2, widens: 2, confuses: 0 },
  { name: 'Omar Finley', misses: 3, widens: 1, confuses: 1 },
  { name: 'Hana Imai', misses: 4, widens: 5, confuses: 2 },
] as const;
type Coder = (typeof coders)[number];
/** Who codes which group openly, once the blind round is opened. */
const openly: Readonly<Record<string, Coder['name']>> = {
  'Ashby, fourth year': 'Della Roth',
  'Ashby, third year': 'Della Roth',
  'Brookfield, clerkships': 'Omar Finley',
  'Brookfield, final year': 'Omar Finley',
  'Calder, second and third year': 'Hana Imai',
};

/** Codes that came up in a later group, when somebody of the team first saw the need of them, and the groups before it. */
const notYet: Readonly<Record<string, readonly string[]>> = {
  'Ashby, fourth year': ['A matter of luck', 'A model to avoid', 'Sounding scripted', 'Time'],
  'Ashby, third year': ['Time'],
};

/** Makes the codebook, lets three coders code the same drawn turns blind, opens, closes and begins to settle that round, and codes every group openly. */
export async function codeSample(asWorker: AsWorker): Promise<void> {
  await asWorker('Della Roth', async (scope, study) => {
    const ids = new Map<string, string>();
    for (const { name, under, definition, include, exclude } of sampleCodes) {
      const parentId = under === null ? null : ids.get(under)!;
      ids.set(name, await addCode(scope, study, { name, parentId, definition, include, exclude, example: '', colour: 0 }));
    }
  });
  const blind = { title: 'First round, blind', kind: 'blind', amount: { percent: 25 }, seed: 'sample' } as const;
  const first = await asWorker('Amara Voss', (scope, study) => beginRound(scope, study, blind));
  for (const coder of coders) await code(asWorker, { coder, roundId: first, titles: Object.keys(openly) });
  await asWorker('Amara Voss', async (scope, study) => {
    await openRound(scope, study, first);
    await closeRound(scope, study, first);
  });
  await settleSample(asWorker, first);
  await asWorker('Amara Voss', describeAnew);
  const second = await asWorker('Amara Voss', (scope, study) => beginRound(scope, study, { title: 'Second round, open', kind: 'open' }));
  for (const coder of coders) {
    const titles = Object.keys(openly).filter((title) => openly[title] === coder.name);
    await code(asWorker, { coder, roundId: second, titles });
  }
}

/** What the meeting after the blind round decided of one definition. */
async function describeAnew(...[scope, study]: Parameters<Parameters<AsWorker>[1]>): Promise<void> {
  const time = (await codes(scope, study)).find(({ name }) => name === 'Time')!;
  const { parentId, name, exclude, example, colour } = time;
  await keepCode(scope, study, {
    ...{ codeId: time.id, seen: time.changedAt },
    said: {
      ...{ parentId, name, exclude, example, colour },
      definition: 'Time that is lacking, given or counted, as the speaker names it.',
      include: 'Minutes that are named; no time; time that somebody is allowed to spend.',
    },
  });
}

type Work = { readonly coder: Coder; readonly roundId: string; readonly titles: readonly string[] };

/** Codes the turns that a round asks for, all of them where it asks for none, and says that it is done. */
async function code(asWorker: AsWorker, { coder, roundId, titles }: Work): Promise<void> {
  await asWorker(coder.name, async (scope, study) => {
    const ids = new Map((await codes(scope, study)).map(({ name, id }) => [name, id]));
    const asked = new Set((await askedTurns(scope, study, roundId)).map(({ textId, position }) => `${textId} ${position}`));
    for (const { id: textId, title } of await signedTexts(scope, study)) {
      if (!titles.includes(title)) continue;
      const { turns } = await textToCode(scope, study, textId);
      const own = turns.filter(({ position }) => asked.size === 0 || asked.has(`${textId} ${position}`));
      for (const { name, begins, ends, memo } of marked(own, coder).filter((each) => !notYet[title]?.includes(each.name)))
        await codePassage(scope, study, { roundId, textId, codeId: ids.get(name)!, begins, ends, memo });
    }
    await sayDone(scope, study, { roundId, isDone: true });
  });
}

type Turn = { readonly position: number; readonly kind: string; readonly begins: number; readonly ends: number; readonly text: string };

/** What a coder marks: the sentences around the words of a code, always alike from run to run, and each coder a little differently. */
function marked(turns: readonly Turn[], { name: coder, misses, widens, confuses }: Coder) {
  return turns.flatMap(({ position, kind, begins, ends, text }) =>
    kind === 'moderator'
      ? []
      : sampleCodes.flatMap(({ name, cue, under }, at) => {
          const found = cue?.exec(text);
          const draw = drawn(`${coder} ${position} ${name}`);
          if (!found || draw < misses) return [];
          const beside = sampleCodes[at + 1]?.under === under ? sampleCodes[at + 1]! : sampleCodes[at - 1]!;
          const given = draw >= 20 - confuses ? beside.name : name;
          const memo = draw === 7 ? 'Look at this one again together: it could be two codes.' : '';
          const isWide = text.length < 160 || draw < misses + widens;
          const span = isWide ? { start: 0, end: text.length } : sentencesAround(text, found.index, found[0].length);
          return [{ name: given, begins: begins + span.start, ends: Math.min(ends, begins + span.end), memo }];
        }),
  );
}

/** From the beginning of the sentence with these words to the end of the one after it. */
function sentencesAround(text: string, at: number, length: number): { start: number; end: number } {
  const start = Math.max(0, ...['. ', '? ', '! '].map((mark) => text.lastIndexOf(mark, at) + 2).filter((each) => each >= 2));
  const marks = [...text.slice(at + length).matchAll(/[.?!](?=\s|$)/gu)];
  const last = marks[1] ?? marks[0];
  return { start, end: last ? at + length + last.index + 1 : text.length };
}

/** A number from 0 to 19 that goes with these words, always the same one. */
function drawn(words: string): number {
  let sum = 7;
  for (const letter of words) sum = (sum * 31 + letter.codePointAt(0)!) % 1_000_003;
  return sum % 20;
}
