import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { planOffering, publishOffering } from '../app/modules/faculty/offerings/commands.server.ts';
import { datesOf, offeringNamed } from '../app/modules/faculty/offerings/queries.server.ts';
import { OfferingForm } from '../app/modules/faculty/offerings/schema.ts';
import { beginProgramme, setProgrammeState } from '../app/modules/faculty/programmes/commands.server.ts';
import { ProgrammeForm } from '../app/modules/faculty/programmes/schema.ts';

type Values = Readonly<Record<string, string>>;

/** The form of a programme of two sessions whose facilitators taught and were observed once, and refresh after two years. */
export function programmeForm(more: Values = {}): ProgrammeForm {
  return ProgrammeForm.parse({
    ...{ title: 'Teaching serious illness conversations', purpose: 'To lead practice in small groups.', forWhom: 'Clinicians who teach.' },
    ...{
      'session.0.title': 'The conversation itself',
      'session.0.minutes': '120',
      'session.1.title': 'Leading practice',
      'session.1.minutes': '180',
    },
    ...{
      'step.learner.attended': '2',
      'step.co-facilitator.words': 'Led one practice round',
      'step.facilitator.taught': '1',
      'step.facilitator.readBack': 'yes',
    },
    ...{ 'step.facilitator.refresh': '24', 'step.trainer.refresh': '36', ...more },
  });
}

/** A programme that is open; answers the name in its address. */
export function openProgramme(who: Actor, more: Values = {}): Promise<string> {
  return as(who, async (scope) => {
    const slug = await beginProgramme(scope, programmeForm(more));
    await setProgrammeState(scope, slug, 'open');
    return slug;
  });
}

/** The form of an offering on two days of 2099, for all schools. */
export function offeringForm(more: Values = {}): OfferingForm {
  return OfferingForm.parse({
    ...{
      title: 'Autumn course',
      description: 'Two afternoons.',
      opensTo: 'all',
      capacity: '2',
      timeZone: 'America/New_York',
      preparationMinutes: '45',
      preparation: 'Read the guide.',
    },
    ...{
      'date.0.day': '2099-10-08',
      'date.0.time': '13:00',
      'date.0.minutes': '120',
      'date.0.words': 'The conversation itself',
      'date.0.place': 'Room 1',
    },
    ...{
      'date.1.day': '2099-10-15',
      'date.1.time': '13:00',
      'date.1.minutes': '180',
      'date.1.words': 'Leading practice',
      'date.1.link': 'https://meet.example/j/2',
      ...more,
    },
  });
}

/** An offering that is published; answers the name in its address. */
export function openOffering(who: Actor, programme: string, more: Values = {}): Promise<string> {
  return as(who, async (scope) => {
    const slug = await planOffering(scope, programme, offeringForm(more));
    await publishOffering(scope, slug);
    return slug;
  });
}

/** The occasions of an offering, in their order. */
export function occasionsOf(who: Actor, slug: string): Promise<string[]> {
  return as(who, async (scope) => (await datesOf(scope, (await offeringNamed(scope, slug)).id)).map(({ id }) => id));
}
