import type { BootstrapInterval } from '#app/maths/bootstrap.ts';
import type { Measure } from '#app/maths/ratings.ts';
import { alphaIntervals } from './alpha-interval.ts';
import type { ComparedRound } from './compared-round.ts';
import { type Level, levels } from './comparison.ts';
import { agreementDefinitions } from './definitions.ts';
import { agreementFigures, type LevelFigures } from './figures.ts';

/** From this seed alpha's intervals are drawn, so that anybody gets the same. */
export const intervalSeed = 20;

/** One code (or, with `codeId` null, all pooled) at one level. */
export type FigureRow = LevelFigures & {
  readonly codeId: string | null;
  readonly name: string;
  readonly interval: BootstrapInterval;
  readonly unitizing: Measure;
};
/** The figures of a comparison at one level; `seed`: what the intervals were drawn from. */
export type FigureTable = {
  readonly coders: readonly string[];
  readonly kappa: 'cohen' | 'fleiss';
  readonly level: Level;
  readonly seed: number;
  readonly rows: readonly FigureRow[];
};

/** Every figure at one level: the codes in their order, then all pooled. It takes its time, so no scope is open meanwhile. */
export function figureTable(compared: ComparedRound, level: Level): FigureTable {
  return tableOf(compared, agreementFigures(compared.comparison), level);
}

function tableOf({ comparison, codes, read }: ComparedRound, figures: ReturnType<typeof agreementFigures>, level: Level): FigureTable {
  const { byCode, pooled } = alphaIntervals(comparison, level, { seed: intervalSeed });
  return {
    coders: read.coders.map(({ name }) => name),
    kappa: figures.kappa,
    level,
    seed: intervalSeed,
    rows: [
      ...codes.map(({ id, name }, at) => {
        const own = figures.codes[at]!;
        return { ...own[level], codeId: id, name, interval: byCode[at]!, unitizing: own.unitizing.alpha };
      }),
      { ...figures.pooled[level], codeId: null, name: 'All codes, pooled', interval: pooled, unitizing: figures.pooled.unitizing },
    ],
  };
}

/** Every figure at every level with what it means, as it is kept when a consensus begins. */
export function figuresToKeep(compared: ComparedRound) {
  const figures = agreementFigures(compared.comparison);
  const { coders, kappa, seed } = tableOf(compared, figures, 'any');
  return {
    ...{ coders, kappa, seed },
    levels: Object.fromEntries(levels.map((level) => [level, tableOf(compared, figures, level).rows])),
    definitions: agreementDefinitions.filter(({ id }) => id.startsWith('coding-')),
  };
}

/** The table's header and lines as they stand in its CSV file; what is not defined is empty, with its reason in the last column. */
export function figureLines({ coders, kappa, rows }: FigureTable): (string | number | null)[][] {
  const header = [
    ...[
      'code',
      'code id',
      'n',
      'both',
      ...coders.map((name) => `only ${name}`),
      'some, not all',
      'neither',
      'prevalence',
      'percent',
      'positive',
    ],
    ...['of coded', kappa === 'cohen' ? 'Cohen kappa' : 'Fleiss kappa', 'alpha', 'alpha lower', 'alpha upper', 'alpha unitizing'],
    ...['warning', 'not defined'],
  ];
  return [
    header,
    ...rows.map((row) => [
      ...[row.name, row.codeId, row.n, row.both, ...row.only, row.some, row.neither, row.prevalence],
      ...[row.percent.value, row.positive.value, row.ofCoded.value, row.kappa.value, row.alpha.value],
      ...[row.interval.lower, row.interval.upper, row.unitizing.value, row.warning],
      undefinedIn(row)
        .map(([name, why]) => `${name}: ${why}`)
        .join('; ') || null,
    ]),
  ];
}

/** Which figures of a row are not defined, and why. */
export function undefinedIn(row: FigureRow): [name: string, why: string][] {
  const all = [
    ['Percent', row.percent],
    ['Positive agreement', row.positive],
    ['Kappa', row.kappa],
    ['Alpha', row.alpha],
    ['Alpha’s interval', row.interval],
    ['Alpha for unitising', row.unitizing],
  ] as const;
  return all.flatMap(([name, { why }]) => (why === undefined ? [] : [[name, why] as [string, string]]));
}
