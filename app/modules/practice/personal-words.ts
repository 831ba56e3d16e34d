import { identifyingShapes, type ShapeCategory } from '#app/platform/identifying-shape.ts';
import { mergedPassages } from '#app/platform/merged-passages.ts';
import { invalid } from '#app/platform/problem.ts';
import { afterTitle, capitalWords, namesOrWords, ownersOfNothing, sureNames } from './name-words.ts';

/** What words may tell of a patient. */
export type PersonalKind = 'name' | 'initials' | 'date' | 'number' | 'contact' | 'place' | 'age';
/** A passage of a text, [start, end) in UTF-16 units, that may tell who a patient is, and its words. */
export type PersonalWords = { readonly start: number; readonly end: number; readonly kind: PersonalKind; readonly words: string };

/** What each kind looks like, as a page says it after "looks like". */
export const looksLike: Readonly<Record<PersonalKind, string>> = {
  name: 'a name',
  initials: 'initials',
  date: 'a date',
  number: 'a number of a record or an account',
  contact: 'an address, a phone or a mail',
  place: 'a room or a bed',
  age: 'an age over 89',
};

/**
 * Every passage of a text that may tell who a patient is, by position: names, initials, dates with their day, numbers of records, phones, addresses, rooms, ages over 89. A month alone, a year alone and
 * "last Tuesday" are none: an entry has a month and no day, so nobody counts back from it. A shape is not a proof, and what has no shape ("the mayor's wife") is not found: the page asks, and says so.
 */
export function personalWords(text: string): PersonalWords[] {
  const shapes = identifyingShapes(text)
    .filter(({ start, end, category }) => category !== 'date' || isDay(text, start, end))
    .map(({ start, end, category }) => ({ start, end, kind: kindOf[category] }));
  const found = mergedPassages([shapes, moreShapes(text), titledNames(text), namesGiven(text), capitalNames(text)]);
  return found.map(({ start, end, kind }) => ({ start, end, kind, words: text.slice(start, end) }));
}

type Found = Omit<PersonalWords, 'words'>;

const kindOf: Readonly<Record<ShapeCategory, PersonalKind>> = {
  ...{ phone: 'contact', mail: 'contact', address: 'contact', handle: 'contact', zip: 'contact', street: 'contact' },
  ...{ number: 'number', date: 'date', age: 'age', room: 'place' },
};

/** "8/10" and "3/4" are more often a pain or a share than a day; a word before tells a day. */
function isDay(text: string, start: number, end: number): boolean {
  if (!/^\d{1,2}\/(?:2|3|4|5|6|8|10)$/.test(text.slice(start, end))) return true;
  return /\b(?:on|since|by|until|till|before|after|dated?|admitted|seen|born|dob|of|from)\s*:?\s*$/i.test(
    text.slice(Math.max(0, start - 20), start),
  );
}

const tens = '(?:twenty|thirty)[ -]?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)?';
const dayWord = `(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|${tens})`;
const monthWord = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
const holiday =
  "(?:christmas|thanksgiving|easter|halloween|independence|labor|memorial|mother['’]?s|father['’]?s|valentine['’]?s|new year['’]?s)";
/** What the shelf's shapes leave out, since it is everyday elsewhere. */
const more: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    'date',
    new RegExp(`\\b(?:the )?${dayWord} (?:of )?${monthWord}\\b|\\b${monthWord} (?:the )?(?:\\d{1,2}(?:st|nd|rd|th)|${dayWord})\\b`, 'giu'),
  ],
  [
    'date',
    /\b(?:on|since|until|by|before|after|(?:mon|tues|wednes|thurs|fri|satur|sun)day,?) the \d{1,2}(?:st|nd|rd|th)\b(?! (?:floor|day|try|time|visit|week|hour|year|attempt|cycle|line|bed|grade))/giu,
  ],
  ['date', new RegExp(`\\bon ${holiday}(?: (?:day|eve))?\\b|\\b${holiday} (?:day|eve)\\b`, 'giu')],
  ['date', /\b(?:dob|date of birth)\s*:?\s*[\d/.-]{4,12}/giu],
  [
    'number',
    /\b(?:mrn|chart|csn|fin|encounter|accession|case|hospital)\s*(?:number|no\.?|id|#|:)+\s*[a-z]{0,3}-?\d[\d-]*|(?<![\w.,])#?\d{6,}\b|(?<!\w)#\s?\d{4,}\b/giu,
  ],
  ['contact', /(?<![\w.-])\d{3}[.-]\d{4}\b(?![.-]\d)/gu],
  [
    'age',
    /\b(?:9\d|1[01]\d)\s?(?:y\.o\.?|y\/?o\b|yrs?\b|[MF]\b(?!\w))|\b(?:over|about|almost|nearly|at|age) (?:9\d|1[01]\d)(?= (?:years|and|with|she|he|,))|\bcentenarian\b|\ba? ?hundred[ -]years?[ -]old\b/gu,
  ],
  [
    'initials',
    /(?<![\w.])(?!(?:U\.S|M\.D|D\.O|R\.N|N\.P|P\.A|I\.V|E\.R|O\.R|A\.M|P\.M|D\.C|J\.D|B\.S|M\.S|I\.D|E\.D|G\.I|P\.O|I\.C|E\.G|I\.E|P\.S|V\.A|M\.P|U\.K|N\.Y)\b)\p{Lu}\.[ ]?\p{Lu}\.(?:[ ]?\p{Lu}\.)?/gu,
  ],
  [
    'initials',
    /(?<=\b(?:patient|pt|named|initials)\.? )(?!(?:ED|OR|ER|PT|OT|IV|GI|ID|PA|NP|MD|RN|MS|CT|MR|UA|HD|BP|HR|DM|HF|CA|IM|SP|AM|PM|US|DC|MY|OK|NO|IS|IN|ON|TV|AI)\b)\p{Lu}{2}\b/gu,
  ],
];

function moreShapes(text: string): Found[] {
  return more.flatMap(([kind, pattern]) => all(text, pattern, kind));
}

const word = "\\p{L}[\\p{L}\\p{M}’'-]*";
const capital = "\\p{Lu}[\\p{L}\\p{M}’'-]*";
const titled: readonly RegExp[] = [
  new RegExp(
    `\\b(?:[Mm]rs?|MRS?\\.|MRS|[Mm]x|[Mm]s|MS\\.|Miss|Madam|Sir|Señora?|Sra?|[Dd]rs?|DR|[Pp]rof|Professor|Nurse|Father|Sister|Brother|Rabbi|Imam|Pastor|Reverend|Rev|Chaplain|Aunt(?:ie)?|Uncle|Judge|Officer|Sergeant|Captain)\\b\\.?\\s+(?:\\p{Lu}\\.\\s*)?(${capital}(?:\\s+${capital})?)`,
    'gu',
  ),
  // Written in haste: "mrs alvarez", "dr patel".
  new RegExp(`\\b(?:mrs?|dr)\\b\\.?\\s+(${word})`, 'gu'),
];

/** Somebody with their title, in one letter too ("Mrs. K"); "Mr. X" is nobody, and so are a title before a profession ("Nurse Practitioner") and "the dr came". */
function titledNames(text: string): Found[] {
  return titled.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([, name]) => {
        const first = bareOf(name!.split(/\s+/)[0]!);
        return !/^[xyz]$/.test(first) && !capitalWords.has(first) && !afterTitle.has(first);
      })
      .map(({ 0: found, index }) => ({ start: index, end: index + withoutOwner(found).length, kind: 'name' as const })),
  );
}

const given: readonly RegExp[] = [
  new RegExp(
    `\\b(?:named|name is|name was|names are|names were|nicknamed|goes by|went by|introduced (?:him|her|them)sel(?:f|ves) as)\\s+["“'‘]?(${word})`,
    'giu',
  ),
  new RegExp(`\\b(?:patient|man|woman|lady|gentleman|girl|boy|son|daughter|wife|husband|is|was|be)\\s+called\\s+["“'‘]?(${capital})`, 'gu'),
  new RegExp(`\\b(?:[Pp]atient|[Pp]t|[Nn]ame)\\s*[:=]\\s*(${capital})`, 'gu'),
];

/** "A woman named rosa", "his name is Ed". */
function namesGiven(text: string): Found[] {
  return given.flatMap((pattern) =>
    [...text.matchAll(pattern)]
      .filter(([, name]) => !afterTitle.has(bareOf(name!)) && !capitalWords.has(bareOf(name!)))
      .map(({ 0: found, 1: name, index }) => ({
        start: index + found.length - name!.length,
        end: index + withoutOwner(found).length,
        kind: 'name' as const,
      })),
  );
}

/** A verb that people do: before it a word that may be a name is one. */
const speaks =
  /^\s+(?:said|says|asked|asks|told|tells|cried|replied|answered|nodded|smiled|wept|wanted|died|passed away|looked|began|started|thanked|hugged)\b/;

/** Given names, and capital letters where a sentence does not begin that are no word known to have one. A family name goes along with the given name before it. */
function capitalNames(text: string): Found[] {
  const tokens = [...text.matchAll(new RegExp(word, 'gu'))].map(({ 0: found, index }) => {
    const bare = bareOf(found);
    return {
      ...{ bare, start: index, end: index + withoutOwner(found).length, isOwner: /[’']s$/i.test(found) },
      isCapital: /^\p{Lu}/u.test(found) && /\p{Ll}/u.test(found) && bare.length > 1,
    };
  });
  return tokens.flatMap(({ bare, start, end, isCapital, isOwner }, at) => {
    const before = text.slice(Math.max(0, start - 4), start);
    const isBegin = start === 0 || /(?:^|[.!?…:;\n"“”‘([•–—*/-])['’]?\s*$/.test(before);
    const isSure = sureNames.has(bare) && !capitalWords.has(bare);
    const isUnknown = isCapital && !capitalWords.has(bare) && !capitalWords.has(bare.split(/[-’']/)[0]!);
    const next = tokens[at + 1];
    const takesNext =
      next !== undefined && !isOwner && next.isCapital && !capitalWords.has(next.bare) && text.slice(end, next.start) === ' ';
    const isName = isCapital
      ? isSure ||
        (takesNext && isUnknown) ||
        (!isBegin && isUnknown) ||
        (isBegin && namesOrWords.has(bare) && speaks.test(text.slice(end, end + 16))) ||
        (isBegin && isOwner && isUnknown && !ownersOfNothing.has(bare))
      : isSure && bare.length > 3;
    if (!isName) return [];
    return [{ start, end: takesNext ? next.end : end, kind: 'name' as const }];
  });
}

function bareOf(found: string): string {
  return withoutOwner(found).toLowerCase();
}
function withoutOwner(found: string): string {
  return found.replace(/[’']s?$/i, '');
}
function all(text: string, pattern: RegExp, kind: PersonalKind): Found[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.trimEnd().length, kind }));
}

/** Words of a form that may tell who a patient is, each once, and the field that they stand in. */
export type FieldFinding = { readonly field: string; readonly kind: PersonalKind; readonly words: string };

/** What the fields of a form say that may tell who a patient is and is not answered: `nobodys` are the words of which somebody said that they are nobody's. Each once, in the order of the fields. */
export function unansweredWords(fields: Readonly<Record<string, string>>, nobodys: readonly string[]): FieldFinding[] {
  const answered = new Set(nobodys);
  const found = new Map<string, FieldFinding>();
  for (const [field, text] of Object.entries(fields))
    for (const { kind, words } of personalWords(text))
      if (!answered.has(words) && !found.has(words)) found.set(words, { field, kind, words });
  return [...found.values()];
}

/** The words of which a form says that they are nobody's. */
export function nobodysIn(form: FormData): string[] {
  return form.getAll('nobodys').slice(0, 200).map(String);
}

/** Refuses what may tell who a patient is while nobody said that it is nobody's. For commands, so that no way in passes by; the form that comes back asks (`PersonalWordsAsked`). */
export function assertTellsNobody(fields: Readonly<Record<string, string>>, nobodys: readonly string[]): void {
  const open = unansweredWords(fields, nobodys);
  if (open.length === 0) return;
  const said = open.slice(0, 3).map(({ kind, words }) => `“${words}” looks like ${looksLike[kind]}`);
  throw invalid(`${said.join(', ')}. Nothing was saved. Change the words, or say that they are nobody’s.`);
}
