import { type Step, stepWords } from '../scale.ts';

/** What kind of conversation it was. */
export const kinds = ['simulated', 'role-play', 'observed', 'real'] as const;
export type Kind = (typeof kinds)[number];
/** Each kind as the form offers it. */
export const kindWords: Readonly<Record<Kind, string>> = {
  simulated: 'Simulated, with an actor or a standardized patient',
  'role-play': 'Role play with others who learn',
  observed: 'I observed somebody',
  real: 'With a patient or a family',
};
/** Each kind in a list. */
export const kindShort: Readonly<Record<Kind, string>> = {
  simulated: 'Simulated',
  'role-play': 'Role play',
  observed: 'Observed',
  real: 'With a patient or a family',
};

/** What somebody's own part was. */
export const parts = ['led', 'shared', 'watched'] as const;
export type Part = (typeof parts)[number];
/** Each part in words. */
export const partWords: Readonly<Record<Part, string>> = {
  led: 'I led it',
  shared: 'I did a part of it',
  watched: 'I watched',
};

/** Whether it was talked over afterwards. */
export const debriefs = ['yes', 'no', 'not-needed'] as const;
export type Debriefed = (typeof debriefs)[number];
/** Each answer in words. */
export const debriefWords: Readonly<Record<Debriefed, string>> = {
  yes: 'Yes',
  no: 'No, and I would like to',
  'not-needed': 'No, and that is fine',
};

/** One conversation as the student notes it. `competencies` are stable ids, `month` is as in "2026-03"; what is null was not said. */
export type Said = {
  readonly kind: Kind;
  readonly month: string;
  readonly rotation: string;
  readonly part: Part;
  readonly competencies: readonly string[];
  readonly goal: string;
  readonly debriefed: Debriefed | null;
  readonly selfWords: string;
  readonly selfScale: Step | null;
  readonly next: string;
};

/** What an entry says, without when it was kept. */
export function saidOf({ kind, month, rotation, part, competencies, goal, debriefed, selfWords, selfScale, next }: Said): Said {
  return { kind, month, rotation, part, competencies, goal, debriefed, selfWords, selfScale, next };
}

/** What is written freely, and what the page calls it: where words may tell who a patient is. */
export const freeLabels = {
  rotation: 'Rotation or place',
  goal: 'What I meant to try',
  selfWords: 'How it went, in my words',
  next: 'What I will try next',
} as const;

/** The free words of an entry, by field. */
export function freeWords({ rotation, goal, selfWords, next }: Said): Record<keyof typeof freeLabels, string> {
  return { rotation, goal, selfWords, next };
}

/** What each part of an entry is called. */
export const entryLabels = {
  kind: 'What kind of conversation',
  month: 'Month',
  part: 'My part in it',
  competencies: 'What I tried',
  debriefed: 'Did you talk it over afterwards?',
  selfScale: 'How much of it was mine',
  ...freeLabels,
} as const;
/** A part of an entry. */
export type EntryField = keyof typeof entryLabels;

/** The parts in which two states of an entry differ, in the order of the form. */
export function differing(one: Said, other: Said): EntryField[] {
  const written = (said: Said, field: EntryField) =>
    field === 'competencies' ? [...said.competencies].sort().join() : (said[field] ?? '');
  return (Object.keys(entryLabels) as EntryField[]).filter((field) => written(one, field) !== written(other, field));
}

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** "2026-03" as "March 2026". */
export function monthName(month: string): string {
  const [year, number] = month.split('-');
  return `${monthNames[Number(number) - 1]} ${year}`;
}

/** The last `count` months, this one first: "2026-03", "2026-02" and so on. `today` is as in "2026-03-14". */
export function lastMonths(today: string, count: number): string[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  return Array.from({ length: count }, (_, back) => {
    const at = year * 12 + month - 1 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
}

/** What stands in an entry now where something else was typed: the parts in which they differ, and their words as they stand. */
export function standingNow(
  now: Said,
  typed: Said,
  competencies: readonly { stableId: string; code: string; shortTitle: string }[],
): { label: string; words: string }[] {
  return differing(now, typed).map((field) => ({ label: entryLabels[field], words: wordsOf(now, field, competencies) }));
}

function wordsOf(said: Said, field: EntryField, competencies: readonly { stableId: string; code: string; shortTitle: string }[]): string {
  if (field === 'kind') return kindWords[said.kind];
  if (field === 'part') return partWords[said.part];
  if (field === 'month') return monthName(said.month);
  if (field === 'debriefed') return said.debriefed === null ? '' : debriefWords[said.debriefed];
  if (field === 'selfScale') return said.selfScale === null ? '' : stepWords[said.selfScale].self;
  if (field !== 'competencies') return said[field];
  const tried = competencies.filter(({ stableId }) => said.competencies.includes(stableId));
  return tried.map(({ code, shortTitle }) => `${code} ${shortTitle}`).join('; ');
}
