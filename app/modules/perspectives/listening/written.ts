import type { CsvValue } from '#app/platform/csv.ts';

type Round = {
  readonly slug: string;
  readonly title: string;
  readonly status: string;
  readonly closesOn: string | null;
  readonly asked: number;
  readonly answered: number | null;
  readonly declined: number | null;
};
/** Rounds as a file has them, with their numbers. */
export function writtenRounds(rounds: readonly Round[]) {
  return rounds.map(({ slug, title, status, closesOn, asked, answered, declined }) => ({
    round: slug,
    title,
    status,
    lastDay: closesOn,
    asked,
    answered,
    declined,
  }));
}
/** The same as lines of a CSV. */
export function roundLines(rounds: readonly Round[]): CsvValue[][] {
  return [
    ['round', 'title', 'status', 'last day', 'asked', 'answered', 'declined'],
    ...writtenRounds(rounds).map((round) => Object.values(round)),
  ];
}

type Counted = {
  readonly prompt: string;
  readonly named: number | null;
  readonly byRole: number | null;
  readonly counted: number | null;
};
/** The numbers of a round's prompts as lines of a CSV. */
export function promptLines(prompts: readonly Counted[]): CsvValue[][] {
  return [
    ['prompt', 'with a name', 'with a role', 'counted only'],
    ...prompts.map(({ prompt, named, byRole, counted }) => [prompt, named, byRole, counted]),
  ];
}

type Guest = {
  readonly name: string;
  readonly mail: string;
  readonly role: string;
  readonly invitedAt: Date;
  readonly endedAt: Date | null;
};
/** Guests as a file has them. */
export function writtenGuests(guests: readonly Guest[]) {
  return guests.map(({ name, mail, role, invitedAt, endedAt }) => ({
    name,
    mail,
    role,
    invitedAt: invitedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
  }));
}
/** The same as lines of a CSV. */
export function guestLines(guests: readonly Guest[]): CsvValue[][] {
  return [['name', 'mail', 'role', 'invited', 'ended'], ...writtenGuests(guests).map((guest) => Object.values(guest))];
}
