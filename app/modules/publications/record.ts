import * as z from 'zod';
import { slugOf } from '#app/platform/slug.ts';

/** The kinds of publication, in the words of CSL, with ours. A talk at a conference is a `paper-conference`. */
export const kinds = {
  'article-journal': 'Article in a journal',
  'paper-conference': 'Paper or talk at a conference',
  chapter: 'Chapter of a book',
  book: 'Book',
  report: 'Report',
  thesis: 'Thesis',
  webpage: 'Page on the web',
} as const;
/** One of the kinds. */
export type Kind = keyof typeof kinds;

/** An author: a person by family and given name, or a body that signs as one (`body`, and nothing else). */
export type Author = {
  readonly family: string | null;
  readonly given: string | null;
  readonly suffix: string | null;
  readonly body: string | null;
  readonly orcid: string | null;
};

/** What is known of a publication. `issued`: `2024`, `2024-05` or `2024-05-01`; of a book, a chapter and a thesis the year. `doi` without any address before it. */
export type PublicationRecord = {
  readonly kind: Kind;
  readonly title: string;
  readonly authors: readonly Author[];
  readonly editors: readonly Author[];
  /** The journal, the book or the conference. */
  readonly container: string | null;
  /** The journal as indexes abbreviate it. */
  readonly containerShort: string | null;
  /** Of a book, as it says it: `2`, `2nd ed.`, `Revised`. */
  readonly edition: string | null;
  readonly publisher: string | null;
  readonly place: string | null;
  readonly volume: string | null;
  readonly issue: string | null;
  readonly pages: string | null;
  /** Of a journal without pages. */
  readonly articleNumber: string | null;
  readonly issued: string | null;
  readonly doi: string | null;
  readonly pmid: string | null;
  readonly pmcid: string | null;
  readonly url: string | null;
};

/** The most authors, and editors, of one publication. */
export const mostAuthors = 200;

/** Plain text of what a file said: no markup, no signs that control, every space single, at most `most` letters; null when nothing is left. */
export function plainText(said: unknown, most: number): string | null {
  if (typeof said !== 'string' && typeof said !== 'number') return null;
  const text = String(said)
    .slice(0, 20_000)
    .replace(/<\/?[a-zA-Z][^<>]{0,200}>/g, '')
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name] ?? '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    // TeX puts an accent on an i without its dot.
    .replace(/[ıȷ](?=\p{M})/gu, (letter) => (letter === 'ı' ? 'i' : 'j'))
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
  return text.slice(0, most) || null;
}

/** A DOI as people write it (`doi:10.…`, `https://doi.org/10.…`) without what stands before it; null when it is none. */
export function doiOf(said: unknown): string | null {
  const text = plainText(said, 300);
  const found = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/[^\s<>"{}|\\^`]+)$/i.exec(text ?? '');
  return found ? found[1]!.replace(/[.,;]+$/, '') : null;
}

/** Two records with the same key are of one publication: by DOI, else by what the title and the year are made of. */
export function sameness({ doi, title, issued }: Pick<PublicationRecord, 'doi' | 'title' | 'issued'>): string[] {
  const letters = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
  return [...(doi ? [`doi ${doi.toLowerCase()}`] : []), `title ${letters} ${issued?.slice(0, 4) ?? ''}`];
}

/** A short name for addresses and citation keys: first author, year, first word that says something. */
export function slugOfRecord({ authors, issued, title }: Pick<PublicationRecord, 'authors' | 'issued' | 'title'>): string {
  const first = authors[0];
  const word = title.split(/\s+/).find((each) => !/^(a|an|the|on|of|in|for|to)$/i.test(each));
  const parts = [first?.family ?? first?.body, issued?.slice(0, 4), word].map((part) => slugOf(part ?? '', '').slice(0, 24));
  return slugOf(parts.join(' '), 'publication');
}

const Name = z.object({}).catchall(z.unknown());
const Csl = z.object({ title: z.unknown() }).catchall(z.unknown());
/** CSL's kinds that are ours under another name. */
const otherKinds: Readonly<Record<string, Kind>> = {
  article: 'article-journal',
  'article-magazine': 'article-journal',
  'article-newspaper': 'article-journal',
  review: 'article-journal',
  'journal-article': 'article-journal',
  'proceedings-article': 'paper-conference',
  speech: 'paper-conference',
  event: 'paper-conference',
  presentation: 'paper-conference',
  'entry-encyclopedia': 'chapter',
  'book-chapter': 'chapter',
  monograph: 'book',
  dissertation: 'thesis',
  document: 'report',
  post: 'webpage',
  'post-weblog': 'webpage',
};

/** A record from one item of CSL-JSON, whoever made it: what does not belong is left out. Null, when it has no title. */
export function recordOfCsl(said: unknown): PublicationRecord | null {
  const read = Csl.safeParse(said);
  const title = read.success ? plainText(first(read.data.title), 500) : null;
  if (!read.success || title === null) return null;
  const csl = read.data;
  const type = String(csl.type ?? '');
  const kind: Kind = type in kinds ? (type as Kind) : (otherKinds[type] ?? 'article-journal');
  const url = plainText(csl.URL, 1000);
  const doi = doiOf(csl.DOI) ?? doiOf(csl.URL);
  return ofItsKind({
    kind,
    title,
    authors: namesOf(csl.author),
    editors: namesOf(csl.editor),
    container:
      plainText(first(csl['container-title']), 300) ?? plainText(first(csl['event-title']), 300) ?? plainText(first(csl.event), 300),
    containerShort: plainText(first(csl['container-title-short']), 200) ?? plainText(first(csl.journalAbbreviation), 200),
    edition: plainText(csl.edition, 60),
    publisher: plainText(csl.publisher, 300),
    place: plainText(csl['publisher-place'], 200) ?? plainText(csl['event-place'], 200),
    volume: plainText(csl.volume, 40),
    issue: plainText(csl.issue, 40),
    pages: plainText(csl.page, 60)?.replace(/\s*[-–—]+\s*/g, '-') ?? null,
    articleNumber: plainText(csl.number, 40) ?? plainText(csl['article-number'], 40),
    issued: dateOf(csl.issued) ?? dateOf(csl.published),
    doi,
    pmid: /^\d{1,9}$/.exec(plainText(csl.PMID, 12) ?? '')?.[0] ?? null,
    pmcid: pmcidOf(csl.PMCID),
    url: url !== null && /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) && doiOf(url) === null ? new URL(url).href : null,
  });
}

/** Without what a publication of its kind does not have, so that every format says the same of it. */
export function ofItsKind(record: PublicationRecord): PublicationRecord {
  const { kind } = record;
  const isArticle = kind === 'article-journal';
  const isPart = kind === 'chapter' || kind === 'paper-conference';
  const isOfYear = kind === 'book' || kind === 'chapter' || kind === 'thesis';
  return {
    ...record,
    editors: kind === 'chapter' ? record.editors : [],
    container: isArticle || isPart ? record.container : null,
    containerShort: isArticle ? record.containerShort : null,
    edition: kind === 'book' || kind === 'chapter' ? record.edition : null,
    publisher: isArticle ? null : record.publisher,
    place: isArticle || kind === 'webpage' ? null : record.place,
    volume: isArticle ? record.volume : null,
    issue: isArticle ? record.issue : null,
    pages: isArticle || isPart ? record.pages : null,
    articleNumber: isArticle && record.pages === null ? record.articleNumber : null,
    issued: isOfYear ? (record.issued?.slice(0, 4) ?? null) : record.issued,
    pmid: isArticle ? record.pmid : null,
    pmcid: isArticle ? record.pmcid : null,
  };
}

/** A number of PubMed Central with its letters, which some write without. */
function pmcidOf(said: unknown): string | null {
  const digits = /^(?:PMC)?(\d{1,9})$/i.exec(plainText(said, 14) ?? '')?.[1];
  return digits === undefined ? null : `PMC${digits}`;
}

function first(said: unknown): unknown {
  return Array.isArray(said) ? said[0] : said;
}

function namesOf(said: unknown): Author[] {
  if (!Array.isArray(said)) return [];
  return said.slice(0, mostAuthors).flatMap((each) => {
    const read = Name.safeParse(each);
    return read.success ? (authorOf(read.data) ?? []) : [];
  });
}

function authorOf(name: Record<string, unknown>): Author | null {
  const part = (key: string) => plainText(name[key], 120);
  const family = [part('non-dropping-particle') ?? part('dropping-particle'), part('family')].filter(Boolean).join(' ') || null;
  const given = part('given');
  const orcid = orcidOf(name.ORCID);
  if (family !== null && given !== null) return { family, given, suffix: part('suffix'), body: null, orcid };
  const body = plainText(name.literal, 300) ?? plainText(name.name, 300) ?? family ?? given;
  return body === null ? null : { family: null, given: null, suffix: null, body, orcid: null };
}

/** An ORCID iD with the check digit that ISO 7064 gives it, also out of its address; null when it is none. */
export function orcidOf(said: unknown): string | null {
  const id = /^(?:https?:\/\/orcid\.org\/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$/i.exec(plainText(said, 60) ?? '')?.[1]?.toUpperCase();
  if (!id) return null;
  const digits = id.replaceAll('-', '');
  const total = [...digits.slice(0, 15)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits[15] === (check === 10 ? 'X' : String(check)) ? id : null;
}

function dateOf(said: unknown): string | null {
  const parts = (said as { 'date-parts'?: unknown } | null | undefined)?.['date-parts'];
  const of = Array.isArray(parts) && Array.isArray(parts[0]) ? (parts[0] as unknown[]) : null;
  if (of === null) return null;
  return issuedOf(
    of
      .slice(0, 3)
      .map((each) => String(each).padStart(2, '0'))
      .join('-'),
  );
}

/** A date of publication as it is kept (`2024`, `2024-05`, `2024-05-01`), as far as it is one; null when there is no year. */
export function issuedOf(said: string): string | null {
  const [, year, month, date] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(said.trim()) ?? [];
  if (year === undefined || Number(year) < 1500 || Number(year) > 2199) return null;
  if (month === undefined || Number(month) < 1 || Number(month) > 12) return year;
  const whole = `${year}-${month.padStart(2, '0')}`;
  if (date === undefined) return whole;
  const day = `${whole}-${date.padStart(2, '0')}`;
  const isReal = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(date);
  return isReal ? day : whole;
}

/** A record as one item of CSL-JSON. `id`: its key there. */
export function cslOfRecord(id: string, record: PublicationRecord): Record<string, unknown> {
  const given: Record<string, unknown> = {
    'container-title': record.container,
    'container-title-short': record.containerShort,
    edition: record.edition,
    publisher: record.publisher,
    'publisher-place': record.place,
    volume: record.volume,
    issue: record.issue,
    page: record.pages,
    number: record.articleNumber,
    DOI: record.doi,
    PMID: record.pmid,
    PMCID: record.pmcid,
    URL: record.url ?? (record.doi === null ? null : `https://doi.org/${record.doi}`),
  };
  return {
    id,
    type: record.kind,
    title: record.title,
    author: record.authors.map(cslName),
    ...(record.editors.length ? { editor: record.editors.map(cslName) } : {}),
    ...(record.issued === null ? {} : { issued: { 'date-parts': [record.issued.split('-').map(Number)] } }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null)),
  };
}

function cslName({ family, given, suffix, body, orcid }: Author) {
  if (body !== null) return { literal: body };
  return { family, given, ...(suffix ? { suffix } : {}), ...(orcid ? { ORCID: `https://orcid.org/${orcid}` } : {}) };
}
