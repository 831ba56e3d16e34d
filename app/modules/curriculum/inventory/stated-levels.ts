import { foldedText } from './folded-text.ts';

/** Academic levels from the first to the last, usually years; one alone is both. */
export type Levels = { readonly first: number; readonly last: number };

const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
  '5th': 5,
  '6th': 6,
};
const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6 };
const prefix = '(?:oms|ms|md|m|years?|yrs?|y|levels?|lvl|l|class|grades?|jahr|ug)';
const one = '([1-8]|i{1,3}|iv|vi?)';
const numbered = new RegExp(`^${prefix}?[ -]?${one}(?: ?(?:-|/|&|to|and|,|\\+) ?${prefix}?[ -]?${one})?$`);
const named =
  /^(first|second|third|fourth|fifth|sixth|[1-6](?:st|nd|rd|th))(?:[ -]?(?:year|yr))?(?: ?(?:-|\/|&|to|and) ?(first|second|third|fourth|fifth|sixth|[1-6](?:st|nd|rd|th))(?:[ -]?(?:years?|yrs?))?)?$/;
const loose = new RegExp(`^(?:.* )?(?:years?|ms|oms) ?${one}(?: ?(?:-|/|&|to|and) ?${one})?$`);

/** The levels of `3`, `MS1`, `OMS-II`, `Year 1`, `M3-M4`, `Y1 & Y2`, `second year`; null for a name such as `Pre-clerkship`, which only the school can place. */
export function levelsIn(text: string): Levels | null {
  if (text.length > 60) return null;
  const folded = foldedText(text)
    .replace(/\(.*\)$/, '')
    .replace(/[.:]$/, '')
    .trim();
  const [, from, to] = numbered.exec(folded) ?? named.exec(folded) ?? loose.exec(folded) ?? [];
  if (from === undefined) return null;
  const first = levelOf(from);
  const last = to === undefined ? first : levelOf(to);
  return first === null || last === null ? null : { first: Math.min(first, last), last: Math.max(first, last) };
}

/** Which levels a phase of this name usually has, where names of phases say so; a guess to be asked about. */
export function usualLevels(name: string): Levels | null {
  const folded = foldedText(name);
  if (/\bpre-?\s?(?:clerkship|clinical|clinic)|\bfoundation|\bbasic science/.test(folded)) return { first: 1, last: 2 };
  if (/\bpost-?\s?(?:clerkship|core)|\badvanced|\bcareer|\btransition to residency|\bsub-?i/.test(folded)) return { first: 4, last: 4 };
  if (/\bcore clinical|\bclerkship|\bprincipal clinical/.test(folded)) return { first: 3, last: 3 };
  if (/\bclinical/.test(folded)) return { first: 3, last: 4 };
  return null;
}

/** Levels as an answer holds them: `3` or `3-4`. */
export function levelsAnswer({ first, last }: Levels): string {
  return first === last ? String(first) : `${first}-${last}`;
}

/** The levels of an answer; null for `none`. */
export function levelsOfAnswer(answer: string | undefined): Levels | null {
  const [, first, last] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(answer ?? '') ?? [];
  return first === undefined ? null : { first: Number(first), last: Number(last ?? first) };
}

function levelOf(text: string): number | null {
  return ordinals[text] ?? romans[text] ?? (/^\d$/.test(text) ? Number(text) : null);
}
