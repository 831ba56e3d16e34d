import { miscEntry, texWords } from '#app/platform/bibtex.ts';
import type { Author } from './schema.ts';

/** What the citation of a version is made of. `publisher`: who keeps the item; `address`: of this version. */
export type CitedVersion = {
  readonly slug: string;
  readonly title: string;
  readonly kind: string;
  readonly number: number;
  readonly authors: readonly Author[];
  readonly publisher: string;
  readonly publishedAt: Date;
  readonly address: string;
};

/** A citation in one line, after the manner of the APA (7th edition). Names stand as their bearers wrote them: which part is the family's nobody has said. */
export function citedLine(cited: CitedVersion): string {
  const names = cited.authors.map(({ name }) => name);
  const authors = names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')}, & ${names.at(-1)}`;
  const year = cited.publishedAt.getUTCFullYear();
  const whole = `${cited.title} (Version ${cited.number}) [${cited.kind}]`;
  return authors
    ? `${authors} (${year}). ${whole}. ${cited.publisher}. ${cited.address}`
    : `${cited.publisher} (${year}). ${whole}. ${cited.address}`;
}

function keyOf({ slug, number }: CitedVersion): string {
  return `${slug}-${number}`;
}

/** A citation as CSL-JSON, the form that reference managers read. */
export function citedCsl(cited: CitedVersion): unknown[] {
  const { title, kind, number, authors, publisher, publishedAt, address } = cited;
  const [year, month, day] = publishedAt.toISOString().slice(0, 10).split('-').map(Number);
  const author = authors.length > 0 ? authors.map(({ name }) => ({ literal: name })) : [{ literal: publisher }];
  return [
    {
      id: keyOf(cited),
      type: 'document',
      title,
      genre: kind,
      version: String(number),
      author,
      publisher,
      issued: { 'date-parts': [[year, month, day]] },
      URL: address,
    },
  ];
}

/** A citation as an entry of BibTeX. */
export function citedBibtex(cited: CitedVersion): string {
  const { title, kind, number, authors, publisher, publishedAt, address } = cited;
  const names = authors.length > 0 ? authors.map(({ name }) => name) : [publisher];
  const fields: [string, string][] = [
    ['author', names.map((name) => `{${texWords(name)}}`).join(' and ')],
    ['title', `{${texWords(title)}}`],
    ['year', String(publishedAt.getUTCFullYear())],
    ['publisher', texWords(publisher)],
    ['note', `${texWords(kind)}, version ${number}`],
    ['howpublished', `\\url{${address}}`],
  ];
  return miscEntry(keyOf(cited), fields);
}

/** A citation as RIS. */
export function citedRis(cited: CitedVersion): string {
  const { title, kind, number, authors, publisher, publishedAt, address } = cited;
  const line = (tag: string, value: string) => `${tag}  - ${value.replace(/\s+/g, ' ').trim()}`;
  const names = authors.length > 0 ? authors.map(({ name }) => name) : [publisher];
  return [
    line('TY', 'GEN'),
    ...names.map((name) => line('AU', `${name},`)),
    line('TI', title),
    line('PY', String(publishedAt.getUTCFullYear())),
    line('DA', publishedAt.toISOString().slice(0, 10).replaceAll('-', '/')),
    line('PB', publisher),
    line('M3', kind),
    line('ET', String(number)),
    line('UR', address),
    'ER  - ',
    '',
  ].join('\r\n');
}
