/** What a passage tells by its shape. */
export type ShapeCategory = 'phone' | 'mail' | 'address' | 'handle' | 'number' | 'date' | 'age' | 'zip' | 'street' | 'room';
/** A passage of a text, [start, end) in UTF-16 units, that has the shape of something identifying; `by` says which. */
export type Shape = { readonly start: number; readonly end: number; readonly category: ShapeCategory; readonly by: string };

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
/** A day and a month in figures, either way round. */
const monthDay = '(?:0?[1-9]|[12]\\d|3[01])\\/(?:0?[1-9]|[12]\\d|3[01])';
const ordinal = '\\d{1,2}(?:st|nd|rd|th)?';
const streetKinds =
  'street st avenue ave road rd boulevard blvd drive dr lane ln court ct place pl square sq terrace way parkway pkwy'.split(' ');
const streetKind = `(?:${streetKinds.map((kind) => `[${kind[0]!.toUpperCase()}${kind[0]}]${kind.slice(1)}`).join('|')})`;

/**
 * What the rule names as identifying by its shape (45 CFR 164.514(b)(2)(i), "Safe Harbor"): all parts of a date but the year alone, ages over 89 in figures or words, and numbers
 * that somebody's record, phone, account or home has. Each is a proposal: a shape is not a proof.
 */
const patterns: readonly (readonly [ShapeCategory, string, RegExp])[] = [
  ['mail', 'mail address', /(?<![\w.+%-])[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/giu],
  ['address', 'web address', /\b(?:https?:\/\/|www\.)[^\s<>"')\]]+[^\s<>"')\].,;:!?]/giu],
  ['handle', 'handle', /(?<![\w@.])@[a-z_][\w.]{1,29}\b/giu],
  ['number', 'social security number', /\b\d{3}-\d{2}-\d{4}\b/gu],
  ['phone', 'phone number', /(?<![\w.])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\)|\d{3})[ .-]\d{3}[ .-]\d{4}\b|(?<![\w.])\+\d[\d ]{7,16}\d\b/gu],
  [
    'number',
    'record number',
    /\b(?:mrn|medical record(?: number)?|record number|student (?:id|number)|badge(?: number)?|account(?: number)?|license(?: number)?|licence(?: number)?|policy(?: number)?)\s*(?:is|:|#|no\.?|number)*\s*[a-z]{0,3}-?\d[\d-]{2,}/giu,
  ],
  ['number', 'IP address', /\b(?:\d{1,3}\.){3}\d{1,3}\b/gu],
  [
    'date',
    'date',
    // "24/7" is no day of July.
    new RegExp(
      `\\b\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2})\\b|\\b\\d{4}-\\d{2}-\\d{2}\\b|(?<![\\d/])(?!24\\/7\\b)${monthDay}\\b(?!\\/)(?!\\s*(?:of|hours?|cup))`,
      'gu',
    ),
  ],
  [
    'date',
    'date',
    new RegExp(
      `\\b${month}\\.?\\s+${ordinal}(?:,?\\s+\\d{4})?\\b|\\b${ordinal}\\s+(?:of\\s+)?${month}(?:,?\\s+\\d{4})?\\b|\\b${month}\\.?,?\\s+\\d{4}\\b`,
      'giu',
    ),
  ],
  [
    'age',
    'age over 89',
    /\b(?:9\d|1[0-1]\d)(?=[ -](?:years?[ -]old|year-old|yo\b|y\/o\b|years of age))|(?<=\b(?:i['’]m|i am|she['’]s|she is|he['’]s|he is|was|turned|aged?|turning)\s)(?:9\d|1[0-1]\d)\b(?![ ]?%)/giu,
  ],
  [
    'age',
    'age over 89',
    /\bninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?(?=[ -]years?[ -]old|[ -]year-old)|(?<=\b(?:i['’]m|i am|she['’]s|she is|he['’]s|he is|was|turned|aged?)\s)ninety(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?\b/giu,
  ],
  ['zip', 'ZIP code', /\b\d{5}-\d{4}\b|(?<=\b(?:[A-Z]{2},?|zip(?: code)?(?: is)?)\s)\d{5}\b/gu],
  [
    'street',
    'street',
    new RegExp(
      `\\b\\d{1,5}\\s+(?:[A-Z][\\w’'.-]*\\s+){1,3}${streetKind}\\b\\.?|\\b(?:[A-Z][\\w’'-]+\\s+){1,2}(?:Street|Avenue|Road|Boulevard|Lane|Parkway|Square)\\b`,
      'gu',
    ),
  ],
  ['room', 'room', /\b(?:room|rm\.?|suite|bed|ward|unit|floor|pager|extension|ext\.?)\s*(?:number|no\.?|#)?\s*(?:\d+[a-z]?|[A-Z]\d*)\b/giu],
];

/** Every passage of a text that has the shape of something identifying, by position within each pattern. */
export function identifyingShapes(text: string): Shape[] {
  return patterns.flatMap(([category, by, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(([found]) => category !== 'room' || isNumbered(found))
      .map(({ 0: found, index }) => ({ start: index, end: index + found.length, category, by })),
  );
}

/** "room 12", "Suite B"; "in the room I" and "to bed a little" are none. */
function isNumbered(room: string): boolean {
  return /\d/.test(room) || /\b[B-HJ-Z]$/.test(room);
}
