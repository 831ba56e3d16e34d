import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { currentFramework } from '../app/modules/competencies/queries.server.ts';
import { ReportedForm } from '../app/modules/faculty/evaluation/reported.ts';
import { enterReported } from '../app/modules/faculty/evaluation/reported-commands.server.ts';
import { addEvidence, beginNeed, linkProgramme, sayPriority, showNeed } from '../app/modules/faculty/needs/commands.server.ts';
import { evidenceToAdd } from '../app/modules/faculty/needs/evidence-queries.server.ts';
import type { PriorityWord } from '../app/modules/faculty/needs/priority.ts';
import { EvidenceForm } from '../app/modules/faculty/needs/schema.ts';
import { programmeNamed } from '../app/modules/faculty/programmes/queries.server.ts';

/** Who adds a piece of evidence (a school, or the collaborative), and what it is: fields of its form, or the first that there is to choose of a kind. */
type SampleEvidence = { readonly by: string } & (
  | { readonly said: Readonly<Record<string, string>> }
  | { readonly choose: 'figure' | 'theme' | 'survey' | 'point'; readonly like: RegExp }
);
type SampleNeed = {
  readonly of: string;
  readonly about: string;
  readonly title: string;
  readonly lacking: string;
  readonly isShown: boolean;
  readonly isAnswered?: boolean;
  readonly evidence: readonly SampleEvidence[];
  readonly said?: Readonly<Record<string, readonly [PriorityWord, string]>>;
};

/** Five invented needs: three that the schools look at together, one without evidence, one that is a school's alone. */
const needs: readonly SampleNeed[] = [
  {
    ...{ of: 'collaborative', about: '1', title: 'Teachers who hand out small parts, and watch', isShown: true, isAnswered: true },
    lacking:
      'Students watch whole conversations and lead none. Teachers who would give them one question of it, agree it before and say afterwards what they saw, are few, and were never shown how. (Invented.)',
    evidence: [
      { by: 'collaborative', choose: 'theme', like: /small task/ },
      { by: 'ashby', choose: 'figure', like: /Required, clerkship/ },
      { by: 'collaborative', choose: 'point', like: /Too few are trained/ },
      { by: 'collaborative', choose: 'survey', like: /neighbouring state/ },
      { by: 'collaborative', choose: 'survey', like: /Spring course/ },
    ],
    said: {
      ashby: ['now', 'The third year begins in July, and two of our sites have nobody. (Invented.)'],
      brookfield: ['now', 'Our students asked for it in every evaluation. (Invented.)'],
      calder: ['next', 'The new clerkship comes first. (Invented.)'],
      dunmore: ['later', 'We have nobody to send this year. (Invented.)'],
    },
  },
  {
    ...{ of: 'calder', about: '3', title: 'Feedback in the workroom, not a week later', isShown: true },
    lacking:
      'What students hear about a conversation they hear days later, as a grade. Residents would say it at once if they knew how. (Invented.)',
    evidence: [
      {
        by: 'calder',
        said: {
          kind: 'observation',
          words:
            'Of nine conversations on two wards, three were spoken of on the same day, and none with the student’s own goal. (Invented.)',
          ...{ who: 'an observer of the clerkship', day: '2026-03-12' },
        },
      },
      { by: 'ashby', choose: 'figure', like: /Required, clerkship/ },
    ],
    said: {
      ashby: ['next', 'After the small parts. (Invented.)'],
      calder: ['now', 'It is our own. (Invented.)'],
      eastmoor: ['not for us', 'Our immersions have it built in. (Invented.)'],
    },
  },
  {
    ...{ of: 'collaborative', about: '2', title: 'Working with interpreters in practice rounds', isShown: true },
    lacking: 'Practice rounds are held in English alone. Who teaches has not practised with an interpreter in the room. (Invented.)',
    evidence: [
      {
        by: 'eastmoor',
        said: {
          kind: 'wish',
          words: 'One round in which I am not the interpreter. (Invented.)',
          who: 'students who speak two languages',
          day: '2026-02-20',
        },
      },
    ],
    said: {
      eastmoor: ['now', 'Half of our patients need one. (Invented.)'],
      dunmore: ['next', 'With the new simulation room. (Invented.)'],
    },
  },
  {
    ...{ of: 'dunmore', about: '5', title: 'Somebody to talk to after a hard conversation', isShown: true },
    lacking: 'Teachers say that they do not know what to do when a student weeps. Nobody has written down how often that is. (Invented.)',
    evidence: [],
  },
  {
    ...{ of: 'ashby', about: '4', title: 'More than one who can teach it at the county site', isShown: false },
    lacking: 'One colleague teaches it there, and leaves in a year. (Invented.)',
    evidence: [
      {
        by: 'ashby',
        said: {
          kind: 'observation',
          words: 'Four of five sessions there were held by one person. (Invented.)',
          who: 'the clerkship’s coordinator',
          day: '2026-04-02',
        },
      },
    ],
  },
];

const reported = [
  {
    ...{
      programme: 'A train-the-trainer course in a neighbouring state (invented)',
      what: 'Trainers of its two cohorts',
      years: '2023 to 2025',
    },
    ...{
      kirkpatrick: '1',
      kind: 'people',
      cohorts: '18 + 14',
      inSeveral: '3',
      people: '29',
      source: 'Invented for the sample, after a published example',
    },
  },
  {
    ...{ programme: 'The same course in its first year (invented)', what: 'Evaluations that called it excellent', years: '2023' },
    ...{
      kirkpatrick: '1',
      kind: 'share',
      count: '1,031',
      of: '1,477',
      percent: '88.1',
      source: 'Invented for the sample, after a published example',
    },
    keptBecause: 'It is printed so; its authors were asked. (Invented.)',
  },
];

/** Fills the board with five invented needs of the sample schools, resting on what the sample released, shared and said; `programme`: the short name of the one that answers the first. */
export async function sampleNeeds({
  convener,
  leads,
  programme,
}: {
  convener: Actor;
  leads: readonly Actor[];
  programme: string;
}): Promise<void> {
  const by = (slug: string) => (slug === 'collaborative' ? convener : leads.find(({ school }) => school!.slug === slug)!);
  const { competencies } = await as(convener, currentFramework);
  for (const said of reported) await as(convener, (scope) => enterReported(scope, ReportedForm.parse(said), { isSample: true }));
  for (const { of, about, title, lacking, isShown, isAnswered, evidence, said = {} } of needs) {
    const competency = competencies.find(({ code }) => code === about)!;
    const id = await as(by(of), (scope) =>
      beginNeed(scope, { competency: competency.stableId, title, lacking, isOfSchool: of !== 'collaborative', isSample: true }),
    );
    if (isShown && of !== 'collaborative') await as(by(of), (scope) => showNeed(scope, { id, isShown }));
    for (const piece of evidence)
      await as(by(piece.by), async (scope) => {
        if ('said' in piece) return addEvidence(scope, { needId: id, said: EvidenceForm.parse(piece.said) });
        const toAdd = await evidenceToAdd(scope, competency);
        const list = { figure: toAdd.figures, theme: toAdd.themes, survey: toAdd.surveys, point: toAdd.points }[piece.choose];
        const found = list.find(({ label }) => piece.like.test(label));
        if (!found) throw new Error(`The sample has no ${piece.choose} like ${piece.like} for “${title}”.`);
        return addEvidence(scope, {
          needId: id,
          said: EvidenceForm.parse({ kind: piece.choose === 'point' ? 'wish' : piece.choose, [piece.choose]: found.value }),
        });
      });
    for (const [slug, [word, reason]] of Object.entries(said))
      await as(by(slug), (scope) => sayPriority(scope, { needId: id, word, reason }));
    if (isAnswered)
      await as(convener, async (scope) => {
        const { id: programmeId } = await programmeNamed(scope, programme);
        await linkProgramme(scope, { needId: id, programmeId, isLinked: true });
      });
  }
}
