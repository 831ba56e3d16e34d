import { v5 } from 'uuid';

/** What the CASE binding takes for an identifier: a UUID in small letters. */
const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The namespace (RFC 9562, version 5) in which an identifier that breaks the pattern becomes a UUID. It never changes: other systems may make the same one. */
const identifierNamespace = '6f0a4c52-8d1e-5b0b-9c3f-2b6c1d0e7a41';

/** True when CASE takes it for an identifier. */
export function isIdentifier(text: string): boolean {
  return pattern.test(text);
}

/** The identifier that stands for this text: itself; itself in small letters, which is the same UUID; else the UUID v5 made from it. */
export function identifierOf(text: string): string {
  if (isIdentifier(text)) return text;
  const small = text.toLowerCase();
  return isIdentifier(small) ? small : v5(text, identifierNamespace);
}
