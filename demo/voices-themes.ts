import { currentFramework } from '../app/modules/competencies/queries.server.ts';
import { codes } from '../app/modules/focus-groups/coding/queries.server.ts';
import { signedTexts, textToCode } from '../app/modules/focus-groups/coding/text-queries.server.ts';
import { beginTheme, linkTheme, shareTheme } from '../app/modules/focus-groups/themes/commands.server.ts';
import { addPassage } from '../app/modules/focus-groups/themes/passage-commands.server.ts';
import type { PassageKind } from '../app/modules/focus-groups/themes/schema.ts';
import type { AsWorker } from './voices.ts';

/** A theme in our own words: its claim, the codes and competencies (by code) that it is linked with, and the words that speak for it and against it, by group. */
type SampleTheme = {
  readonly claim: string;
  readonly summary: string;
  readonly plain: string;
  readonly counterSearch: string;
  readonly codes: readonly string[];
  readonly competencies: readonly string[];
  readonly isShared: boolean;
  readonly passages: ReadonlyArray<readonly [kind: PassageKind, group: string, words: string]>;
};
/** The five themes of the invented study. Their claims are made up, as everything in it is. */
export const sampleThemes: readonly SampleTheme[] = [
  {
    claim: 'Whether a student is in the room is settled at the door, by somebody who may not notice having settled it.',
    summary:
      'Students tell first where they stood. Who comes in follows from the team, the site, the size of a room that changes. Being spared is meant kindly and is hard to refuse. (Invented.)',
    plain: 'Whether you were there when families were told things was often decided in passing, and not by you.',
    counterSearch: 'Every coding of “Sent with a task”, and whoever said that they asked to come in.',
    codes: ['Left out or spared', 'A matter of luck', 'Where people stand or sit'],
    competencies: ['3'],
    isShared: false,
    passages: [
      ['quote', 'Ashby, fourth year', 'Nobody had told me to come in and nobody had told me not to, so I stood where I could be either.'],
      ['quote', 'Brookfield, final year', 'you go and get some lunch, we will do the sad stuff.'],
      ['support', 'Calder, second and third year', 'sweetheart, could you wait outside.'],
      [
        'counter',
        'Ashby, third year',
        'I say in the morning, I would like to be in the family meeting, I will sit by the wall, and I would like to tell you afterwards what I saw.',
      ],
    ],
  },
  {
    claim: 'A small task of one’s own does more than a whole conversation that is only watched.',
    summary:
      'One question, the first five minutes, a drawing with somebody’s hand near the rail: what is small, agreed before and watched lets a student go further than they thought. (Invented.)',
    plain: 'A small part that was yours, agreed beforehand, helped more than watching.',
    counterSearch: 'Whoever spoke without a task, and whoever learned by watching alone.',
    codes: ['Sent with a task', 'Silence'],
    competencies: ['1', '3'],
    isShared: true,
    passages: [
      ['quote', 'Ashby, fourth year', 'One sentence I can carry. If she had said, lead the family meeting, I would have dropped it.'],
      ['quote', 'Ashby, third year', 'If you know that there is a net you climb higher, that is all.'],
      ['quote', 'Brookfield, clerkships', 'When I know which one is mine, I am not afraid.'],
      [
        'counter',
        'Brookfield, final year',
        'I understood that what I had taken for being a nice person is in fact a set of things that you do.',
      ],
    ],
  },
  {
    claim: 'Made words are something to hold on to on the way in, and in the way once somebody has answered.',
    summary:
      'The card, the order, the guide: they free attention for the other person, most of all for those who are shy or who speak a second language. Read off, or said for a point, they are heard as a dial tone. (Invented.)',
    plain: 'Learned phrases helped to begin, and sometimes got in the way of listening.',
    counterSearch: 'Speakers who hold on to the words all the way through, and those who never used them.',
    codes: ['Frameworks as support', 'Sounding scripted', 'Practice with actors'],
    competencies: ['1', '3'],
    isShared: false,
    passages: [
      ['quote', 'Ashby, fourth year', 'I could not read it, obviously, it was in my pocket, but I held on to it.'],
      ['quote', 'Brookfield, clerkships', 'Natural is very expensive for me.'],
      ['quote', 'Ashby, third year', 'Because it is what you hear before anybody picks up.'],
      ['counter', 'Brookfield, clerkships', 'For me it is the order which helps, not the wording.'],
    ],
  },
  {
    claim: 'What is said after the conversation decides what is learned from it, and mostly nothing is said.',
    summary:
      'One thing that was said and what it did; two minutes behind a closed door; half an orange. It comes from actors, nurses, chaplains and patients as often as from teachers. Where nothing comes, students do not know whether they were any good, and take it to their cars. (Invented.)',
    plain: 'A few words afterwards made the difference, and often there were none.',
    counterSearch: 'Groups that have a debriefing in their schedule.',
    codes: ['Specific feedback', 'Feedback that never came', 'Talking afterwards', 'What is carried home'],
    competencies: ['4'],
    isShared: true,
    passages: [
      ['quote', 'Ashby, fourth year', 'You see somebody there with the light on, and you wave, and you do not go over.'],
      [
        'quote',
        'Brookfield, final year',
        'But it was the most important hour that I had as a student and I have no idea whether I was any good.',
      ],
      ['quote', 'Calder, second and third year', 'She said, I heard about him, who was there?'],
      ['counter', 'Brookfield, clerkships', 'One that I should do again, and one that I should do different.'],
    ],
  },
  {
    claim: 'The workroom teaches, without a syllabus, that these conversations are an errand.',
    summary:
      'A box to be filled in, a pearl that makes it fast, an hour at which people are gone, a gift of two languages that nobody may decline: what counts is learned from what is praised, graded and billed. (Invented.)',
    plain: 'On the wards you learned other things about these conversations than in the course.',
    counterSearch: 'Stories in which somebody senior spoke against it in front of students.',
    codes: ['What the workroom teaches', 'Code status as a box', 'Interpreters and being one', 'Being graded'],
    competencies: ['3', '5'],
    isShared: false,
    passages: [
      ['quote', 'Ashby, third year', 'He gave it to us as a gift, as a pearl. And it works. That is what is frightening, that it works.'],
      [
        'quote',
        'Ashby, fourth year',
        'I know how to ask it right. I have the prize. But there were six more to admit and the senior wanted the box filled in.',
      ],
      [
        'quote',
        'Brookfield, clerkships',
        'If it says must not then I can say, I am so sorry, I am not allowed, and we both wait for the phone together.',
      ],
      ['counter', 'Brookfield, clerkships', 'She said, I do not like to guess about this, so I ask everyone.'],
    ],
  },
];

/** Builds the five themes as the study’s lead, with codes, competencies, and what speaks for and against each. */
export async function themesOfSample(asWorker: AsWorker): Promise<void> {
  await asWorker('Amara Voss', async (scope, study) => {
    const codeIds = new Map((await codes(scope, study)).map(({ name, id }) => [name, id]));
    const competencies = new Map((await currentFramework(scope)).competencies.map(({ code, stableId }) => [code, stableId]));
    const texts = new Map<string, Awaited<ReturnType<typeof textToCode>>>();
    for (const { id, title } of await signedTexts(scope, study)) texts.set(title, await textToCode(scope, study, id));
    for (const { codes: under, competencies: linked, passages, isShared, ...said } of sampleThemes) {
      const themeId = await beginTheme(scope, study, said);
      for (const name of under) await linkTheme(scope, study, { themeId, noun: 'code', id: codeIds.get(name)! });
      for (const code of linked) await linkTheme(scope, study, { themeId, noun: 'competency', id: competencies.get(code)! });
      for (const [kind, group, words] of passages) {
        const { id: textId, turns } = texts.get(group)!;
        const turn = turns.find(({ text }) => text.includes(words));
        if (!turn) throw new Error(`“${words}” stands nowhere in ${group}`);
        const begins = turn.begins + turn.text.indexOf(words);
        await addPassage(scope, study, { themeId, textId, begins, ends: begins + words.length, kind, note: '' });
      }
      if (isShared) await shareTheme(scope, study, { themeId, withQuotes: true, reason: 'Three schools asked for it. (Invented.)' });
    }
  });
}
