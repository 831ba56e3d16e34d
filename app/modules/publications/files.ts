import { texWords } from '#app/platform/bibtex.ts';
import type { Author, Kind, PublicationRecord } from './record.ts';

/** A publication with its key in files: the short name of its address. */
export type Keyed = { readonly slug: string; readonly record: PublicationRecord };

const bibtexTypes: Readonly<Record<Kind, string>> = {
  'article-journal': 'article',
  'paper-conference': 'inproceedings',
  chapter: 'incollection',
  book: 'book',
  report: 'techreport',
  thesis: 'phdthesis',
  webpage: 'online',
};
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Publications as BibTeX: UTF-8, with every sign that TeX would carry out escaped, and acronyms kept from being made small. */
export function bibtexOf(publications: readonly Keyed[]): string {
  return publications.map(bibtexEntry).join('\n');
}

function bibtexEntry({ slug, record }: Keyed): string {
  const { kind, issued } = record;
  const [year, month, day] = (issued ?? '').split('-');
  const publisher = { report: 'institution', thesis: 'school', webpage: 'organization' }[kind as string] ?? 'publisher';
  const fields: [string, string | null][] = [
    ['author', names(record.authors)],
    ['editor', names(record.editors)],
    ['title', titled(record.title)],
    [kind === 'article-journal' ? 'journal' : 'booktitle', escaped(record.container)],
    ['shortjournal', escaped(record.containerShort)],
    ['edition', escaped(record.edition)],
    [publisher, escaped(record.publisher)],
    ['address', escaped(record.place)],
    ['volume', escaped(record.volume)],
    ['number', escaped(record.issue)],
    ['pages', escaped(record.pages?.replaceAll('-', '--') ?? null)],
    ['eid', escaped(record.articleNumber)],
    ['year', year || null],
    ['doi', record.doi],
    ['eprint', record.pmid],
    ['eprinttype', record.pmid && 'pubmed'],
    ['pmcid', record.pmcid],
    ['url', record.url?.replace(/[{}\\]/g, encodeURIComponent) ?? null],
  ];
  const lines = fields.flatMap(([name, value]) => (value ? [`  ${name} = {${value}},\n`] : []));
  // A month is a word that BibTeX knows, without braces; a day is BibLaTeX's alone.
  const dated = month ? [`  month = ${months[Number(month) - 1]},\n`, ...(day ? [`  date = {${issued}},\n`] : [])] : [];
  return `@${bibtexTypes[kind]}{${slug},\n${lines.join('')}${dated.join('')}}\n`;
}

function names(authors: readonly Author[]): string | null {
  const written = authors.map(({ family, given, suffix, body }) =>
    body !== null ? `{${escaped(body)}}` : [family, suffix, given].filter(Boolean).map(escaped).join(', '),
  );
  return written.join(' and ') || null;
}

/** Words with capitals inside stand in braces, so that no style makes them small. */
function titled(title: string): string {
  return title
    .split(' ')
    .map((word) => (/\p{L}.*\p{Lu}/u.test(word) ? `{${escaped(word)}}` : escaped(word)))
    .join(' ');
}

function escaped(text: string): string;
function escaped(text: string | null): string | null;
function escaped(text: string | null): string | null {
  return text === null ? null : texWords(text);
}

const risTypes: Readonly<Record<Kind, string>> = {
  'article-journal': 'JOUR',
  'paper-conference': 'CPAPER',
  chapter: 'CHAP',
  book: 'BOOK',
  report: 'RPRT',
  thesis: 'THES',
  webpage: 'ELEC',
};

/** Publications as RIS, as Zotero, EndNote and Mendeley read it. */
export function risOf(publications: readonly Keyed[]): string {
  return publications.map(risRecord).join('\r\n');
}

function risRecord({ slug, record }: Keyed): string {
  const [first, last] = (record.pages ?? '').split('-');
  const [year, month = '', day = ''] = (record.issued ?? '').split('-');
  const tags: [string, string | null | undefined][] = [
    ['TY', risTypes[record.kind]],
    ['ID', slug],
    ...record.authors.map((author): [string, string] => ['AU', risName(author)]),
    ...record.editors.map((editor): [string, string] => ['A2', risName(editor)]),
    ['TI', record.title],
    ['T2', record.container],
    ['J2', record.containerShort],
    ['ET', record.edition],
    ['PB', record.publisher],
    ['CY', record.place],
    ['VL', record.volume],
    ['IS', record.issue],
    ['SP', first],
    ['EP', last],
    ['C7', record.articleNumber],
    ['PY', year],
    ['DA', year && `${year}/${month}/${day}/`],
    ['DO', record.doi],
    // RIS has no tag for PubMed: a number of accession belongs to the database that is named with it, and C2 is where EndNote keeps PubMed Central's.
    ['AN', record.pmid],
    ['DB', record.pmid && 'PubMed'],
    ['C2', record.pmcid],
    ['UR', record.url ?? (record.doi && `https://doi.org/${record.doi}`)],
  ];
  return `${tags.flatMap(([tag, value]) => (value ? [`${tag}  - ${value}\r\n`] : [])).join('')}ER  - \r\n`;
}

function risName({ family, given, suffix, body }: Author): string {
  return body ?? [family, given, suffix].filter(Boolean).join(', ');
}
