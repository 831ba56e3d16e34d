import type { ValueKind } from './case-fields.ts';
import type { Json, Link, Properties } from './framework-file.ts';
import { identifierOf, isIdentifier } from './identifier.ts';

/** How long a text of a framework may be; the rest is cut. */
export const longestText = 100_000;

/** A value as CASE 1.1 writes it. `value` null: empty. `was`: what was changed so that it fits, for the extensions. `isOdd`: it cannot be understood. */
export type ReadValue = { readonly value: Json; readonly was?: Json; readonly isOdd?: true; readonly isCut?: true };

const odd: ReadValue = { value: null, isOdd: true };
const empty: ReadValue = { value: null };

/** Reads a value of a kind, liberally. */
export function readValue(kind: ValueKind, raw: Json): ReadValue {
  if (raw === null || raw === '') return empty;
  const read = readers[kind](raw);
  return read.value === '' ? empty : read;
}

const readers: Readonly<Record<ValueKind, (raw: Exclude<Json, null>) => ReadValue>> = {
  text: readText,
  texts(raw) {
    if (!Array.isArray(raw)) return typeof raw === 'object' ? odd : listed(String(raw).split(/[,;]/));
    return raw.every((each) => typeof each !== 'object') ? listed(raw.map(String)) : odd;
  },
  date(raw) {
    const day = typeof raw === 'string' ? dayOf(raw) : null;
    return day === null ? odd : { value: day };
  },
  uri(raw) {
    const uri = typeof raw === 'string' ? uriOf(raw) : null;
    return uri === null ? odd : { value: uri };
  },
  link: readLink,
  links(raw) {
    const links = (Array.isArray(raw) ? raw : [raw]).filter((each) => each !== null).map((each) => readLink(each as Exclude<Json, null>));
    if (links.some(({ isOdd }) => isOdd)) return odd;
    const was = links.some((each) => each.was !== undefined) ? { was: raw } : {};
    return { value: links.length ? links.map(({ value }) => value) : null, ...was };
  },
  integer(raw) {
    const number = numberOf(raw);
    return number === null ? odd : { value: Math.round(number) + 0, ...(Number.isInteger(number) ? {} : { was: raw }) };
  },
  number(raw) {
    const number = numberOf(raw);
    return number === null ? odd : { value: number };
  },
  ends: readEnd,
};

function readText(raw: Exclude<Json, null>): ReadValue {
  if (Array.isArray(raw)) return raw.length === 1 && raw[0] !== null ? readText(raw[0]!) : raw.length === 0 ? empty : odd;
  if (typeof raw === 'object') return odd;
  const text = String(raw);
  return text.length > longestText ? { value: text.slice(0, longestText).toWellFormed(), isCut: true } : { value: text };
}

function listed(texts: readonly string[]): ReadValue {
  const full = texts.map((text) => text.trim()).filter(Boolean);
  return { value: full.length ? full : null };
}

function numberOf(raw: Json): number | null {
  const number = typeof raw === 'number' ? raw : typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : Number.NaN;
  // Added to zero, minus zero is zero, as JSON writes it.
  return Number.isFinite(number) && Math.abs(number) < 2 ** 31 - 1 ? number + 0 : null;
}

/** A link of CASE: title, identifier, uri. An identifier that breaks the pattern becomes one that keeps it. */
function readLink(raw: Exclude<Json, null>): ReadValue {
  const end = readEnd(raw);
  if (end.isOdd) return end;
  const { title, identifier, uri } = end.value as Link;
  const fitting = identifierOf(identifier);
  return { value: { title, identifier: fitting, uri }, ...(fitting === identifier && end.was === undefined ? {} : { was: raw }) };
}

/** A general link, whose identifier may be any text. An address alone is a link too. */
function readEnd(raw: Exclude<Json, null>): ReadValue {
  if (typeof raw === 'string') {
    const identifier = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.exec(raw)?.[0] ?? raw;
    return { value: { title: '', identifier, uri: addressOr(raw, identifier) } };
  }
  if (typeof raw !== 'object' || Array.isArray(raw)) return odd;
  const { title, identifier, uri, URI, targetType } = raw as Properties;
  const address = textOf(uri) ?? textOf(URI);
  const id = textOf(identifier) ?? address;
  if (id === null) return odd;
  const fits = textOf(targetType) !== null && /^(?:CASE|ext:[a-zA-Z0-9._-]+)$/.test(textOf(targetType)!);
  const link = {
    title: textOf(title) ?? '',
    identifier: id,
    uri: addressOr(address, id),
    ...(fits ? { targetType: textOf(targetType)! } : {}),
  };
  return { value: link, ...(address !== null && link.uri !== address ? { was: raw } : {}) };
}

function textOf(raw: Json | undefined): string | null {
  return (typeof raw === 'string' || typeof raw === 'number') && raw !== '' ? String(raw) : null;
}

/** The address where there is one; else the identifier as a URN. */
export function addressOr(address: string | null, identifier: string): string {
  return (address === null ? null : uriOf(address)) ?? `urn:uuid:${isIdentifier(identifier) ? identifier : identifierOf(identifier)}`;
}

/** A URI (RFC 3986) as it stands, or with its other signs escaped; null when it is none. */
export function uriOf(text: string): string | null {
  const isUri = (each: string) =>
    /^[a-z][a-z0-9+.-]*:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]+$/i.test(each) && !/%(?![0-9a-f]{2})/i.test(each);
  if (isUri(text)) return text;
  const escaped = encodeURI(text.trim().toWellFormed());
  return isUri(escaped) ? escaped : null;
}

/** `YYYY-MM-DD` of a date, also when a time follows; null when it is not a day of the calendar. */
export function dayOf(text: string): string | null {
  const match = /^([1-9]\d{3})-(\d{2})-(\d{2})(?:$|[T Z+-])/.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1, 4).map(Number) as [number, number, number];
  const isDay = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
  return isDay ? match[0].slice(0, 10) : null;
}

/** A time as ISO 8601 in UTC; `isBare` when no zone stood with it. Null when it is none. */
export function timeOf(text: string): { readonly at: string; readonly isBare: boolean } | null {
  const match = /^([1-9]\d{3}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text.trim());
  if (!match || dayOf(match[1]!) === null) return null;
  const [, day, time = '00:00', zone] = match;
  const at = Date.parse(`${day}T${time}${zone ? zone.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2') : 'Z'}`);
  return Number.isNaN(at) ? null : { at: new Date(at).toISOString(), isBare: zone === undefined };
}
