import { diffWordsWithSpace } from 'diff';
import type { CsvValue } from '#app/platform/csv.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import type { Outlined } from '../outline.ts';
import { type ChangeKind, type Comparison, changeKinds, type Line } from './comparison.ts';

/** A change in a word and a sign, so that no colour is needed to tell it. */
export const changeWords: Readonly<Record<ChangeKind, { readonly sign: string; readonly word: string }>> = {
  unchanged: { sign: '=', word: 'Unchanged' },
  moved: { sign: '↕', word: 'Moved' },
  recoded: { sign: '#', word: 'Recoded' },
  retitled: { sign: '“', word: 'New short title' },
  reworded: { sign: '~', word: 'Reworded' },
  reclassified: { sign: '?', word: 'Another kind' },
  replaced: { sign: '→', word: 'Replaced by' },
  merged: { sign: '⇉', word: 'Merged' },
  split: { sign: '⇄', word: 'Split' },
  removed: { sign: '−', word: 'Removed' },
  added: { sign: '+', word: 'Added' },
};

/** A run of words that both wordings have, or only the earlier, or only the later one. */
export type Run = { readonly kind: 'same' | 'removed' | 'added'; readonly text: string };

/** Edits after which two wordings have too little in common to be shown word by word; it also bounds the work on long texts. */
const mostEdits = 400;

/** Two wordings, word by word. Where they have too little in common, the whole of each. */
export function wordsBetween(before: string, after: string): Run[] {
  if (before === after) return [{ kind: 'same', text: before }];
  const runs = diffWordsWithSpace(before, after, { maxEditLength: mostEdits });
  if (!runs)
    return [
      { kind: 'removed', text: before },
      { kind: 'added', text: after },
    ];
  return runs.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value }));
}

/** The lines of a comparison that say a change; all of them when asked. */
export function linesShown({ lines }: Comparison, show: 'changes' | 'all'): readonly Line[] {
  return show === 'all' ? lines : lines.filter(({ kinds }) => kinds[0] !== 'unchanged');
}

/** How many items changed and how, in the order of `changeKinds` from the weightiest, without the kinds that did not occur. */
export function countsShown({ counts }: Comparison): { readonly kind: ChangeKind; readonly number: number }[] {
  return changeKinds
    .toReversed()
    .map((kind) => ({ kind, number: counts[kind] }))
    .filter(({ number }) => number > 0);
}

/** Every change of a line in words: "Merged, reworded". */
export function kindsInWords(kinds: readonly ChangeKind[]): string {
  const words = kinds.map((kind) => changeWords[kind].word);
  return words.map((word, at) => (at === 0 ? word : word.toLowerCase())).join(', ');
}

/** Lines on one page of a comparison. */
export const linesOnPage = 200;

/** What one page of a comparison shows: which it is, its lines, how many there are in all, and the counts of every kind. */
export type ComparisonPage = {
  readonly page: number;
  readonly lines: readonly Line[];
  readonly total: number;
  readonly counts: ReturnType<typeof countsShown>;
  readonly unchanged: number;
};

/** One page of a comparison, the last where it has not so many. */
export function comparisonPage(comparison: Comparison, { show, page }: { show: 'changes' | 'all'; page: number }): ComparisonPage {
  const lines = linesShown(comparison, show);
  const at = pageWithin(page, lines.length, linesOnPage);
  return {
    page: at,
    lines: lines.slice((at - 1) * linesOnPage, at * linesOnPage),
    total: lines.length,
    counts: countsShown(comparison),
    unchanged: comparison.counts.unchanged,
  };
}

/** A comparison as a table: a line each, with both wordings; several earlier items stand in one line, one below the other. */
export function comparisonTable(lines: readonly Line[]): CsvValue[][] {
  const side = (items: readonly Outlined[]) => {
    const all = (of: (item: Outlined) => string | null) => items.map((item) => of(item) ?? '').join('\n') || null;
    return [
      all(({ stableId }) => stableId),
      all(({ kind }) => kind),
      all(({ code }) => code),
      all(({ shortTitle }) => shortTitle),
      all(({ text }) => text),
    ];
  };
  const head = (word: string) => ['identifier', 'kind', 'code', 'short title', 'text'].map((column) => `${word} ${column}`);
  return [
    ['change', 'also', ...head('earlier'), ...head('later')],
    ...lines.map(({ kinds, olds, now }) => [kinds[0]!, kinds.slice(1).join(', ') || null, ...side(olds), ...side(now ? [now] : [])]),
  ];
}

/** A comparison as a document: which versions, the counts, and a line each with both wordings. */
export function comparisonDocument(
  { from, to, comparison }: { from: { slug: string; number: string }; to: { number: string }; comparison: Comparison },
  show: 'changes' | 'all',
) {
  const face = ({ stableId, kind, phase, code, shortTitle, text }: Outlined) => ({ stableId, kind, phase, code, shortTitle, text });
  return {
    framework: from.slug,
    from: from.number,
    to: to.number,
    counts: comparison.counts,
    lines: linesShown(comparison, show).map(({ kinds, olds, now }) => ({
      change: kinds[0],
      also: kinds.slice(1),
      earlier: olds.map(face),
      later: now && face(now),
    })),
  };
}
