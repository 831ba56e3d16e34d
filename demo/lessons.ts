import { type Actor, ownSchool } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { currentFramework } from '../app/modules/competencies/queries.server.ts';
import { withdrawFigures } from '../app/modules/curriculum/release/commands.server.ts';
import type { Round } from '../app/modules/curriculum/rounds/queries.server.ts';
import { ownStudies } from '../app/modules/focus-groups/study/queries.server.ts';
import { beginLesson, giveLesson, reviewLesson, sayReuse } from '../app/modules/lessons/commands.server.ts';
import { figuresToUse } from '../app/modules/lessons/figure-queries.server.ts';
import type { Said } from '../app/modules/lessons/lesson.ts';
import { ownLesson } from '../app/modules/lessons/own-queries.server.ts';
import { releaseQuotes } from '../app/modules/lessons/quote-commands.server.ts';
import { quotesToRelease } from '../app/modules/lessons/quote-queries.server.ts';
import { emptyLesson } from '../app/modules/lessons/schema.ts';

type SampleLesson = Partial<Said> & {
  readonly title: string;
  readonly school: string;
  readonly audience: 'collaborative' | 'public';
  /** Figures by name and cell, of the school's own release. */
  readonly shows?: ReadonlyArray<readonly [figure: string, cell: string]>;
  readonly hasQuote?: boolean;
  /** Competencies by code. */
  readonly about: readonly string[];
  /** The school whose lead read it before it was public; none: it waits. */
  readonly readBy?: string;
  readonly usedBy?: ReadonlyArray<readonly [school: string, words: string]>;
};

/** Six lessons of invented schools: one that was used elsewhere, one that disappointed, one whose figure was withdrawn, one without its school's name, one that waits for a reader, one for members. */
const lessons: readonly SampleLesson[] = [
  {
    ...{ school: 'ashby', audience: 'public', readBy: 'brookfield', kind: 'opportunity', again: 'changes', strength: 'before-after' },
    title: 'Two afternoons with an actor, and what stayed of them',
    material: 'sitting-with-silence',
    ...{
      setting: 'Simulation, before the clerkships',
      learners: 'Second-year students',
      size: '96 students in groups of four',
      about: ['1', '3'],
    },
    context: 'Every student had heard a lecture on such conversations, and nobody had begun one. (Invented.)',
    tried:
      'Two afternoons, four weeks apart. Each student **opens** a conversation with an actor as a patient, and the other three watch with one question each:\n\n- What did the patient say they hope for?\n- Where was there silence, and who ended it?\n- What would you ask next?',
    happened:
      'On the second afternoon most students waited longer before they answered. What we had not expected: students who watched with a question spoke of it afterwards as if they had led it. (Invented.)',
    changed: 'The second afternoon now comes after the first ward week, since students asked for somebody to compare the actor with.',
    againWhy: 'With fewer actors and the same four weeks between. Without the second afternoon we would not do it.',
    barriers: ['capacity', 'time'],
    shows: [
      ['required/1', 'pre-clerkship'],
      ['required/1', 'practised'],
    ],
    hasQuote: true,
    usedBy: [
      ['brookfield', 'We took over the three questions for those who watch, with colleagues instead of actors. (Invented.)'],
      ['eastmoor', 'We did it in one afternoon with a long break, and the silence did not get longer. (Invented.)'],
    ],
  },
  {
    ...{ school: 'brookfield', audience: 'public', readBy: 'calder', kind: 'challenge', again: 'no', strength: 'observations' },
    title: 'A pocket card that nobody opened',
    material: 'words-that-help-with-difficult-news',
    ...{ setting: 'Medicine and surgery clerkships', learners: 'Third-year students', size: '54 students over a year', about: ['2', '3'] },
    tried: 'A folded card with seven sentences to begin with, printed for every student and every attending on two services. (Invented.)',
    happened:
      'After three months we asked in passing: nine of ten had it in a coat at home. Attendings had not been told why it came, and students did not want to be seen reading from it at the bedside.',
    changed: 'We stopped printing it, and put one of the seven sentences a week on the board of the team room.',
    againWhy: 'Material without somebody who uses it in front of students is paper. (Invented.)',
    barriers: ['resources-unused', 'faculty-expertise'],
  },
  {
    ...{ school: 'calder', audience: 'public', readBy: 'dunmore', kind: 'challenge', again: 'unknown', strength: 'observation' },
    title: 'Assessing a conversation in a year-long clerkship: asked too late',
    ...{ setting: 'Longitudinal clerkship', learners: 'Third-year students', size: '72 students, 31 preceptors', about: ['3', '4'] },
    tried: 'One observed conversation per student, on a form of one page that a preceptor fills in, before the end of May. (Invented.)',
    happened: 'In May two thirds of the forms came, most of them on the last three days. What they say we do not trust yet.',
    changed: 'The form is asked for from October on, one student a week.',
    againWhy: 'We know next June.',
    barriers: ['time', 'data'],
    shows: [['assessment/3', 'summative']],
  },
  {
    ...{
      school: 'dunmore',
      audience: 'public',
      readBy: 'eastmoor',
      kind: 'sustainability',
      again: 'yes',
      strength: 'observations',
      namesSchool: false,
    },
    title: 'What was left when the grant ended',
    ...{ setting: 'An elective and its faculty', learners: 'Fourth-year students', size: 'Eleven faculty, then four', about: ['5'] },
    tried:
      'For three years a grant paid a half day a week of eleven people. In the last of them each wrote down what they would go on doing unpaid. (Invented.)',
    happened:
      'Four things were on every list, and those are what is left: the case library, the monthly hour, one shared exam station, and knowing whom to call.',
    againWhy: 'We would ask that question in the first year.',
    barriers: ['funding', 'leader'],
  },
  {
    ...{ school: 'eastmoor', audience: 'public', kind: 'opportunity', again: 'changes', strength: 'comparison' },
    title: 'Residents as facilitators of a second group',
    ...{ setting: 'Immersion week', learners: 'Third-year students', size: 'Six groups with residents, six with faculty', about: ['1'] },
    tried: 'Half of the groups had a resident who had taken the workshop the month before, the others one of the faculty. (Invented.)',
    happened:
      'Students of both said about the same of the afternoon. Residents let silences last longer; faculty came back to the goal more often.',
    changed: 'Residents and faculty now swap groups at half time.',
    barriers: ['capacity', 'faculty-expertise'],
  },
  {
    ...{ school: 'ashby', audience: 'collaborative', kind: 'challenge', again: 'changes', strength: 'observation' },
    title: 'Mapping with students: who answers for a link?',
    ...{ setting: 'The mapping round of 2024-25', learners: 'Two student mappers', size: 'About 300 suggestions', about: ['2'] },
    tried: 'Two fourth-year students went through the suggestions of the scan, an hour a week, beside a mapper. (Invented.)',
    happened:
      'They were quick and often right, and course directors wrote back more kindly to a student than to us. When a link was doubted, nobody was sure whose word it was.',
    changed: 'A student now proposes with a sentence, and a mapper’s name stands under what counts.',
    barriers: ['resistance', 'time'],
  },
];

/** Writes the sample's lessons as its schools would: the leads of the others read them, use them, and one school withdraws a figure that a lesson showed. */
export async function sampleLessons(round: Round, { leads, studyLead }: { leads: readonly Actor[]; studyLead: Actor }): Promise<void> {
  const leadOf = (slug: string) => leads.find(({ school }) => school!.slug === slug)!;
  const quote = await releaseOneQuote(studyLead);
  for (const { school, audience, shows = [], hasQuote, about, readBy, usedBy = [], ...words } of lessons) {
    const lead = leadOf(school);
    const id = await as(lead, async (scope) => {
      const known = await figuresToUse(scope);
      const { competencies } = await currentFramework(scope);
      return beginLesson(scope, {
        ...emptyLesson,
        ...words,
        competencies: competencies.filter(({ code }) => about.includes(code)).map(({ stableId }) => stableId),
        figures: shows.map(([figure, cell]) => {
          const found = known.find((each) => each.figure === figure && each.cell === cell);
          if (!found) throw new Error(`${ownSchool(lead).name} does not show ${figure}, ${cell}.`);
          return { releaseId: found.releaseId, figure, cell };
        }),
        quotes: hasQuote && quote ? [quote] : [],
      });
    });
    const editionId = await as(lead, (scope) => giveLesson(scope, { id, audience, isNamed: false }));
    if (readBy) await as(leadOf(readBy), (scope) => reviewLesson(scope, { editionId, verdict: 'stands', words: '', isNamed: false }));
    const { slug } = await as(lead, (scope) => ownLesson(scope, id));
    for (const [by, sentence] of usedBy) await as(leadOf(by), (scope) => sayReuse(scope, { slug, words: sentence }));
  }
  await as(leadOf('calder'), (scope) =>
    withdrawFigures(scope, { round, figure: 'assessment/3', reason: 'Invented: the form is not trusted yet.' }),
  );
}

/** The lead of the invented study lets one quote stand in lessons; answers its passage. */
async function releaseOneQuote(studyLead: Actor): Promise<string | null> {
  return as(studyLead, async (scope) => {
    for (const study of await ownStudies(scope)) {
      const quotes = (await quotesToRelease(scope)).find((each) => each.study.id === study.id)?.quotes ?? [];
      const [first] = quotes;
      if (!first) continue;
      await releaseQuotes(scope, study, [first.passageId]);
      return first.passageId;
    }
    return null;
  });
}
