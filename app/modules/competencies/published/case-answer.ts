import type { Properties } from '../exchange/framework-file.ts';

/** What a CASE server says when it has no answer (imsx_StatusInfo of CASE 1.1). */
export function caseRefusal(description: string, code: 'unknownobject' | 'invalid_uuid' | 'invalid_selection_field'): Properties {
  return {
    imsx_codeMajor: 'failure',
    imsx_severity: 'error',
    imsx_description: description,
    imsx_CodeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'TargetEndSystem', imsx_codeMinorFieldValue: code }] },
  };
}

/** One page of a list. `next`: where the next one begins. */
export type CasePage = { readonly offset: number; readonly limit: number };

/** Which part of a list the address asks for; null when it asks for something that is no number. */
export function casePageOf(search: URLSearchParams): CasePage | null {
  const [limit, offset] = [search.get('limit') ?? '100', search.get('offset') ?? '0'];
  if (!/^\d{1,6}$/.test(limit) || !/^\d{1,6}$/.test(offset) || Number(limit) === 0) return null;
  return { limit: Math.min(Number(limit), 500), offset: Number(offset) };
}

/** The `Link` header of a page of a list of `total`. */
export function pageLinks(address: string, { offset, limit }: CasePage, total: number): string {
  const to = (at: number, rel: string) => `<${address}?limit=${limit}&offset=${at}>; rel="${rel}"`;
  const last = Math.max(0, Math.ceil(total / limit) - 1) * limit;
  return [
    to(0, 'first'),
    to(last, 'last'),
    ...(offset > 0 ? [to(Math.max(0, offset - limit), 'prev')] : []),
    ...(offset + limit < total ? [to(offset + limit, 'next')] : []),
  ].join(', ');
}
