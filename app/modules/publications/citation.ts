import type { Author, PublicationRecord } from './record.ts';

/** A part of a citation as it is set: upright, or in italics. */
export type Run = { readonly text: string; readonly isItalic?: boolean };

/** The styles in which a publication is cited, by their names. */
export const styles = {
  ama: { name: 'AMA', title: 'American Medical Association, 11th edition', cite: ama },
  apa: { name: 'APA', title: 'American Psychological Association, 7th edition', cite: apa },
  vancouver: { name: 'Vancouver', title: 'ICMJE, as the National Library of Medicine gives it', cite: vancouver },
} as const;

/** A citation as plain text. */
export function plain(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function dateOf({ issued }: PublicationRecord): { year: string | null; month: string | null; day: string | null } {
  const [year, month, day] = (issued ?? '').split('-');
  return { year: year || null, month: months[Number(month) - 1] ?? null, day: day ? String(Number(day)) : null };
}

/** With a stop at its end, unless it has one; inside of a closing quotation mark, as in American print. */
function stopped(text: string): string {
  if (/[.?!][”"’]?$/.test(text)) return text;
  return /[”"]$/.test(text) ? `${text.slice(0, -1)}.${text.at(-1)}` : `${text}.`;
}

/** "2nd ed.", of a book that came out more than once; the first edition is not said. */
function editionOf({ edition }: PublicationRecord): string | null {
  const said = edition?.replace(/[\s,]*\b(?:ed|edn|edition)\b\.?$/i, '').trim();
  if (!said || /^(?:1(?:st)?|first)$/i.test(said)) return null;
  if (!/^\d+$/.test(said)) return `${said} ed.`;
  const number = Number(said);
  const last = number % 100 > 10 && number % 100 < 14 ? 0 : number % 10;
  return `${said}${['th', 'st', 'nd', 'rd'][last] ?? 'th'} ed.`;
}

function initials(given: string | null, each: (letter: string) => string, hyphen: string): string[] {
  return (given ?? '')
    .split(/[\s.]+/)
    .filter(Boolean)
    .map((name) =>
      name
        .split(/[-‐‑]/)
        .filter(Boolean)
        .map((part) => each([...part][0]!.toUpperCase()))
        .join(hyphen),
    );
}

/** "Reidy JA"; a body as it is. */
function indexed({ family, given, suffix, body }: Author): string {
  return body ?? [family, initials(given, (letter) => letter, '').join(''), suffix?.replace(/\.$/, '')].filter(Boolean).join(' ');
}

function joined(parts: ReadonlyArray<string | Run | null | false>): Run[] {
  return parts.flatMap((part) => (part ? [typeof part === 'string' ? { text: part } : part] : []));
}

/** Who, where and when, without the title: for a list whose links are the titles. */
export function inShort(record: PublicationRecord): Run[] {
  const { authors, container, containerShort, publisher, volume, issue, pages, articleNumber, issued } = record;
  const place = containerShort ?? container ?? publisher;
  const located = `${volume ?? ''}${issue === null ? '' : `(${issue})`}`;
  const page = pages ?? articleNumber;
  const when = `${issued?.slice(0, 4) ?? 'n.d.'}${located && `;${located}`}${page === null ? '' : `:${page}`}.`;
  return trimmed(
    joined([listed(authors, 6, 3), place !== null && ' ', place !== null && { text: stopped(place), isItalic: true }, ` ${when}`]),
  );
}

/** Publication Manual of the APA, 7th edition (2020), chapters 9 and 10. */
function apa(record: PublicationRecord): Run[] {
  const { kind, title, authors, editors, container, publisher, place, volume, issue, pages, articleNumber } = record;
  const { year, month, day } = dateOf(record);
  const isDated = kind === 'webpage' || kind === 'paper-conference';
  const when = `(${[year ?? 'n.d.', isDated && year && month && `, ${month}`, isDated && year && month && day && ` ${day}`].filter(Boolean).join('')}).`;
  const who = apaAuthors(authors);
  const range = pages?.replaceAll('-', '–');
  const isAlone = kind !== 'article-journal' && kind !== 'chapter';
  const note =
    { 'paper-conference': ' [Conference presentation]', thesis: ` [Doctoral dissertation${publisher ? `, ${publisher}` : ''}]` }[
      kind as string
    ] ?? '';
  const edition = editionOf(record);
  const more = note || (edition !== null && kind === 'book' ? ` (${edition})` : '');
  const named = isAlone ? [{ text: more ? title : stopped(title), isItalic: true }, more && `${more}.`] : [stopped(title)];
  const house = publisher && publisher !== authors[0]?.body ? ` ${stopped(publisher)}` : null;
  const where: Record<PublicationRecord['kind'], ReadonlyArray<string | Run | null | false>> = {
    'article-journal': [
      container !== null && ' ',
      container !== null && { text: volume === null ? container : `${container}, ${volume}`, isItalic: true },
      issue !== null && `(${issue})`,
      range ? `, ${range}` : articleNumber !== null && `, Article ${articleNumber}`,
      (container !== null || volume !== null) && '.',
    ],
    chapter: [
      ' In ',
      editors.length > 0 && `${ampersand(editors.map(reversed))} (${editors.length === 1 ? 'Ed.' : 'Eds.'}), `,
      { text: container ?? '', isItalic: true },
      edition || range ? ` (${[edition, range && `${/[–,]/.test(range) ? 'pp.' : 'p.'} ${range}`].filter(Boolean).join(', ')}).` : '.',
      house,
    ],
    'paper-conference': [container !== null && ` ${[container, place].filter(Boolean).join(', ')}.`],
    book: [house],
    report: [house],
    thesis: [],
    webpage: [house],
  };
  const head = who === null ? [...named, ` ${when}`] : [`${who} ${when} `, ...named];
  const address = addressOf(record);
  return joined([...head, ...where[kind], address && ` ${address}`]);
}

/** Up to twenty; of more the first nineteen and the last (9.8). */
function apaAuthors(authors: readonly Author[]): string | null {
  if (authors.length === 0) return null;
  const names = authors.map(apaName);
  return stopped(names.length <= 20 ? ampersand(names) : `${names.slice(0, 19).join(', ')}, . . . ${names.at(-1)}`);
}

function apaName({ family, given, suffix, body }: Author): string {
  return body ?? [family, initials(given, (letter) => `${letter}.`, '-').join(' '), suffix].filter(Boolean).join(', ');
}

function reversed(author: Author): string {
  return author.body ?? [initials(author.given, (letter) => `${letter}.`, '-').join(' '), author.family].filter(Boolean).join(' ');
}

function ampersand(names: readonly string[]): string {
  if (names.length < 2) return names[0] ?? '';
  // Two whole names in a row are told apart by the comma that a name in reverse needs.
  const comma = names.length > 2 || names[0]!.includes(', ') ? ',' : '';
  return `${names.slice(0, -1).join(', ')}${comma} & ${names.at(-1)}`;
}

function addressOf({ doi, url }: PublicationRecord): string | null {
  return doi === null ? url : `https://doi.org/${doi}`;
}

/** AMA Manual of Style, 11th edition (2020), chapter 3. */
function ama(record: PublicationRecord): Run[] {
  const { kind, title, authors, editors, container, containerShort, publisher, place, volume, issue, pages, articleNumber, doi, url } =
    record;
  const { year, month, day } = dateOf(record);
  const who = listed(authors, 6, 3);
  const located = `${volume ?? ''}${issue === null ? '' : `(${issue})`}`;
  const page = pages ?? articleNumber;
  const day_ = month === null ? year : day === null ? `${month} ${year}` : `${month} ${day}, ${year}`;
  const house = [publisher, year].filter(Boolean).join('; ');
  const edition = editionOf(record);
  const parts: Record<PublicationRecord['kind'], ReadonlyArray<string | Run | null | false>> = {
    'article-journal': [
      ` ${stopped(title)} `,
      { text: stopped(containerShort ?? container ?? ''), isItalic: true },
      ` ${year ?? 'n.d.'}${located && `;${located}`}${page === null ? '' : `:${page}`}.`,
    ],
    chapter: [
      ` ${stopped(title)} In: `,
      editors.length > 0 && `${listed(editors, 6, 3)?.replace(/\.$/, '')}, ${editors.length === 1 ? 'ed.' : 'eds.'} `,
      { text: stopped(container ?? ''), isItalic: true },
      edition && ` ${edition}`,
      ` ${house}${pages === null ? '' : `:${pages}`}.`,
    ],
    'paper-conference': [` ${stopped(title)} Presented at: ${[container, day_, place].filter(Boolean).join('; ')}.`],
    book: [' ', { text: stopped(title), isItalic: true }, edition && ` ${edition}`, ` ${house}.`],
    report: [' ', { text: stopped(title), isItalic: true }, ` ${house}.`],
    thesis: [' ', { text: stopped(title), isItalic: true }, ` Dissertation. ${house}.`],
    webpage: [` ${stopped(title)}`, publisher !== null && ` ${stopped(publisher)}`, day_ !== null && ` ${day_}.`],
  };
  const address = doi === null ? url : `doi:${doi}`;
  return trimmed(joined([who, ...parts[kind], address && ` ${address}`]));
}

/** As many as `most`; of more the first `few` and "et al". */
function listed(authors: readonly Author[], most: number, few: number): string | null {
  if (authors.length === 0) return null;
  const names = authors.map(indexed);
  return stopped(names.length <= most ? names.join(', ') : `${names.slice(0, few).join(', ')}, et al`);
}

/** ICMJE Recommendations, "Samples of Formatted References", and Citing Medicine, 2nd edition (NLM). */
function vancouver(record: PublicationRecord): Run[] {
  const {
    kind,
    title,
    authors,
    editors,
    container,
    containerShort,
    publisher,
    place,
    volume,
    issue,
    pages,
    articleNumber,
    doi,
    pmid,
    pmcid,
    url,
  } = record;
  const { year, month, day } = dateOf(record);
  const who = listed(authors, 6, 6);
  const when = [year, month?.slice(0, 3), day].filter(Boolean).join(' ');
  const page = pages === null ? articleNumber : shortened(pages);
  const edition = editionOf(record);
  const ofEdition = edition === null ? '' : ` ${edition}`;
  const house = `${[place, publisher].filter(Boolean).join(': ')}${year ? `; ${year}` : ''}`.replace(/^; /, '');
  const parts: Record<PublicationRecord['kind'], string> = {
    'article-journal': ` ${stopped(title)} ${stopped(containerShort ?? container ?? '')} ${when}${volume || issue ? `;${volume ?? ''}${issue === null ? '' : `(${issue})`}` : ''}${page === null ? '' : `:${page}`}.`,
    chapter: ` ${stopped(title)} In: ${editors.length ? `${listed(editors, 6, 6)?.replace(/\.$/, '')}, ${editors.length === 1 ? 'editor' : 'editors'}. ` : ''}${stopped(container ?? '')}${ofEdition} ${stopped(house)}${pages === null ? '' : ` p. ${shortened(pages)}.`}`,
    'paper-conference': ` ${stopped(title)} Paper presented at: ${[container, when, place].filter(Boolean).join('; ')}.`,
    book: ` ${stopped(title)}${ofEdition} ${stopped(house)}`,
    report: ` ${stopped(title)} ${stopped(house)}`,
    thesis: ` ${title} [dissertation]. ${stopped(house)}`,
    webpage: ` ${title} [Internet]. ${[publisher, when].filter(Boolean).join('; ')}${publisher || when ? '.' : ''}`,
  };
  const ids = [pmid && `PMID: ${pmid}`, pmcid && `PMCID: ${pmcid}`].filter(Boolean).join('; ');
  const address = doi === null ? url && ` Available from: ${url}` : ` doi: ${doi}.`;
  return trimmed(joined([who, parts[kind], address, ids && ` ${ids}.`]));
}

/** The last page without the figures that it shares with the first: 284-287 is 284-7. */
function shortened(pages: string): string {
  const [, first, last] = /^(\d+)-(\d+)$/.exec(pages) ?? [];
  if (first === undefined || last === undefined || first.length !== last.length) return pages;
  let same = 0;
  while (same < last.length - 1 && first[same] === last[same]) same++;
  return `${first}-${last.slice(same)}`;
}

function trimmed([first, ...rest]: Run[]): Run[] {
  return first ? [{ ...first, text: first.text.trimStart() }, ...rest].filter(({ text }) => text !== '') : [];
}
