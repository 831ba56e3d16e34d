/** What a text of the file may say. */
export type ValueType = keyof typeof patterns;

const guid = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const zone = '(?:Z|[+-](?:(?:0\\d|1[0-3]):[0-5]\\d|14:00))?';
const day = '-?(?:[1-9]\\d{3,}|0\\d{3})-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])';

/** How each is written, and in which words a person is told so. */
const patterns = {
  string: { pattern: /^/, words: 'any text' },
  guid: { pattern: guid, words: 'a GUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301' },
  boolean: { pattern: /^(?:true|false|1|0)$/, words: '“true” or “false”' },
  integer: { pattern: /^[+-]?\d+$/, words: 'a whole number' },
  decimal: { pattern: /^[+-]?(?:\d+\.?\d*|\.\d+)$/, words: 'a number' },
  date: { pattern: new RegExp(`^${day}${zone}$`), words: 'a date, such as 2026-06-25' },
  dateTime: {
    pattern: new RegExp(`^${day}T(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?|24:00:00(?:\\.0+)?)${zone}$`),
    words: 'a date with time, such as 2026-06-25T14:30:00Z',
  },
  colour: { pattern: /^#(?:[0-9a-f]{6}|[0-9a-f]{3})$/i, words: 'a colour, such as #3366cc' },
  direction: { pattern: /^(?:Associative|OneWay|Bidirectional)$/, words: '“Associative”, “OneWay” or “Bidirectional”' },
  variableKind: {
    pattern: /^(?:Text|Boolean|Integer|Float|Date|DateTime)$/,
    words: '“Text”, “Boolean”, “Integer”, “Float”, “Date” or “DateTime”',
  },
  shape: {
    pattern: /^(?:Person|Oval|Rectangle|RoundedRectangle|Star|LeftTriangle|RightTriangle|UpTriangle|DownTriangle|Note)$/,
    words: 'a shape of the standard',
  },
  lineStyle: { pattern: /^(?:dotted|dashed|solid)$/, words: '“dotted”, “dashed” or “solid”' },
} as const;

/** Whether a text is a value of the type, as the schema has it. */
export function isValue(type: ValueType, text: string): boolean {
  if (type === 'string') return true;
  const value = collapsed(text);
  if (!patterns[type].pattern.test(value)) return false;
  if (type === 'guid') return value.startsWith('{') === value.endsWith('}');
  return type === 'date' || type === 'dateTime' ? isDay(value) : true;
}

/** What is expected of a type, in words. */
export function wordsOf(type: ValueType): string {
  return patterns[type].words;
}

/** Without blanks around it, and one space where several stand: how the schema looks at everything but plain text. */
function collapsed(text: string): string {
  return text.replace(/[ \t\n\r]+/g, ' ').trim();
}

function isDay(text: string): boolean {
  const [, year = '', month = '', date = ''] = /^(-?\d+)-(\d\d)-(\d\d)/.exec(text) ?? [];
  if (/^-?0+$/.test(year)) return false;
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  return Number(date) <= ([31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Number(month) - 1] ?? 0);
}
