import { quoted } from '#app/platform/kept-text.ts';
import { type CaseField, derivedNames } from './case-fields.ts';
import { addressOr, readValue, timeOf, uriOf } from './case-value.ts';
import type { Desk } from './desk.ts';
import type { Json, Properties } from './framework-file.ts';
import { identifierOf } from './identifier.ts';

/** What an object of a CASE file says, in the spelling of CASE 1.1. `concord` is what we ourselves wrote into its extensions. */
export type CaseObject = {
  readonly identifier: string;
  /** Its address as the file says it, where that is a URI. */
  readonly uri: string;
  readonly changedAt: string | null;
  readonly values: Properties;
  readonly extensions: Properties;
  readonly concord: Properties;
};

/** Where an object stands, of what class it is, and what names it when it has no identifier. `isOurs`: the file was written here, so addresses are not kept. */
export type ObjectPlace = { readonly path: string; readonly class: string; readonly fallback: string; readonly isOurs: boolean };

const common = ['identifier', 'uri', 'lastChangeDateTime', 'extensions'];
/** What of our own extensions is read back into other places, and not kept a second time. */
const readBack = ['kind', 'phase', 'publishedText', 'format', 'package'];

/** Reads one object by its fields. What is unknown or odd is kept in `extensions.concord.other`; what had to change, in `extensions.concord.source`. */
export function readObject(
  desk: Desk,
  fields: readonly CaseField[],
  { raw, ...place }: ObjectPlace & { readonly raw: Properties },
): CaseObject {
  const { path } = place;
  const values: [string, Json][] = [];
  const source: [string, Json][] = [];
  const other: [string, Json][] = [];
  const fieldOf = fieldsByName(fields);
  for (const [name, value] of Object.entries(raw)) {
    if (common.includes(name) || derivedNames.includes(name) || value === null) continue;
    const field = fieldOf.get(name);
    if (!field) {
      other.push([name, value]);
      const found = `The property ${quoted(name)}, which CASE does not know of a ${place.class}`;
      desk.say(
        { severity: 'note', path: `${path}.${name}`, found, expected: 'The properties of CASE 1.1', did: 'It is kept in the extensions.' },
        `${place.class}.${name}`,
      );
      continue;
    }
    const { value: read, was, isOdd, isCut } = readValue(field.kind, value);
    if (isOdd) {
      other.push([name, value]);
      const found = `${quoted(JSON.stringify(value))}`;
      desk.say({
        severity: 'warning',
        path: `${path}.${name}`,
        found,
        expected: expectations[field.kind],
        did: 'It is kept in the extensions and not used.',
      });
    }
    if (isCut)
      desk.say({
        severity: 'error',
        path: `${path}.${name}`,
        found: 'A text of more than 100,000 characters',
        expected: 'A shorter one',
        did: 'The rest was cut.',
      });
    if (was !== undefined) source.push([field.name, was]);
    if (read !== null && !values.some(([known]) => known === field.name)) values.push([field.name, read]);
  }
  const identifier = readIdentifier(desk, raw.identifier, place);
  if (typeof raw.identifier === 'string' && raw.identifier !== '' && raw.identifier !== identifier)
    source.push(['identifier', raw.identifier]);
  const uri = typeof raw.uri === 'string' ? raw.uri : null;
  if (uri !== null && !place.isOurs) source.push(['uri', uri]);
  const { concord, extensions } = extensionsOf(raw.extensions, { source, other });
  return {
    identifier,
    uri: addressOr(uri === null ? null : uriOf(uri), identifier),
    changedAt: readTime(desk, raw.lastChangeDateTime, place),
    values: Object.fromEntries(values),
    extensions,
    concord,
  };
}

const expectations = {
  text: 'A text',
  texts: 'A list of texts',
  date: 'A date as 2024-06-25',
  uri: 'An address',
  link: 'A link with title, identifier and uri',
  links: 'A list of links with title, identifier and uri',
  integer: 'A whole number',
  number: 'A number',
  ends: 'A link with title, identifier and uri',
} as const;

const known = new WeakMap<readonly CaseField[], Map<string, CaseField>>();
function fieldsByName(fields: readonly CaseField[]): Map<string, CaseField> {
  const before = known.get(fields);
  if (before) return before;
  const made = new Map(fields.flatMap((field) => [field.name, ...(field.aliases ?? [])].map((name) => [name, field] as const)));
  known.set(fields, made);
  return made;
}

function readIdentifier(desk: Desk, raw: Json | undefined, { path, fallback, class: kind }: ObjectPlace): string {
  const said = typeof raw === 'string' || typeof raw === 'number' ? String(raw).trim() : '';
  const identifier = identifierOf(said || fallback);
  if (said === '')
    desk.say({
      severity: 'warning',
      path: `${path}.identifier`,
      found: `A ${kind} without an identifier`,
      expected: 'A UUID',
      did: `It is known as ${identifier}.`,
    });
  else if (said !== identifier)
    desk.say({
      severity: 'note',
      path: `${path}.identifier`,
      found: `The identifier ${quoted(said)}`,
      expected: 'A UUID in small letters, as the standard’s pattern asks',
      did: `It is known as ${identifier}${said.toLowerCase() === identifier ? '' : ', a UUID v5 made from it'}; the old one is kept in the extensions, and what refers to it follows.`,
    });
  return identifier;
}

function readTime(desk: Desk, raw: Json | undefined, { path, class: kind }: ObjectPlace): string | null {
  if (raw === undefined || raw === null || raw === '') return null;
  const time = typeof raw === 'string' ? timeOf(raw) : null;
  const say = (severity: 'note' | 'warning', found: string, did: string) =>
    desk.say(
      { severity, path: `${path}.lastChangeDateTime`, found, expected: 'A time with its zone, as 2024-06-25T12:00:00Z', did },
      `${found.slice(0, 12)} ${kind}`,
    );
  if (time === null) say('warning', `No time: ${quoted(JSON.stringify(raw))}`, 'The time of the import stands instead.');
  else if (time.isBare) say('note', `A time without its zone: ${quoted(String(raw))}`, 'It is taken as UTC.');
  return time?.at ?? null;
}

/** The extensions as they are kept, and what we wrote into them earlier. */
function extensionsOf(raw: Json | undefined, { source, other }: { source: [string, Json][]; other: [string, Json][] }) {
  const given = isObject(raw) ? raw : {};
  if (raw !== undefined && raw !== null && !isObject(raw)) other.push(['extensions', raw]);
  const { concord: ours, ...others } = given;
  const concord = isObject(ours) ? ours : {};
  if (ours !== undefined && !isObject(ours)) other.push(['concord', ours]);
  const before = (name: string) => (isObject(concord[name]) ? (concord[name] as Properties) : {});
  const merged = Object.entries({
    ...Object.fromEntries(Object.entries(concord).filter(([name]) => !readBack.includes(name))),
    source: { ...Object.fromEntries(source), ...before('source') },
    other: { ...Object.fromEntries(other), ...before('other') },
  }).filter(([, value]) => !isObject(value) || Object.keys(value).length > 0);
  const extensions: Properties = merged.length > 0 ? { ...others, concord: Object.fromEntries(merged) } : others;
  return { concord, extensions };
}

/** True for a JSON object. */
export function isObject(value: Json | undefined): value is Properties {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
