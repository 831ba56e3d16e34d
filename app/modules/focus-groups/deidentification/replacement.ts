import type { Speaker } from './deidentified.ts';
import type { Category } from './proposal.ts';

/** What stands in a text for each kind of passage, where no pseudonym does. */
export const bracketWords: Readonly<Record<Category, string>> = {
  name: '[name]',
  place: '[place]',
  phone: '[phone number]',
  mail: '[mail address]',
  address: '[web address]',
  handle: '[handle]',
  number: '[number]',
  date: '[date]',
  age: '[age over 89]',
  zip: '[ZIP code]',
  street: '[street]',
  room: '[room]',
  indirect: '[detail]',
};
/** The kinds in words, for a list of counts. */
export const categoryWords: Readonly<Record<Category, string>> = {
  name: 'Names',
  place: 'Places and institutions',
  phone: 'Phone numbers',
  mail: 'Mail addresses',
  address: 'Web addresses',
  handle: 'Handles',
  number: 'Record and other numbers',
  date: 'Dates',
  age: 'Ages over 89',
  zip: 'ZIP codes',
  street: 'Streets',
  room: 'Rooms',
  indirect: 'What points at one person',
};
/** Every kind, in the order in which they are shown. */
export const categories = Object.keys(bracketWords) as readonly Category[];

/** Words that a label of a speaker may have without naming anybody. */
const generic =
  /^(?:speaker|participant|student|moderator|interviewer|facilitator|interviewee|respondent|unknown|unidentified|male|female|man|woman|voice|person|host|guest|group|all|several|[a-z]?\d*)$/iu;

/** Whether a label of a speaker names nobody ("Speaker 1", "P3"): then it is no name to look for. */
export function isGenericLabel(label: string): boolean {
  return label.split(/[^\p{L}\p{M}\p{N}]+/u).every((word) => generic.test(word));
}

/** How people say a school's name: the whole, and what stands before the words that every school has. */
export function schoolNames(name: string): string[] {
  const short = /^(?:The )?(.+?)\s+(?:University|School|College|Medical|Health)\b/u.exec(name)?.[1];
  return short ? [name, short] : [name];
}

/** A pseudonym that nobody has: the wanted one, or with a number behind it. */
export function freePseudonym(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!taken.has(`${wanted} ${number}`)) return `${wanted} ${number}`;
}

/** What stands for a speaker whom no roster names. */
export function plainRole(kind: Speaker['kind']): string {
  return kind === 'moderator' ? 'Moderator' : kind === 'participant' ? 'A participant' : 'Another speaker';
}

/** Rows as parts of a thousand, as many as one statement takes with all their columns. */
export function inParts<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / 1000) }, (_, part) => rows.slice(part * 1000, (part + 1) * 1000));
}
