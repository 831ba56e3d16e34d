import * as z from 'zod';
import { dayOf } from '#app/platform/day.ts';
import { studyRoles } from '../rules.ts';
import { approaches } from './approach.ts';
import { consentItems, promises } from './consent-item.ts';

const text = (most: number) => z.string().trim().max(most, `At most ${most} characters`);
const Day = dayOf('Choose a day');
const MaybeDay = z
  .literal('')
  .transform(() => null)
  .or(Day);
const MaybeId = z
  .literal('')
  .transform(() => null)
  .or(z.uuid());

/** A version of the protocol. `reason`: why it differs from the one before. */
export const Protocol = z.object({
  approach: z.enum(approaches, 'Choose an approach'),
  question: text(2000).min(1, 'Write what the study asks'),
  design: text(10_000),
  guide: text(20_000),
  reason: text(2000).default(''),
});
export type Protocol = z.infer<typeof Protocol>;
/** A study that begins. */
export const NewStudy = Protocol.omit({ reason: true, design: true, guide: true }).extend({ title: text(120).min(1, 'Write a title') });
export type NewStudy = z.infer<typeof NewStudy>;

/** The day after which originals are erased; empty for none yet. */
export const OriginalsUntil = z.object({ originalsUntil: MaybeDay });

/** A role given to a person who is in Concord, by email address; of one site, or of all. */
export const GivenRole = z.object({
  mail: z.email('Write an email address').toLowerCase(),
  role: z.enum(studyRoles, 'Choose a role'),
  siteId: MaybeId,
});
export type GivenRole = z.infer<typeof GivenRole>;
/** A role that ends. */
export const EndedRole = z.object({ personId: z.uuid(), role: z.enum(studyRoles) });

const determinations = ['exempt', 'expedited', 'full board', 'not human subjects research'] as const;
/** What a board decided for a site. */
export const SiteSaid = z
  .object({
    determination: z
      .literal('')
      .transform(() => null)
      .or(z.enum(determinations)),
    board: text(200),
    leadBoard: text(200),
    reliance: text(500),
    number: text(80),
    approvedOn: MaybeDay,
    expiresOn: MaybeDay,
  })
  .refine(({ approvedOn, expiresOn }) => expiresOn === null || (approvedOn !== null && approvedOn <= expiresOn), {
    path: ['expiresOn'],
    message: 'The last day comes after the day of the approval',
  });
export type SiteSaid = z.infer<typeof SiteSaid>;
/** A site that joins: a school by its id. */
export const NewSite = z.object({ schoolId: z.uuid('Choose a school') });
/** A change that the board approved. Its fields are named apart from those of the decision, beside which they stand. */
export const Amendment = z
  .object({
    amendment: text(80).min(1, 'Write its number'),
    what: text(1000).min(1, 'Write what changed'),
    amendedOn: Day,
    newLastDay: MaybeDay,
  })
  .transform(({ amendment, what, amendedOn, newLastDay }) => ({
    ...{ number: amendment, what, approvedOn: amendedOn, expiresOn: newLastDay },
  }));
export type Amendment = z.infer<typeof Amendment>;

/** A session, held or planned. */
export const SessionSaid = z.object({
  siteId: z.uuid('Choose a site'),
  title: text(120).min(1, 'Write a title'),
  heldOn: MaybeDay,
  mode: z
    .literal('')
    .transform(() => null)
    .or(z.enum(['in person', 'video', 'telephone'])),
  moderator: text(120),
  notes: text(5000),
});
export type SessionSaid = z.infer<typeof SessionSaid>;

/** Someone who is asked to take part, by pseudonym; name and mail go into the key, by whoever may write it. */
export const ParticipantSaid = z.object({
  siteId: z.uuid('Choose a site'),
  pseudonym: text(60).min(1, 'Write a pseudonym'),
  askedHow: text(200),
  name: text(200).default(''),
  mail: z.literal('').or(z.email('Write an email address, or leave it empty')).default(''),
});
export type ParticipantSaid = z.infer<typeof ParticipantSaid>;
/** How it stands with a participant, with the reason for not taking part. */
export const ParticipantState = z.object({ state: z.enum(['asked', 'agreed', 'declined']), reason: text(500) });
export type ParticipantState = z.infer<typeof ParticipantState>;
/** Why the key is read, and whose: ids with semicolons between. */
export const KeyReading = z.object({
  why: text(300).min(1, 'Write why you read the key'),
  participantIds: z
    .string()
    .transform((ids) => ids.split(';').filter(Boolean))
    .pipe(z.array(z.uuid('Choose participants of this list'))),
});

/** A letter's version. */
export const LetterSaid = z.object({
  siteId: z.uuid('Choose a site'),
  version: text(40).min(1, 'Write its version'),
  text: text(40_000).min(1, 'Paste the letter'),
  items: z.array(z.enum(consentItems)).refine((items) => items.includes('take part'), 'A letter asks at least for taking part'),
  onWithdrawal: z.enum(promises, 'Choose what the letter promises'),
});
export type LetterSaid = z.infer<typeof LetterSaid>;
/** What a participant agreed to. */
export const ConsentSaid = z.object({ letterId: z.uuid('Choose a letter'), granted: z.array(z.enum(consentItems)), givenOn: Day });
export type ConsentSaid = z.infer<typeof ConsentSaid>;
/** A withdrawal. */
export const WithdrawalSaid = z.object({ withdrawnOn: Day });

/** What a note may be about beside the whole study; in a form `transcript:<id>`. */
const NoteAbout = z.object({ kind: z.enum(['transcript', 'code']), id: z.uuid() });
export type NoteAbout = z.infer<typeof NoteAbout>;
const abouts = z
  .string()
  .default('')
  .transform((value) =>
    value
      .split(';')
      .filter(Boolean)
      .map((each) => ({ kind: each.split(':')[0], id: each.split(':')[1] })),
  )
  .pipe(z.array(NoteAbout, 'Choose again what it is about').max(100));

/** A note: a meeting with what was decided, a memo, or a reading pass. */
export const NoteSaid = z.object({
  kind: z.enum(['meeting', 'memo', 'reading'], 'Choose what it is'),
  heldOn: Day,
  who: text(500),
  text: text(40_000).min(1, 'Write the note'),
  decided: text(5000),
  about: abouts,
  minutes: z
    .literal('')
    .transform(() => null)
    .or(z.coerce.number('Write a number').int().min(1).max(1440)),
});
export type NoteSaid = z.infer<typeof NoteSaid>;

/** The id of a row, in an address. */
export const Id = z.uuid();
const seen = z.coerce.date();
/** A protocol's version from its form; `seen`: the version that it follows. */
export const ProtocolForm = Protocol.extend({ seen: z.coerce.number().int() });
/** What a board decided, from its form; `seen`: the state that the form began with. */
export const SiteForm = z
  .object({ seen })
  .and(SiteSaid)
  .transform(({ seen: at, ...said }) => ({ seen: at, said }));
/** A letter from its form: the items it asks for with semicolons between. */
export const LetterForm = z
  .looseObject({ items: z.string() })
  .transform(({ items, ...form }) => ({ ...form, items: items.split(';').filter(Boolean) }))
  .pipe(LetterSaid);
/** A consent from its form, likewise. */
export const ConsentForm = z
  .looseObject({ granted: z.string() })
  .transform(({ granted, ...form }) => ({ ...form, granted: granted.split(';').filter(Boolean) }))
  .pipe(ConsentSaid);
/** A session's change from its form. */
export const SessionForm = z
  .object({ seen })
  .and(SessionSaid.omit({ siteId: true }))
  .transform(({ seen: at, ...said }) => ({ seen: at, said }));
/** Who came, from a form with `came-ID` (yes, no, or empty: not noted) and `reason-ID` for each participant. */
export const AttendanceForm = z.record(z.string(), z.string()).transform((form) =>
  Object.entries(form).flatMap(([name, value]) => {
    const participantId = z.uuid().safeParse(name.startsWith('came-') ? name.slice(5) : '');
    if (!participantId.success) return [];
    const came = value === 'yes' ? true : value === 'no' ? false : null;
    return [{ participantId: participantId.data, came, reason: (form[`reason-${participantId.data}`] ?? '').trim().slice(0, 200) }];
  }),
);
