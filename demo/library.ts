import { Readable } from 'node:stream';
import type { Actor } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { keepStream } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { competenciesOf, currentVersionId } from '../app/modules/competencies/queries.server.ts';
import { adoptItem, chooseVersion } from '../app/modules/library/adoption/commands.server.ts';
import { AdoptionSaid } from '../app/modules/library/adoption/schema.ts';
import { answerFinding, publishVersion } from '../app/modules/library/checking/commands.server.ts';
import { lookBehindDraft } from '../app/modules/library/checking/jobs.server.ts';
import { checkedDraft } from '../app/modules/library/checking/queries.server.ts';
import { declareFile } from '../app/modules/library/files/commands.server.ts';
import { adapt, takeFile, takeOutFile } from '../app/modules/library/files/jobs.server.ts';
import { FileDeclared } from '../app/modules/library/files/schema.ts';
import { beginItem, beginVersion, changeDraft } from '../app/modules/library/items/commands.server.ts';
import { draftToKeep } from '../app/modules/library/items/queries.server.ts';
import { NewItem, readVersion } from '../app/modules/library/items/schema.ts';
import { reviewItem, suggestForItem } from '../app/modules/library/reviewing/commands.server.ts';
import { day } from './day.ts';
import { caseDocument, newsSlides, rubricDocument, silenceGuide } from './library-files.ts';

type Values = Readonly<Record<string, string>>;
type Wanted = { values: Values; competencies: readonly string[]; file?: readonly [string, Buffer]; reasons?: string; daysAgo?: number };
type Shelves = {
  readonly convener: Actor;
  readonly ashby: Actor;
  readonly brookfield: Actor;
  readonly calder: Actor;
  readonly dunmore: Actor;
  readonly eastmoor: Actor;
};

/** Fills the library as five invented schools and their convener would: eight items, one adapted, one in its second version, one long past its review, one still a draft. */
export async function sampleLibrary({ convener, ashby, brookfield, calder, dunmore, eastmoor }: Shelves): Promise<void> {
  const silence = await published(ashby, {
    competencies: ['1', '2'],
    file: ['Sitting with silence, guide.pdf', await silenceGuide(60)],
    daysAgo: 400,
    values: {
      ...{ title: 'Sitting with silence', kind: 'session', visibility: 'public', licence: 'CC-BY-4.0', format: 'in-person' },
      ...{
        summary: 'In pairs, learners practise to wait after difficult words, and to tell whose silence it is.',
        'phase.clerkship': 'yes',
      },
      ...{ minutes: '60', groupFrom: '6', groupTo: '8', facilitators: '1', licenceHolder: 'Ashby School of Medicine' },
      ...{ 'author.0.name': 'Ada Quill', 'author.0.affiliation': 'Ashby School of Medicine' },
      description:
        '## Before\n\nRead the guide. Try the exercise once with a colleague: half a minute is longer than one thinks.\n\n## What worked\n\n- A watch that everybody sees.\n- **Nobody** explains during the silence.\n\n> “I counted to thirty, and she began to speak at twenty-nine.” An invented learner.',
    },
  });
  const used = (actor: Actor, said: Values) => as(actor, (scope) => adoptItem(scope, silence, { said: AdoptionSaid.parse(said) }));
  await used(brookfield, {
    ...{ course: 'Clerkship orientation', phase: 'clerkship', academicYear: '2026-27', learners: '54', tells: 'yes' },
    ...{
      changed: 'We have half an hour, so the circle at the end is five minutes.',
      went: 'The learners asked for more time in pairs, and less talk about it.',
    },
  });
  await used(calder, { course: 'Longitudinal clerkship, third week', phase: 'clerkship', academicYear: '2026-27', learners: '72' });
  const taken = await used(dunmore, { course: 'Wards: communication day', academicYear: '2026-27', learners: '140' });
  const shorter = await adapt(brookfield, silence);
  await finished(brookfield, shorter, {
    competencies: ['1', '2'],
    daysAgo: 200,
    values: {
      ...{
        title: 'Sitting with silence, in half an hour',
        kind: 'session',
        visibility: 'public',
        licence: 'CC-BY-4.0',
        format: 'in-person',
      },
      ...{ summary: 'The session on silence for a short slot: one round in pairs, and five minutes together.', 'phase.clerkship': 'yes' },
      ...{
        minutes: '30',
        groupFrom: '6',
        groupTo: '10',
        facilitators: '1',
        adaptsChanged: 'One round instead of three; the circle is shorter.',
      },
      ...{
        'author.0.name': 'Ada Quill',
        'author.0.affiliation': 'Ashby School of Medicine',
        'author.1.name': 'Lena Brandt',
        'author.1.affiliation': 'Brookfield College of Medicine',
      },
      description:
        '## Before\n\nRead the guide. Try the exercise once with a colleague: half a minute is longer than one thinks.\n\n## In half an hour\n\n- One round in pairs.\n- Five minutes together.',
    },
  });
  await as(ashby, (scope) => beginVersion(scope, silence));
  await replaceFile(ashby, silence, ['Sitting with silence, guide.pdf', await silenceGuide(45)]);
  await finished(ashby, silence, {
    competencies: ['1', '2'],
    daysAgo: 12,
    values: {
      ...{ title: 'Sitting with silence', kind: 'session', visibility: 'public', licence: 'CC-BY-4.0', format: 'in-person' },
      ...{
        summary: 'In pairs, learners practise to wait after difficult words, and to tell whose silence it is.',
        'phase.clerkship': 'yes',
      },
      ...{ minutes: '45', groupFrom: '6', groupTo: '8', facilitators: '1', licenceHolder: 'Ashby School of Medicine' },
      ...{ 'author.0.name': 'Ada Quill', 'author.0.affiliation': 'Ashby School of Medicine' },
      whatChanged: 'A quarter of an hour shorter: the first round is gone, since two schools told us that nobody missed it.',
      description:
        '## Before\n\nRead the guide. Try the exercise once with a colleague: half a minute is longer than one thinks.\n\n## What worked\n\n- A watch that everybody sees.\n- **Nobody** explains during the silence.\n- Two rounds are enough.\n\n> “I counted to thirty, and she began to speak at twenty-nine.” An invented learner.',
    },
  });
  await as(dunmore, (scope) => chooseVersion(scope, taken, { choice: 'take', reason: 'The day is full as it is.' }));
  await as(calder, (scope) =>
    suggestForItem(scope, silence, { words: 'A version for eight to twelve would help us: our groups are larger.', isNamed: false }),
  );

  await published(calder, {
    competencies: ['1', '3'],
    file: ['What do you understand, case.docx', await caseDocument()],
    daysAgo: 90,
    values: {
      ...{
        title: 'What do you understand of your illness? A case in three acts',
        kind: 'case',
        visibility: 'public',
        licence: 'CC-BY-NC-4.0',
        format: 'hybrid',
      },
      ...{
        summary: 'A retired gardener, her daughter, and a word that one of them does not want to hear.',
        'phase.pre-clerkship': 'yes',
        'phase.clerkship': 'yes',
      },
      ...{
        minutes: '90',
        groupFrom: '4',
        groupTo: '12',
        facilitators: '1',
        'author.0.name': 'Mina Rossi',
        'author.0.affiliation': 'Calder School of Medicine',
      },
      description: 'Read one act, stop, and ask what each of the three knows. Learners write the next sentence before they hear it.',
    },
  });
  await published(eastmoor, {
    competencies: ['3'],
    file: ['Words that help.pdf', await newsSlides()],
    daysAgo: 45,
    values: {
      ...{
        title: 'Words that help with difficult news',
        kind: 'slides',
        visibility: 'public',
        licence: 'CC-BY-SA-4.0',
        format: 'in-person',
      },
      ...{
        summary: 'Three pages for ten minutes before the first practice.',
        'phase.pre-clerkship': 'yes',
        minutes: '10',
        facilitators: '1',
      },
      ...{ 'author.0.name': 'Hal Winter', 'author.0.affiliation': 'Eastmoor School of Medicine' },
    },
  });
  await published(convener, {
    competencies: ['1', '2', '3'],
    file: ['A first conversation, rubric.docx', await rubricDocument()],
    daysAgo: 150,
    values: {
      ...{ title: 'A first conversation: rubric', kind: 'rubric', visibility: 'public', licence: 'CC0-1.0' },
      ...{
        summary: 'Three lines to look at together after a first conversation, built on the competencies.',
        'phase.clerkship': 'yes',
        'phase.post-clerkship': 'yes',
      },
      ...{
        'author.0.name': 'The collaborative’s working group on assessment (invented)',
        description: 'To talk over, not to add up: the three lines are no score.',
      },
    },
  });
  const debrief = await published(dunmore, {
    competencies: ['4'],
    daysAgo: 1310,
    values: {
      ...{
        title: 'After a hard encounter: a debrief for the team',
        kind: 'guide',
        visibility: 'public',
        licence: 'CC-BY-4.0',
        format: 'in-person',
      },
      ...{
        summary: 'Ten minutes, four questions, and nobody has to answer.',
        'phase.clerkship': 'yes',
        minutes: '10',
        groupFrom: '2',
        groupTo: '8',
        facilitators: '1',
      },
      ...{ 'author.0.name': 'Paulo Reyes', 'author.0.affiliation': 'Dunmore Medical College' },
      description:
        '1. What happened?\n2. What was it like for you?\n3. What do we take from it?\n4. Who needs something today?\n\nNobody has to answer, and nothing is written down.',
    },
  });
  await as(ashby, (scope) => suggestForItem(scope, debrief, { words: 'We ask the fourth question first, and it helps.', isNamed: false }));
  await published(ashby, {
    competencies: ['5'],
    daysAgo: 30,
    values: {
      ...{
        title: 'Palliative care or hospice? Questions for the end of the week',
        kind: 'assessment',
        visibility: 'collaborative',
        licence: 'all-rights-reserved',
        format: 'online',
      },
      ...{
        summary: 'Eight questions with answers, for members only, so that they stay questions.',
        'phase.pre-clerkship': 'yes',
        minutes: '20',
        facilitators: '0',
      },
      ...{
        'author.0.name': 'Tomas Lind',
        'author.0.affiliation': 'Ashby School of Medicine',
        description: '1. Who can have palliative care?\n2. When does hospice begin?\n\n*The other six are as short, and invented.*',
      },
    },
  });
  await published(eastmoor, {
    competencies: ['2'],
    daysAgo: 60,
    reasons: 'The address is invented, like the films.',
    values: {
      ...{
        title: 'Trigger films: a family hears the news',
        kind: 'recording',
        visibility: 'public',
        licence: 'linked',
        elsewhereUrl: 'https://films.example/families',
      },
      ...{
        summary: 'Three short films to stop and talk about. They lie with their makers.',
        'phase.clerkship': 'yes',
        minutes: '25',
        'author.0.name': 'An invented film school',
      },
    },
  });
  await as(convener, (scope) =>
    reviewItem(scope, 'a-first-conversation-rubric', {
      outcome: 'keep',
      words: 'Used in three schools this year; the third line reads better aloud than on paper.',
      isNamed: false,
    }),
  );
  const begun = await as(ashby, (scope) => beginItem(scope, NewItem.parse({ title: 'A letter to the next team', kind: 'handout' })));
  await says(ashby, begun, {
    competencies: ['1'],
    values: {
      title: 'A letter to the next team',
      kind: 'handout',
      visibility: 'collaborative',
      summary: 'How to write down what matters to a patient, for whoever comes next.',
      description: 'Mrs. Hollis (invented) wants to see the garden once more. Her team changes on 3 May 2026.',
    },
  });
}

/** Begins an item, says what it is, brings its file, answers what is asked, and publishes it so many days ago. */
async function published(actor: Actor, wanted: Wanted): Promise<string> {
  const { title, kind } = wanted.values;
  const slug = await as(actor, (scope) => beginItem(scope, NewItem.parse({ title, kind })));
  await finished(actor, slug, wanted);
  return slug;
}

async function finished(
  actor: Actor,
  slug: string,
  { file, reasons = 'Everything in it is invented.', daysAgo = 0, ...said }: Wanted,
): Promise<void> {
  if (file) await replaceFile(actor, slug, file);
  await says(actor, slug, said);
  await lookBehindDraft(actor, slug);
  const { findings } = await as(actor, (scope) => checkedDraft(scope, slug));
  for (const { key } of findings.filter(({ weight }) => weight === 'asks'))
    await as(actor, (scope) => answerFinding(scope, slug, { finding: key, reason: reasons }));
  await as(actor, (scope) => publishVersion(scope, slug, new Date(`${day(daysAgo)}T15:00:00Z`)));
}

async function replaceFile(actor: Actor, slug: string, [name, bytes]: readonly [string, Buffer]): Promise<void> {
  const { files } = await as(actor, (scope) => checkedDraft(scope, slug));
  for (const { id } of files) await takeOutFile(actor, slug, id);
  const file = await takeFile(actor, slug, { name, file: await keepStream(Readable.from([bytes]), config().uploadLimitBytes) });
  await as(actor, (scope) => declareFile(scope, slug, FileDeclared.parse({ file, thirdParty: 'none' })));
}

async function says(actor: Actor, slug: string, { values, competencies }: Pick<Wanted, 'values' | 'competencies'>): Promise<void> {
  await as(actor, async (scope) => {
    const all = await competenciesOf(scope, await currentVersionId(scope));
    const chosen = all.filter(({ code }) => competencies.includes(code)).map(({ stableId }) => [`competency.${stableId}`, 'yes']);
    const read = readVersion({ ...values, ...Object.fromEntries(chosen) });
    if (!read.ok) throw new Error(`The sample’s item ${slug}: ${JSON.stringify(read.errors)}`);
    const { draft } = await draftToKeep(scope, slug);
    await changeDraft(scope, slug, { seen: draft.changedAt, said: read.said });
  });
}
