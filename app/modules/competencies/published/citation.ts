import { miscEntry, texWords } from '#app/platform/bibtex.ts';

/** What a citation is made of. `adoptedOn`: `2018` or `2018-06-25`; null: no date. */
export type Cited = {
  readonly slug: string;
  readonly title: string;
  readonly creator: string;
  readonly number: string;
  readonly adoptedOn: string | null;
  readonly address: string;
  /** The item, when it is one that is cited. */
  readonly item?: { readonly code: string | null; readonly text: string };
};

function yearOf({ adoptedOn }: Cited): string | null {
  return /^\d{4}/.exec(adoptedOn ?? '')?.[0] ?? null;
}

/** A citation in one line, after the manner of the APA (7th edition). */
export function citationLine(cited: Cited): string {
  const { creator, title, number, address, item } = cited;
  const year = yearOf(cited) ?? 'n.d.';
  const whole = `${title} (Version ${number})`;
  if (!item) return `${withStop(creator)} (${year}). ${whole}. ${address}`;
  return `${withStop(creator)} (${year}). ${item.code === null ? '' : `${item.code}: `}${withStop(item.text)} In ${whole}. ${address}`;
}

function withStop(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

/** A citation as an entry of BibTeX. */
export function bibtex(cited: Cited): string {
  const { slug, creator, title, number, address, item } = cited;
  const year = yearOf(cited);
  const fields: [string, string][] = [
    ['author', `{${texWords(creator)}}`],
    ['title', `{${texWords(item ? `${item.code === null ? '' : `${item.code}: `}${item.text}` : title)}}`],
    ...(item ? [['booktitle', texWords(title)] as [string, string]] : []),
    ...(year === null ? [] : [['year', year] as [string, string]]),
    ['note', `Version ${texWords(number)}`],
    ['howpublished', `\\url{${address}}`],
  ];
  return miscEntry(keyOf(slug, number), fields);
}

function keyOf(slug: string, number: string): string {
  return `${slug}-${number}`.replace(/[^A-Za-z0-9.-]+/g, '-');
}

/** A citation as CSL-JSON, the form that reference managers read. */
export function cslJson(cited: Cited): unknown[] {
  const { slug, creator, title, number, address, item } = cited;
  const year = yearOf(cited);
  const own = item
    ? { type: 'chapter', title: `${item.code === null ? '' : `${item.code}: `}${item.text}`, 'container-title': title }
    : { type: 'document', title };
  const issued = year === null ? {} : { issued: { 'date-parts': [[Number(year)]] } };
  return [{ id: keyOf(slug, number), ...own, author: [{ literal: creator }], ...issued, version: number, URL: address }];
}
