import { v7 } from 'uuid';
import type { Actor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { correctPresence } from '../app/modules/attendance/presence/commands.server.ts';
import { enrol, planOffering, publishOffering } from '../app/modules/faculty/offerings/commands.server.ts';
import { datesOf, offeringNamed } from '../app/modules/faculty/offerings/queries.server.ts';
import { OfferingForm } from '../app/modules/faculty/offerings/schema.ts';
import { assignObserver, confirmStep, observeTeaching, readObservation } from '../app/modules/faculty/path/commands.server.ts';
import { type Anchor, aspects } from '../app/modules/faculty/path/facilitation.ts';
import { ObservationForm } from '../app/modules/faculty/path/schema.ts';
import { beginProgramme, setProgrammeState, takeIntoSession } from '../app/modules/faculty/programmes/commands.server.ts';
import { facultyCompetencies, itemsToTeach, wholeProgramme } from '../app/modules/faculty/programmes/queries.server.ts';
import { ProgrammeForm } from '../app/modules/faculty/programmes/schema.ts';
import type { Step } from '../app/modules/faculty/step.ts';
import { day } from './day.ts';
import { facultyActor, facultyMail, facultyPeople } from './faculty-people.ts';

const zone = 'America/New_York';
const programmeWords = {
  title: 'Teaching serious illness conversations',
  purpose:
    'An invented programme. Teachers learn to lead practice in small groups: to open the room, to ask each learner for a goal, to leave the practice to them, and to let them speak first afterwards.',
  forWhom: 'Clinicians, educators, social workers and chaplains who teach students.',
  ...{
    'session.0.title': 'The conversation itself',
    'session.0.minutes': '120',
    'session.0.purpose': 'Practise what students will practise.',
  },
  ...{
    'session.1.title': 'Leading a practice round',
    'session.1.minutes': '180',
    'session.1.purpose': 'Goal, practice, pause, another try.',
  },
  ...{
    'session.2.title': 'Feedback that a learner can use',
    'session.2.minutes': '120',
    'session.2.purpose': 'Who speaks first, and about which words.',
  },
  ...{ 'step.learner.attended': '2', 'step.co-facilitator.words': 'Has led one practice round with a colleague' },
  ...{ 'step.facilitator.taught': '2', 'step.facilitator.readBack': 'yes', 'step.facilitator.refresh': '24' },
  ...{ 'step.trainer.words': 'Has led an offering beside a trainer\nHas observed two colleagues', 'step.trainer.refresh': '36' },
};
/** Who trained first, elsewhere, and who came to be what in the spring. */
const trainers = ['Ada Quill', 'Hana Iversen'];
const facilitators = ['Bea Halloran', 'Ivo Castellane', 'Nico Valdane', 'Tamsin Reed', 'Anton Bright', 'Jude Abernathy'];
const coFacilitators = ['Cyrus Ndiaye', 'Orla Desai', 'Vera Solano', 'Cleo Marchand'];
const learners = ['Dora Linqvist', 'Kalia Fonoti', 'Pilar Stone', 'Wynn Adair', 'Britta Owusu', 'Lars Whitcombe'];
const waiting = [
  'Elio Marchetti',
  'Maren Osei',
  'Ruth Kessler',
  'Xenia Rourke',
  'Dag Ellison',
  'Freya Oduya',
  'Gus Tremblay',
  'Silas Varga',
  'Yann Delacroix',
];

/** Builds an invented programme with an offering that was held in the spring, with observations and steps that were confirmed, and one to come that has a waiting list. */
export async function sampleFaculty(convener: Actor): Promise<{ programme: string; held: string; coming: string }> {
  const programme = await sampleProgramme(convener);
  const actors = new Map(await Promise.all(facultyPeople.map(async ({ name }) => [name, await facultyActor(name)] as const)));
  const who = (name: string) => actors.get(name)!;
  for (const name of trainers)
    await confirm(convener, programme, {
      person: who(name),
      step: 'trainer',
      since: day(500),
      ground: 'Trained elsewhere, and led two offerings beside the convener (invented).',
    });
  const [ada, hana] = trainers.map(who) as [Actor, Actor];
  const parts = { [`part.${ada.personId}`]: 'trainer', [`part.${hana.personId}`]: 'trainer', leader: ada.personId! };
  const held = await offering(convener, programme, {
    ...{ title: 'Spring course across the schools', opensTo: 'all', capacity: '20', ...parts },
    description: 'An invented course on three afternoons. People of five schools came, and two of them trained.',
    dates: [7, 14, 21].map((days) => ({ on: day(-days), words: '' })),
  });
  const came = [...facilitators, ...coFacilitators, ...learners];
  for (const name of came) await as(who(name), (scope) => enrol(scope, held, { needs: '' }));
  await beHeld(ada, held, { names: came, daysAgo: [200, 193, 186] });
  for (const name of came)
    await confirm(ada, programme, {
      person: who(name),
      step: 'learner',
      since: day(186),
      ground: 'Was there, and practised in the group.',
    });
  for (const name of [...facilitators, ...coFacilitators])
    await confirm(hana, programme, {
      person: who(name),
      step: 'co-facilitator',
      since: day(150),
      ground: 'Led a practice round beside me.',
    });
  for (const [at, name] of facilitators.entries()) {
    for (const round of [0, 1]) await observed(round === 0 ? ada : hana, programme, { of: who(name), at: at * 2 + round, isRead: true });
    await confirm(at % 2 === 0 ? ada : hana, programme, {
      person: who(name),
      step: 'facilitator',
      since: day(90 - at),
      ground: 'Taught twice, was observed twice, and talked it through.',
    });
  }
  await observed(ada, programme, { of: who('Cyrus Ndiaye'), at: 3, isRead: true });
  // For one the program suggests a step, and of another it is over.
  for (const at of [6, 7]) await observed(hana, programme, { of: who('Cleo Marchand'), at, isRead: true });
  await confirm(convener, programme, {
    ...{ person: who('Gus Tremblay'), step: 'facilitator', since: day(760) },
    ground: 'Came to an earlier course and taught twice (invented).',
  });
  await observed(hana, programme, { of: who('Orla Desai'), at: 5, isRead: false });
  await as(hana, (scope) =>
    assignObserver(scope, programme, { person: who('Vera Solano').personId!, observer: who('Tamsin Reed').personId!, offering: null }),
  );
  const coming = await offering(convener, programme, {
    ...{ title: 'Winter course at Ashby', opensTo: 'all', capacity: '6', ...parts, [`part.${who('Bea Halloran').personId}`]: 'trainer' },
    description: 'An invented course on two afternoons, at Ashby and open to all.',
    dates: [30, 37].map((days) => ({ on: day(-days), words: '' })),
  });
  for (const name of waiting) await as(who(name), (scope) => enrol(scope, coming, { needs: '' }));
  // Nobody is mailed of what is invented.
  await asSystem(({ tx }) => tx.updateTable('occasionNotice').set({ sentAt: new Date() }).where('sentAt', 'is', null).execute());
  return { programme, held, coming };
}

async function sampleProgramme(convener: Actor): Promise<string> {
  return as(convener, async (scope) => {
    const ticked = (await facultyCompetencies(scope)).map(({ stableId }) => [`competency.${stableId}`, 'yes']);
    const slug = await beginProgramme(scope, ProgrammeForm.parse({ ...programmeWords, ...Object.fromEntries(ticked) }));
    await setProgrammeState(scope, slug, 'open');
    const { sessions } = await wholeProgramme(scope, slug);
    for (const [at, words] of ['silence', 'rubric'].entries()) {
      const [item] = (await itemsToTeach(scope, words)) ?? [];
      if (item) await takeIntoSession(scope, slug, { session: sessions[at]!.id, item: item.id });
    }
    return slug;
  });
}

type SampleOffering = { dates: ReadonlyArray<{ on: string; words: string }> } & Readonly<Record<string, string | object>>;

const happens = ['The conversation itself', 'Leading a practice round', 'Feedback that a learner can use'];

async function offering(convener: Actor, programme: string, { dates, ...said }: SampleOffering): Promise<string> {
  const rows = dates.flatMap(({ on }, at) =>
    Object.entries({
      day: on,
      time: '13:00',
      minutes: '150',
      words: happens[at] ?? '',
      place: 'Seminar room (invented)',
      link: 'https://meeting.example/j/faculty',
    }).map(([name, value]) => [`date.${at}.${name}`, value]),
  );
  const form = OfferingForm.parse({
    ...said,
    timeZone: zone,
    preparationMinutes: '60',
    preparation: 'Read the guide of the first session.',
    ...Object.fromEntries(rows),
  });
  return as(convener, async (scope) => {
    const slug = await planOffering(scope, programme, form);
    await publishOffering(scope, slug);
    return slug;
  });
}

/** An offering that people enrolled in, as if it had been held on earlier days; whoever leads it says who was there: all but the last person, who missed the last date. */
async function beHeld(
  leader: Actor,
  slug: string,
  { names, daysAgo }: { names: readonly string[]; daysAgo: readonly number[] },
): Promise<void> {
  const dates = await as(leader, async (scope) => datesOf(scope, (await offeringNamed(scope, slug)).id));
  for (const [at, { id, startsAt, endsAt }] of dates.entries()) {
    const back = startsAt.getTime() - Date.parse(`${day(daysAgo[at]!)}T18:00:00Z`);
    await as(leader, async (scope) => {
      await scope.tx
        .updateTable('occasion')
        .set({
          startsAt: new Date(startsAt.getTime() - back),
          endsAt: new Date(endsAt.getTime() - back),
          registrationClosesAt: null,
          status: 'held',
        })
        .where('id', '=', id)
        .execute();
      for (const name of names) {
        const person = facultyPeople.find((each) => each.name === name)!;
        const came = at < 2 || name !== names.at(-1);
        await correctPresence(scope, id, {
          mail: facultyMail(person),
          came,
          minutes: came ? 150 : 0,
          reason: 'Said by whoever led it (invented).',
        });
      }
    });
  }
}

function confirm(by: Actor, programme: string, { person, ...said }: { person: Actor; step: Step; since: string; ground: string }) {
  return as(by, (scope) => confirmStep(scope, programme, { person: person.personId!, ...said }));
}

const wells = [
  'She waited after the hard sentence, and the student found the next one alone.',
  'He asked each of the six for something small to try, and came back to it at the end.',
  'When the actor wept, the room grew still; she let it, then asked the group what they had seen.',
  'The student spoke first after every round. The words that worked were said back to them.',
];
const tries = [
  'Stop a little earlier, while there is something left to try again.',
  'Let the group say what it saw before you do.',
  'Say at the start that stopping is allowed; two of them did not dare.',
  'End with one thing each will try on the ward.',
];
const pattern: readonly Anchor[] = ['often', 'throughout', 'often', 'beginning', 'throughout', 'often'];

async function observed(by: Actor, programme: string, { of, at, isRead }: { of: Actor; at: number; isRead: boolean }): Promise<void> {
  const said = ObservationForm.parse({
    ...{
      onDay: day(140 - at * 3),
      taught: 'A practice round with six students (invented)',
      well: wells[at % wells.length]!,
      toTry: tries[at % tries.length]!,
    },
    ...Object.fromEntries(
      aspects.map(({ id }, aspect) => [`aspect.${id}`, (at + aspect) % 7 === 6 ? 'unseen' : pattern[(at + aspect) % pattern.length]!]),
    ),
  });
  const id = v7();
  await as(by, (scope) => observeTeaching(scope, programme, { id, person: of.personId!, said }));
  if (isRead)
    await as(of, (scope) => readObservation(scope, id, { words: at % 3 === 0 ? 'Thank you. I will begin with the goal next time.' : '' }));
}
