import { type Block, partsOf } from '#app/platform/markdown.ts';
import { partsBetween } from '#app/platform/markdown-difference.ts';
import { slugOf } from '#app/platform/slug.ts';
import { isoDayIn } from '#app/ui/date.ts';
import type { Cited } from '../competencies/published/citation.ts';
import { zone } from '../members/time-zone.ts';
import type { PublicationRecord } from '../publications/record.ts';
import { type Barrier, barrierName } from './barrier.ts';
import { type Strength, strengthName } from './definitions.ts';

/** What a lesson is about: a chance that was taken, a difficulty that was met, or how something lasts. */
export const kinds = [
  { id: 'opportunity', name: 'Opportunity', means: 'something opened a door' },
  { id: 'challenge', name: 'Challenge', means: 'something stood in the way' },
  { id: 'sustainability', name: 'Sustainability', means: 'what makes it last, or end' },
] as const;
export type Kind = (typeof kinds)[number]['id'];
export const kindIds = kinds.map(({ id }) => id) as [Kind, ...Kind[]];

/** Whether they would do it again. None of the four is better than another. */
export const agains = [
  { id: 'no', name: 'No' },
  { id: 'changes', name: 'Yes, with changes' },
  { id: 'yes', name: 'Yes' },
  { id: 'unknown', name: 'Not yet known' },
] as const;
export type Again = (typeof agains)[number]['id'];
export const againIds = agains.map(({ id }) => id) as [Again, ...Again[]];

/** One number of a release of the own school: which release, which figure, which cell. Never the number itself. */
export type FigureReference = { readonly releaseId: string; readonly figure: string; readonly cell: string };

/** What a lesson says. Texts are Markdown; an empty one is not written yet. */
export type Said = {
  readonly title: string;
  readonly kind: Kind;
  readonly setting: string;
  readonly learners: string;
  readonly size: string;
  readonly context: string;
  readonly tried: string;
  readonly happened: string;
  readonly changed: string;
  readonly again: Again;
  readonly againWhy: string;
  readonly strength: Strength;
  readonly barriers: readonly Barrier[];
  /** Stable ids, so that a next version of the framework keeps them. */
  readonly competencies: readonly string[];
  readonly namesSchool: boolean;
  /** The short name of the lesson that it builds on; empty for none. */
  readonly buildsOn: string;
  /** The short name of the library's item that was used; empty for none. The edition keeps which version stood then. */
  readonly material: string;
  readonly figures: readonly FigureReference[];
  /** Quotes of focus groups by their passages. */
  readonly quotes: readonly string[];
};

/** The parts of a lesson in the order in which it is told. */
export const partWords = {
  context: 'Where and for whom',
  tried: 'What we tried',
  happened: 'What happened',
  changed: 'What we changed',
  againWhy: 'Would we do it again',
} as const;
type Part = keyof typeof partWords;
const parts = Object.keys(partWords) as Part[];

/** A kind as people read it. */
export function kindName(kind: Kind): string {
  return kinds.find(({ id }) => id === kind)!.name;
}
/** Whether they would do it again, as people read it. */
export function againName(again: Again): string {
  return agains.find(({ id }) => id === again)!.name;
}
/** What has to be written before anybody outside reads a lesson; the names of its parts. A figure or a quote is never one of them. */
export function missingParts(said: Said): string[] {
  return (['tried', 'happened'] as const).filter((part) => said[part] === '').map((part) => partWords[part]);
}

/** Where a lesson says a word that tells whose it is, though its school is not named; null where it does not. `telling`: names of the school and of its people; `slug`: the address. */
export function tellingPart(said: Said, slug: string, telling: readonly string[]): { readonly part: string; readonly word: string } | null {
  const places: readonly (readonly [string, string])[] = [
    ['Title', said.title],
    ['Setting', said.setting],
    ['Learners', said.learners],
    ['Size', said.size],
    ...parts.map((part) => [partWords[part], said[part]] as const),
    ['its address', slug],
  ];
  const plain = (text: string) => ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ')} `;
  for (const [part, text] of places)
    for (const word of telling) if (plain(word).trim() !== '' && plain(text).includes(plain(word))) return { part, word };
  return null;
}

/** A part that says another thing than before, with what left and what came where it stood. */
export type Changed = { readonly part: string; readonly blocks: readonly Block[] };

/** What differs between two editions, part by part; references are compared by their number. */
export function whatChanged(before: Said, after: Said): Changed[] {
  const words = (said: Said): readonly (readonly [string, readonly Block[]])[] => [
    ['Title', line(said.title)],
    ['Kind', line(kindName(said.kind))],
    ['Setting', line(said.setting)],
    ['Learners', line(said.learners)],
    ['Size', line(said.size)],
    ...parts.map(
      (part) => [partWords[part], [...line(part === 'againWhy' ? `${againName(said.again)}.` : ''), ...partsOf(said[part])]] as const,
    ),
    ['Material', line(said.material)],
    ['What stood in the way', line(said.barriers.map(barrierName).join(', '))],
    ['Strength of evidence', line(strengthName(said.strength))],
    ['School', line(said.namesSchool ? 'named' : 'not named')],
    ['Figures', line(said.figures.map(({ figure, cell }) => `${figure}, ${cell}`).join('; '))],
    ['Quotes', line(said.quotes.length === 0 ? 'none' : `${said.quotes.length}`)],
  ];
  const old = words(before);
  return words(after).flatMap(([part, blocks], at) =>
    JSON.stringify(blocks) === JSON.stringify(old[at]![1]) ? [] : [{ part, blocks: partsBetween(old[at]![1], blocks) }],
  );
}

function line(text: string): Block[] {
  return text === '' ? [] : [{ kind: 'paragraph', inside: [{ kind: 'text', text }] }];
}

/** The short name of a lesson: words of its title, and a few letters that make it the only one. */
export function lessonSlug(title: string, letters: string): string {
  return `${slugOf(title, 'lesson')}-${letters}`;
}

type Standing = {
  readonly slug: string;
  readonly said: Said;
  readonly author: string | null;
  readonly school: string | null;
  readonly number: number;
  readonly on: Date;
};

/** The same in the styles of the publications: as a page of the collaborative, or of the school that wrote it. */
export function lessonRecord(
  { slug, said, author, school, number, on }: Standing,
  { origin, site }: { origin: string; site: string },
): PublicationRecord {
  const nobody = { family: null, given: null, suffix: null, orcid: null };
  const signs = author ?? school ?? 'A school of the collaborative';
  return {
    ...{
      kind: 'webpage',
      title: `${said.title} (edition ${number})`,
      authors: [{ ...nobody, body: signs }],
      editors: [],
      publisher: author && school ? `${school}; ${site}` : site,
    },
    ...{ container: null, containerShort: null, place: null, volume: null, issue: null, edition: null, pages: null, articleNumber: null },
    ...{ issued: isoDayIn(on, zone), doi: null, pmid: null, pmcid: null, url: `${origin}/lessons/${slug}` },
  };
}

/** What a citation of a lesson is made of: who wrote it, as far as they are named, and the edition with its day. `origin`: of this site. */
export function citedLesson({ slug, said, author, school, number, on }: Standing, origin: string): Cited {
  const creator = [author, school ?? 'A school of the collaborative'].filter(Boolean).join(', ');
  return {
    slug,
    title: said.title,
    creator,
    number: `${number}`,
    adoptedOn: isoDayIn(on, zone),
    address: `${origin}/lessons/${slug}`,
  };
}
