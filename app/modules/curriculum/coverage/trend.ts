import { type Change, carriesOver } from '#app/modules/competencies/drafting/comparison.ts';
import { coverage } from './coverage.ts';
import type { FullInput } from './full-input.ts';
import { type ReadCell, type Reading, readCell } from './reading.ts';

/** A competency as a trend follows it: by its stable id through the versions. */
export type TrendCompetency = { readonly stableId: string; readonly code: string; readonly title: string };

/** One point in time: an academic year in one framework version, with the rounds on it and the definitions (by their name) that each of them froze. */
export type TrendGround = {
  readonly year: string;
  readonly versionId: string;
  readonly version: string;
  readonly rounds: readonly { readonly title: string; readonly definitions: string }[];
  readonly competencies: readonly TrendCompetency[];
  readonly input: FullInput;
  /** What became of each competency of this version in the version of the last ground, by stable id; null when it is that version. */
  readonly changes: ReadonlyMap<string, Pick<Change, 'kind' | 'to'>> | null;
};

/** A figure of a row at one point, or why there is none to compare. */
export type TrendPoint = { readonly figure: ReadCell; readonly why: null } | { readonly figure: null; readonly why: string };
/** A mark between one point and the next one. */
export type TrendBreak = { readonly after: number; readonly reasons: readonly string[] };
/** Figures over time: for each competency of the last point's version one point a ground, and the total, which needs no bridge. */
export type Trend = {
  readonly points: readonly { readonly year: string; readonly label: string; readonly version: string }[];
  readonly rows: readonly { readonly competency: TrendCompetency; readonly points: readonly TrendPoint[] }[];
  readonly total: readonly ReadCell[];
  readonly breaks: readonly TrendBreak[];
};

/** Figures over the grounds, the oldest first. */
export function trendOf(grounds: readonly TrendGround[], reading: Reading): Trend {
  const last = grounds.at(-1);
  if (!last) return { points: [], rows: [], total: [], breaks: [] };
  const read = grounds.map((ground) => figuresOf(ground, last, reading));
  return {
    points: grounds.map(({ year, version, rounds }) => ({
      year,
      version,
      label: pointLabel(year, rounds),
    })),
    rows: last.competencies.map((competency) => ({ competency, points: read.map(({ pointOf }) => pointOf(competency)) })),
    total: read.map(({ total }) => total),
    breaks: breaksOf(grounds),
  };
}

/** The year with the rounds on it; a title that says the year already says it alone. */
function pointLabel(year: string, rounds: TrendGround['rounds']): string {
  const titles = rounds.map(({ title }) => title);
  return [...(titles.length > 0 && titles.every((title) => title.includes(year)) ? [] : [year]), ...titles].join(', ');
}

function figuresOf(ground: TrendGround, last: TrendGround, reading: Reading) {
  const { input, ancestors } = bridged(ground, last);
  const covered = coverage(input);
  const rowOf = new Map(covered.rows.map((row) => [row.competency, row]));
  function pointOf({ stableId, code }: TrendCompetency): TrendPoint {
    if (ground.changes !== null && (ancestors.get(stableId) ?? []).length === 0) return { figure: null, why: whyNot(ground, stableId) };
    return { figure: readCell(rowOf.get(newest(code))!.cells, 'all', reading), why: null };
  }
  return { pointOf, total: readCell(covered.total, 'all', reading, true) };
}

/** The codes of two versions must not meet, so both say whose they are. */
function newest(code: string): string {
  return `new ${code}`;
}

/**
 * The ground's map with its competencies as the last version has them, where exactly one stands in their place; the others stay beside them, so that the shares of an
 * activity stay what they were.
 */
function bridged(
  { input, competencies, changes }: TrendGround,
  last: TrendGround,
): { input: FullInput; ancestors: ReadonlyMap<string, readonly string[]> } {
  const codeOf = new Map(last.competencies.map(({ stableId, code }) => [stableId, code]));
  const target = (competency: TrendCompetency) => {
    if (changes === null) return competency.stableId;
    const change = changes.get(competency.stableId);
    return change && carriesOver(change) && codeOf.has(change.to[0]!) ? change.to[0]! : null;
  };
  const targets = new Map(competencies.map((competency) => [competency.code, target(competency)]));
  const nameOf = (code: string) => {
    const to = targets.get(code);
    return to == null ? `old ${code}` : newest(codeOf.get(to)!);
  };
  const left = competencies.filter(({ code }) => targets.get(code) === null).map(({ code }) => ({ code: nameOf(code) }));
  return {
    input: {
      ...input,
      competencies: [...last.competencies.map(({ code }) => ({ code: newest(code) })), ...left],
      links: input.links.map((link) => ({ ...link, competency: nameOf(link.competency) })),
    },
    ancestors: Map.groupBy(
      competencies.flatMap(({ code }) => {
        const to = targets.get(code);
        return to == null ? [] : [to];
      }),
      (stableId) => stableId,
    ),
  };
}

function whyNot({ changes, version }: TrendGround, stableId: string): string {
  const kinds = [...(changes ?? [])].filter(([, { to }]) => to.includes(stableId)).map(([, { kind }]) => kind);
  if (kinds.includes('reworded')) return `reworded since ${version}`;
  if (kinds.includes('split')) return `split from another since ${version}`;
  return kinds.length > 0 ? `changed since ${version}` : `not in ${version}`;
}

function breaksOf(grounds: readonly TrendGround[]): TrendBreak[] {
  return grounds.slice(1).flatMap((ground, after) => {
    const before = grounds[after]!;
    const definitions = (each: TrendGround) => [...new Set(each.rounds.map(({ definitions }) => definitions))].sort();
    const [then, now] = [definitions(before), definitions(ground)];
    const reasons = [
      ...(before.versionId === ground.versionId ? [] : [`The framework changed from ${before.version} to ${ground.version}.`]),
      ...(then.length > 0 && now.length > 0 && then.join() !== now.join()
        ? ['The rounds agreed on other definitions. All figures here are computed by the definitions of today.']
        : []),
    ];
    return reasons.length > 0 ? [{ after, reasons }] : [];
  });
}
