/** A link to join, with what to know about it (a passcode). */
export type JoinLink = { readonly url: string; readonly words: string };
/**
 * Who may take a place. `members`: whoever has signed in, on the page that tells of it; `school`: the same, of the organising school alone, and nobody else sees it. Nobody registers for
 * these two with an address.
 */
export type Audience = 'faculty' | 'everyone' | 'members' | 'school';
/** True where a place is taken on the page that tells of it, by whoever has signed in. */
export function isForMembers({ audience }: { audience: Audience }): boolean {
  return audience === 'members' || audience === 'school';
}

/**
 * What an occasion is made of, by the module that announces it. Times are instants; `timeZone` is the host's. `page` is the public page that tells of it, a path of ours. `followsId` names the
 * occasion whose places this one has: a further date of the same.
 */
export type OccasionDraft = {
  readonly title: string;
  readonly summary: string;
  readonly page: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly timeZone: string;
  readonly place: string;
  readonly link: JoinLink | null;
  readonly audience: Audience;
  readonly followsId?: string | null;
  readonly takesRegistration: boolean;
  readonly capacity: number | null;
  readonly registrationOpensAt: Date | null;
  readonly registrationClosesAt: Date | null;
  readonly recordsAttendance: boolean;
  readonly minimumMinutes: number | null;
  readonly givesCertificate: boolean;
  readonly certificateWords: string;
  readonly certificateMinutes: number | null;
  readonly keepsMailDays: number;
  readonly bySchoolId: string | null;
  readonly hostId: string | null;
  /** What it is about: stable identifiers of competencies, which its certificates' badges name. */
  readonly competencies?: string[];
  /** The accredited provider who gives credit for it, in words; '' or absent where nobody does. */
  readonly creditBy?: string;
};
/** What a notice says of a change: what stood before and what stands now, times in ISO 8601. */
export type ToldChange = {
  readonly title?: readonly [string, string];
  readonly time?: readonly [{ starts: string; ends: string }, { starts: string; ends: string }];
  readonly place?: readonly [string, string];
  readonly link?: true;
  /** Of several dates that changed in one act, what changed of each: when it was, and the change. */
  readonly dates?: ReadonlyArray<{ readonly was: { starts: string; ends: string }; readonly change: ToldChange }>;
};
type Told = Pick<OccasionDraft, 'title' | 'startsAt' | 'endsAt' | 'place' | 'link'>;

/** What of a change has to be told to whoever comes; null when nothing has. */
export function changeToTell(before: Told, after: Told): ToldChange | null {
  const time = ({ startsAt, endsAt }: Told) => ({ starts: startsAt.toISOString(), ends: endsAt.toISOString() });
  const isMoved = before.startsAt.getTime() !== after.startsAt.getTime() || before.endsAt.getTime() !== after.endsAt.getTime();
  const isLinkOther = before.link?.url !== after.link?.url || (before.link?.words ?? '') !== (after.link?.words ?? '');
  const change: ToldChange = {
    ...(before.title !== after.title && { title: [before.title, after.title] as const }),
    ...(isMoved && { time: [time(before), time(after)] as const }),
    ...(before.place !== after.place && { place: [before.place, after.place] as const }),
    ...(isLinkOther && { link: true as const }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

type Registrable = Pick<OccasionDraft, 'takesRegistration' | 'registrationOpensAt' | 'registrationClosesAt' | 'endsAt' | 'capacity'> & {
  readonly status: 'planned' | 'published' | 'cancelled' | 'held';
};
/** Whether somebody can register now. `full`: yes, for the waiting list. */
export type Registration = 'none' | 'not-yet' | 'open' | 'full' | 'closed' | 'cancelled' | 'over';

/** The state of an occasion's registration; `taken` is how many have a confirmed place, `waiting` how many wait for one. */
export function registrationOf(
  occasion: Registrable,
  { now, taken, waiting }: { now: Date; taken: number; waiting: number },
): Registration {
  if (occasion.status === 'cancelled') return 'cancelled';
  if (occasion.status === 'held' || occasion.endsAt <= now) return 'over';
  if (!occasion.takesRegistration || occasion.status === 'planned') return 'none';
  if (occasion.registrationOpensAt !== null && occasion.registrationOpensAt > now) return 'not-yet';
  if (occasion.registrationClosesAt !== null && occasion.registrationClosesAt <= now) return 'closed';
  return occasion.capacity !== null && (taken >= occasion.capacity || waiting > 0) ? 'full' : 'open';
}
