import type { Actor } from '#app/platform/actor.ts';
import { visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { makeOccasion, publishOccasion } from '../app/modules/attendance/commands.server.ts';
import type { OccasionDraft } from '../app/modules/attendance/occasion.ts';
import { askForPlace, confirmPlace } from '../app/modules/attendance/places/commands.server.ts';

const day = 86_400_000;

/** An hour in a month's time, for everybody, that nobody runs but who convenes. */
export function draft(more: Partial<OccasionDraft> = {}): OccasionDraft {
  const startsAt = more.startsAt ?? new Date(Math.ceil(Date.now() / day) * day + 30 * day);
  return {
    title: 'Sitting with silence',
    summary: 'What silence does in a conversation.',
    page: '/forum/sitting-with-silence',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3_600_000),
    timeZone: 'America/New_York',
    place: '',
    link: { url: 'https://meet.example/j/81234?pwd=Zq9', words: 'Passcode 5150' },
    audience: 'everyone',
    takesRegistration: true,
    capacity: null,
    registrationOpensAt: null,
    registrationClosesAt: null,
    recordsAttendance: true,
    minimumMinutes: 45,
    givesCertificate: true,
    certificateWords: '',
    certificateMinutes: 60,
    keepsMailDays: 90,
    bySchoolId: null,
    hostId: null,
    ...more,
  };
}

/** A published occasion; answers its id. */
export function published(convener: Actor, more: Partial<OccasionDraft> = {}): Promise<string> {
  return as(convener, async (scope) => {
    const id = await makeOccasion(scope, draft(more));
    await publishOccasion(scope, id);
    return id;
  });
}

/** The address of somebody who asks for a place there, one for each occasion, since an address is mailed a few times only. */
export function mailOf(name: string, occasionId: string): string {
  return `${name.toLowerCase()}@${occasionId.slice(-12)}.example`;
}

/** Somebody without an account asks for a place; answers the token of the mailed link. */
export async function asked(
  occasionId: string,
  name: string,
  more: { mail?: string; address?: string; needs?: string } = {},
): Promise<string> {
  const mail = await as(visitor, (scope) =>
    askForPlace(scope, occasionId, {
      name,
      mail: mailOf(name, occasionId),
      organisation: 'Ashby School of Medicine',
      needs: '',
      timeZone: 'America/New_York',
      address: `network of ${name} ${occasionId}`,
      base: 'https://concord.example',
      ...more,
    }),
  );
  return /\/places\/([\w-]+)/.exec(mail.text)![1]!;
}

/** Somebody without an account has a place, or waits for one; answers the token of its page. */
export async function registered(occasionId: string, name: string, more: { mail?: string; address?: string } = {}): Promise<string> {
  const token = await asked(occasionId, name, more);
  await as(visitor, (scope) => confirmPlace(scope, token));
  return token;
}

/** Sets an occasion's clock back, so that it began so many minutes ago. */
export function setBack(occasionId: string, minutes: number): Promise<unknown> {
  const startsAt = new Date(Math.floor(Date.now() / 60_000) * 60_000 - minutes * 60_000);
  const endsAt = new Date(startsAt.getTime() + 3_600_000);
  return asSystem(({ tx }) => tx.updateTable('occasion').set({ startsAt, endsAt }).where('id', '=', occasionId).execute());
}
