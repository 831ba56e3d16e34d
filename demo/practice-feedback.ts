import { v7 } from 'uuid';
import { type Actor, visitor } from '#app/platform/actor.ts';
import { fewAtOnce } from '#app/platform/few-at-once.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { hashOf } from '#app/platform/secret.server.ts';
import { actorOfCommandLine } from '../app/modules/members/queries.server.ts';
import { askForConversations, takePart } from '../app/modules/practice/asks/commands.server.ts';
import { CourseAskForm } from '../app/modules/practice/asks/schema.ts';
import { addContact } from '../app/modules/practice/debrief/commands.server.ts';
import { ContactForm } from '../app/modules/practice/debrief/schema.ts';
import { askForFeedback, noteTold } from '../app/modules/practice/feedback/commands.server.ts';
import { confirmFeedback, giveFeedback } from '../app/modules/practice/feedback/giving-commands.server.ts';
import { competenciesToAskOn, entriesToAskOn } from '../app/modules/practice/feedback/queries.server.ts';
import { anchorsSaid } from '../app/modules/practice/feedback/rubric.ts';
import { AskForm, feedbackForm, ToolForm, toldForm } from '../app/modules/practice/feedback/schema.ts';
import { addMailDomain, attachTool } from '../app/modules/practice/feedback/school-commands.server.ts';
import { steps } from '../app/modules/practice/scale.ts';
import { type Student, studentActor, students } from './practice-people.ts';

/** Invented observers; they have no account. */
const observers = [
  ['Ada Quill', 'attending'],
  ['Sana Thorpe', 'resident'],
  ['Ivo Marsh', 'simulated patient'],
  ['Greer Halloway', 'palliative care nurse'],
  ['Petra Lund', 'attending'],
  ['Cole Abara', 'chaplain'],
  ['Wren Castellan', 'resident'],
  ['Mila Osgood', 'social worker'],
] as const;

const wentWell = [
  'You asked what they already knew, and then you waited. The answer changed what you said next.',
  'You sat down before you began. It made the room slower.',
  'When the daughter cried you put the chart away and said nothing for a while. That was right.',
  'You said the word dying, kindly, once. Everybody understood.',
  'You noticed that he looked at his wife before he answered, and asked her too.',
  'You said what we do not know yet, without hiding behind it.',
  'You told me afterwards what it had done to you. I would not have seen it.',
  'You gave the family the last word.',
  'You explained what the palliative care team does without once saying “no more treatment”.',
  'You let me finish my sentence, also when I was angry. I felt heard.',
  'Short sentences. You checked after each whether they were still with you.',
  'You asked what a good day looks like for her. Nobody had.',
  'You named the fear before you gave the facts.',
  'You came back in the evening, as you had said.',
];
const toTry = [
  'Ask before you explain. The first two minutes were all yours.',
  'Count to five after hard news. You filled the silence with numbers.',
  'One question at a time.',
  'Say a range of time rather than one number.',
  'Next time say that you are a student, at the beginning.',
  'Leave “I understand” out, and say what you see instead.',
  'Ask who else should be there before you begin.',
  'Write the three words that matter on a card. You looked for them.',
  'Find somebody to talk to on the same day. I am there.',
  'Say how hospice differs; they had mixed up the two.',
  '',
  'Stay a moment longer when there is nothing to say.',
];
const told = [
  ['resident', 'That I did not hurry, although the pager went twice.', 'To ask for a chair.'],
  ['attending', 'That the family thanked her for how I had said it.', ''],
  ['nurse', 'That I kept my voice low in the corridor.', 'To tell the night team what was said.'],
  ['simulated patient', 'That I looked at her and not at my sheet.', 'To let her cry before I go on.'],
] as const;

/** One of a list, always the same for the same words, so that every sample is alike. */
function pick<Each>(list: readonly Each[], seed: string): Each {
  return list[hashOf(seed).readUInt32BE() % list.length]!;
}

const contacts = [
  { name: 'Student counselling', words: 'Same-day talks, on weekdays; nobody at the school is told', phone: '555 0142' },
  { name: 'On-call chaplain', words: 'Day and night, whatever you believe or do not', phone: '555 0143' },
  { name: 'Dean of students', words: 'For time off and for what comes after', phone: '555 0144' },
];

/** What Ashby and Brookfield add: who helps their students, where their mail is, and at Ashby a tool by reference. */
async function sampleSchoolsOfPractice([ashby, brookfield]: readonly [Actor, Actor]): Promise<void> {
  for (const lead of [ashby, brookfield])
    await as(lead, async (scope) => {
      for (const contact of contacts) await addContact(scope, ContactForm.parse(contact));
      await addMailDomain(scope, `${lead.school!.slug}.example`);
    });
  await as(ashby, (scope) =>
    attachTool(
      scope,
      ToolForm.parse({
        tool: 'An invented checklist of family meetings',
        toolLink: 'https://tools.ashby.example/family-meetings',
        licence: 'Invented: teachers of Ashby may use it until June 2028, and may not copy it',
      }),
    ),
  );
}

type Waiting = { token: string; seed: string; mail: string; looks: readonly string[] };

/** A student asks one to three times, some write down what they were told; answers the codes. */
async function askAsStudent(student: Student): Promise<Waiting[]> {
  const actor = await studentActor(student);
  return as(actor, async (scope) => {
    const entries = await entriesToAskOn(scope);
    const competencies = (await competenciesToAskOn(scope)).map(({ stableId }) => stableId);
    const codes: Waiting[] = [];
    for (let at = 0; at < 1 + pick([0, 1, 2], student.name); at++) {
      const seed = `${student.name} ${at}`;
      const looks = [...new Set([pick(competencies, seed), pick(competencies, `${seed} too`)])];
      const entry = entries.length > 0 ? pick(entries, seed).id : '';
      const ticked = Object.fromEntries(looks.map((id) => [`look-${id}`, 'yes']));
      const token = await askForFeedback(scope, AskForm.parse({ id: v7(), entry, days: '3', ...ticked }));
      // Some addresses are at the school, so that some observations can be confirmed.
      const mail =
        ['ashby', 'brookfield'].includes(student.school) && pick([true, false], seed) ? `observer@${student.school}.example` : '';
      codes.push({ token, seed, mail, looks });
    }
    if (pick([true, false, false], `${student.name} told`)) await noteOneTold(scope, { student, entry: entries[0] });
    return codes;
  });
}

async function noteOneTold(
  scope: Scope,
  { student, entry }: { student: Student; entry?: { id: string; month: string } | undefined },
): Promise<void> {
  const [role, well, next] = pick(told, student.name);
  const month = entry?.month ?? new Date().toISOString().slice(0, 7);
  await noteTold(scope, toldForm([]).parse({ id: v7(), entry: entry?.id ?? '', role, wentWell: well, toTry: next, month }));
}

/** Observers answer, and those with an address at the school press the button of their mail, most of them. */
async function answerAll(codes: readonly Waiting[]): Promise<void> {
  await as(visitor, async (scope) => {
    for (const { token, seed, mail, looks } of codes) {
      const [name, role] = pick(observers, seed);
      const saw = Object.fromEntries(looks.map((id) => [`anchor-${id}`, pick(anchorsSaid, seed + id)]));
      const typed = {
        key: v7(),
        name,
        role,
        mail,
        wentWell: pick(wentWell, seed),
        toTry: pick(toTry, seed),
        step: pick(steps, `${seed} step`),
      };
      const said = feedbackForm(looks).parse({ ...typed, ...saw });
      const given = await giveFeedback(scope, { token, base: 'http://sample.example' }, { ...said, nobodys: [] });
      const [, confirming] = /\/f\/confirm\/([\w-]+)/.exec(given.mail?.text ?? '') ?? [];
      if (confirming && pick([true, true, false], seed)) await confirmFeedback(scope, confirming);
    }
  });
}

/** Feedback of about half of the sample's students, what two schools add, and one ask of a course. After the logs, so that feedback is about their entries. */
export async function samplePracticeFeedback(leads: readonly [Actor, Actor]): Promise<void> {
  await sampleSchoolsOfPractice(leads);
  const asking = students.filter((_, at) => at < 2 || at % 2 === 0);
  const codes: Waiting[] = [];
  await fewAtOnce(asking, async (student) => {
    codes.push(...(await askAsStudent(student)));
  });
  await answerAll(codes);
  const ada = await actorOfCommandLine('ada.quill@ashby.example', 'ashby');
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  const ask = CourseAskForm.parse({ title: 'Palliative Medicine Elective', observed: '2', until, graduates: '2028' });
  const id = await as(ada, (scope) => askForConversations(scope, ask));
  const inClass = asking.filter(({ school, graduates }) => school === 'ashby' && graduates === 2028).slice(0, 6);
  for (const student of inClass) await as(await studentActor(student), (scope) => takePart(scope, id));
}
