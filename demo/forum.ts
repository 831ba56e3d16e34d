import { type Actor, visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { cadenceWords, nextDay } from '../app/modules/forum/events/cadence.ts';
import { planEvent, publishEvent } from '../app/modules/forum/events/commands.server.ts';
import { useItem } from '../app/modules/forum/events/item-commands.server.ts';
import { itemsToUse } from '../app/modules/forum/events/item-queries.server.ts';
import { eventNamed, forumCompetencies, seriesNamed } from '../app/modules/forum/events/queries.server.ts';
import { EventForm, SeriesForm } from '../app/modules/forum/events/schema.ts';
import { beginSeries } from '../app/modules/forum/events/series-commands.server.ts';
import { askAtForum, decideQuestion } from '../app/modules/forum/questions/commands.server.ts';
import { questionsToModerate } from '../app/modules/forum/questions/queries.server.ts';
import { addLink, keepRecap, publishRecap } from '../app/modules/forum/recap/commands.server.ts';
import { MaterialLink, RecapForm } from '../app/modules/forum/recap/schema.ts';
import { addSpeaker, answerAsSpeaker, askSpeaker, bringSpeaker } from '../app/modules/forum/speakers/commands.server.ts';
import { SpeakerAnswer, SpeakerForm } from '../app/modules/forum/speakers/schema.ts';
import { attend, beOver, meetInRoom, register, registerMembers } from './attendance.ts';
import { day } from './day.ts';

const zone = 'America/New_York';
const secondThursday = { nth: 2, weekday: 4, everyMonths: 1 };
const speakers = {
  ada: { name: 'Ada Quill', role: 'palliative care physician (invented)', affiliation: 'Ashby School of Medicine' },
  noor: { name: 'Noor Castellan', role: 'teacher of communication (invented)', affiliation: 'Brookfield College of Medicine' },
  theo: { name: 'Theo Brandvold', role: 'geriatrician (invented)', affiliation: 'Calder School of Medicine' },
} as const;
type SpeakerName = keyof typeof speakers;

/** What an invented event of the sample says, and who speaks there. */
type SampleEvent = {
  title: string;
  description: string;
  topics: string;
  codes: readonly string[];
  who: readonly SpeakerName[];
  more?: Record<string, string>;
};
const past: readonly SampleEvent[] = [
  {
    title: 'Silence, taught on purpose',
    description: 'An invented session. How a school lets students practise **waiting**: three exercises, and what students said of them.',
    topics: 'Silence, Teaching methods',
    codes: ['1', '2'],
    who: ['ada'],
  },
  {
    title: 'Family meetings with actors who know the script too well',
    description: 'An invented session on what happens when a simulated family has met two hundred students.',
    topics: 'Family meetings, Simulation',
    codes: ['3'],
    who: ['noor', 'theo'],
  },
];
/** In a room, without a meeting on line: who was there noted it with the code that was shown. */
const inRoom: SampleEvent = {
  title: 'Open hour: what we say after bad news',
  description: 'An invented hour in one room. Whoever comes brings a sentence that helped, and one that did not.',
  topics: 'Breaking bad news',
  codes: ['2'],
  who: ['ada'],
  more: {
    mode: 'in person',
    place: 'An invented seminar room',
    link: '',
    minimumMinutes: '',
    accreditedBy: 'An invented office of continuing education',
  },
};
const coming: readonly SampleEvent[] = [
  {
    title: 'Two minutes of feedback at the bedside',
    description:
      'An invented session. What an observer can say in two minutes that a student remembers in a year.\n\n- What to look for\n- What to leave out\n- How to begin',
    topics: 'Feedback, Bedside teaching',
    codes: ['4'],
    who: ['theo'],
    more: { capacity: '3', accreditedBy: 'An invented board' },
  },
  {
    title: 'Prognosis in words that people can use',
    description: 'An invented session. Ranges, best case and worst case, and what to do when nobody knows.',
    topics: 'Prognosis',
    codes: ['2'],
    who: ['ada', 'noor'],
    more: { audience: 'faculty' },
  },
];

/** What other parts of the sample need to know of its forum: the events by their addresses. */
export type SampleForum = { readonly past: readonly string[]; readonly coming: readonly string[] };

/** Builds the invented series with what was and what comes, registrants and a waiting list; `members`, with their addresses, come, too. Its days count from the day of the start. */
export async function sampleForum(convener: Actor, members: ReadonlyArray<{ actor: Actor; mail: string }>): Promise<SampleForum> {
  const series = await as(convener, (scope) => beginSeries(scope, SeriesForm.parse(seriesWords)));
  const { id: seriesId } = await as(convener, (scope) => seriesNamed(scope, series));
  const ids = await sampleSpeakers(convener);
  const plan = async ({ title, description, topics, codes, who, more }: SampleEvent, on: string) => {
    const competencies = await as(convener, forumCompetencies);
    const ticked = competencies.filter(({ code }) => codes.includes(code)).map(({ stableId }) => [`competency.${stableId}`, 'yes']);
    const slug = await as(convener, (scope) =>
      planEvent(
        scope,
        EventForm.parse({ ...plain, title, description, topics, series: seriesId, day: on, ...Object.fromEntries(ticked), ...more }),
      ),
    );
    for (const name of who) await as(convener, (scope) => bringSpeaker(scope, slug, ids[name]));
    await as(convener, (scope) => publishEvent(scope, slug));
    return slug;
  };
  const days = meetings();
  const actors = members.map(({ actor }) => actor);
  const occasionOf = async (slug: string) => (await as(convener, (scope) => eventNamed(scope, slug))).occasionId!;
  const wasHeld = [];
  for (const [at, event] of past.entries()) {
    // Nobody registers for what is over: people register for a day to come, and then it is over.
    const slug = await plan(event, day(-7));
    const on = days.past[at]!;
    const occasionId = await occasionOf(slug);
    const tokens = await register(occasionId);
    const isLast = at === past.length - 1;
    if (isLast) await registerMembers(occasionId, actors);
    await beOver(convener, occasionId, { on, tokens });
    if (isLast) await attend(convener, occasionId, { on, members: members.map(({ mail }) => mail) });
    wasHeld.push(slug);
  }
  const openHour = await plan(inRoom, day(-7));
  const room = await occasionOf(openHour);
  const tokens = await register(room);
  await registerMembers(room, actors);
  await meetInRoom(convener, room, { tokens, members: actors });
  const comes = [];
  for (const [at, event] of coming.entries()) comes.push(await plan(event, days.coming[at]!));
  await register(await occasionOf(comes[0]!));
  await registerMembers(await occasionOf(comes[1]!), actors);
  await sampleRecap(convener, wasHeld.at(-1)!);
  await sampleQuestions(convener, comes[0]!);
  await sampleMaterial(convener, comes[0]!);
  // Nobody is mailed of what is invented.
  await asSystem(({ tx }) => tx.updateTable('occasionNotice').set({ sentAt: new Date() }).where('sentAt', 'is', null).execute());
  return { past: wasHeld, coming: comes };
}

const seriesWords = {
  title: 'Noon conversations',
  description:
    'An invented series: what one school tried in teaching serious illness communication, in half an hour, then half an hour of talk.',
  ...{ host: 'Ashby School of Medicine (invented)', nth: '2', weekday: '4', everyMonths: '1' },
  ...{ begins: '12:00', minutes: '60', zone, cadence: `${cadenceWords(secondThursday)}, 12:00 Eastern Time` },
};
const plain = {
  ...{
    host: 'Ashby School of Medicine (invented)',
    mode: 'online',
    language: 'en',
    captions: 'en',
    accreditedBy: '',
    questions: 'yes',
    school: '',
  },
  ...{
    time: '12:00',
    minutes: '60',
    timeZone: zone,
    place: 'Zoom',
    link: 'https://meeting.example/j/invented',
    audience: 'everyone',
    takesRegistration: 'yes',
  },
  ...{ recordsAttendance: 'yes', minimumMinutes: '45', givesCertificate: 'yes', certificateMinutes: '60' },
  certificateWords: 'A certificate of the sample: the person, the event and what is said of both are invented.',
};

/** The last two and the next two second Thursdays; the next is at least a week away, so that there is something to register for. */
function meetings(): { past: string[]; coming: string[] } {
  const today = isoDayIn(new Date(), zone);
  const days: string[] = [];
  for (let last = nextDay(secondThursday, { after: day(100), last: null }); days.filter((each) => each > day(-7)).length < 2; ) {
    days.push(last);
    last = nextDay(secondThursday, { after: last, last });
  }
  return { past: days.filter((each) => each < today).slice(-2), coming: days.filter((each) => each > day(-7)) };
}

/** Two of them confirmed that they may be shown; the third has yet to answer. */
async function sampleSpeakers(convener: Actor): Promise<Record<SpeakerName, string>> {
  const ids: Partial<Record<SpeakerName, string>> = {};
  for (const [key, said] of Object.entries(speakers)) {
    const words = { ...said, biography: 'An invented person of the sample.', link: '' };
    const mail = `${said.name.toLowerCase().replace(' ', '.')}@sample.example`;
    const { id, slug } = await as(convener, (scope) => addSpeaker(scope, SpeakerForm.parse({ ...words, mail })));
    ids[key as SpeakerName] = id;
    if (key === 'noor') continue;
    const { token } = await as(convener, (scope) => askSpeaker(scope, slug));
    await as(visitor, (scope) => answerAsSpeaker(scope, token, SpeakerAnswer.parse({ act: 'confirm', ...words, disclosure: '' })));
  }
  return ids as Record<SpeakerName, string>;
}

async function sampleRecap(convener: Actor, slug: string): Promise<void> {
  const said = RecapForm.parse({
    words:
      'An invented recap. Two schools use the same six actors. After a year the actors soften sooner than families do, and students learn to wait for it.\n\n## What changed\n\nThe actors draw a card before each meeting: what they do **not** want to hear today.',
    ...{ try1: 'Give the actor a card that the student has not seen', try2: 'Let the student say what they heard before they answer' },
    ...{
      try3: 'Stop while it is still hard, and talk',
      recording: 'none',
      noRecordingWhy: 'People spoke of their own teaching.',
      transcript: '',
    },
  });
  await as(convener, (scope) => keepRecap(scope, slug, said));
  const slides = {
    kind: 'slides',
    title: 'Slides (an invented address)',
    language: 'en',
    captions: '',
    link: 'https://slides.example/invented',
  };
  await as(convener, (scope) => addLink(scope, slug, MaterialLink.parse(slides)));
  await as(convener, (scope) => publishRecap(scope, slug, new Date()));
}

/** The next event uses something of the library. */
async function sampleMaterial(convener: Actor, slug: string): Promise<void> {
  const [item] = (await as(convener, (scope) => itemsToUse(scope, 'first conversation rubric'))) ?? [];
  if (item) await as(convener, (scope) => useItem(scope, slug, item.id));
}

async function sampleQuestions(convener: Actor, slug: string): Promise<void> {
  for (const words of [
    'How do you give feedback when the patient is still in the room?',
    'What do you do when a student cries? (An invented question.)',
  ])
    await as(visitor, (scope) =>
      askAtForum(scope, slug, { words, askedAs: 'A clerkship director (invented)', website: '', network: 'sample' }),
    );
  const { questions } = await as(convener, (scope) => questionsToModerate(scope, slug));
  await as(convener, (scope) => decideQuestion(scope, slug, { question: questions[0]!.id, state: 'accepted' }));
}
