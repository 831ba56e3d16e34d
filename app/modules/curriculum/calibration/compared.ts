import type { CsvValue } from '#app/platform/csv.ts';
import type { Agreement } from './figures.ts';
import type { Calibration } from './queries.server.ts';
import type { CalibrationAnswer, CalibrationExtent } from './schema.ts';

/** How fully, in words. */
export const extentWords: Readonly<Record<CalibrationExtent, string>> = {
  none: 'not addressed',
  mentioned: 'mentioned',
  partly: 'addressed partly',
  fully: 'addressed fully',
};

/** An answer in words: "addressed partly, practised". */
export function answerWords({ extent, level }: { extent: string; level: string | null }): string {
  return [extentWords[extent as CalibrationExtent] ?? extent, level].filter(Boolean).join(', ');
}

/** One competency of one activity: one's own answer, the others' answers each with who gave it, and what was agreed (null: not yet). */
export type ComparedRow = {
  readonly competencyId: string;
  readonly competency: string;
  readonly own: string | null;
  readonly others: readonly { readonly answer: string; readonly coders: readonly string[] }[];
  readonly isAlike: boolean;
  readonly agreed: string | null;
};

/** The answers to an activity side by side, competency by competency, alike answers together. */
export function comparedRows({ answers, competencies, activities }: Calibration, activityId: string): ComparedRow[] {
  const agreed: readonly CalibrationAnswer[] = activities.find(({ id }) => id === activityId)?.agreed ?? [];
  return competencies.map(({ id, code, shortTitle }) => {
    const given = answers.filter((answer) => answer.activityId === activityId && answer.competencyId === id);
    const own = given.find(({ coder }) => coder === 'You');
    const others = Map.groupBy(
      given.filter(({ coder }) => coder !== 'You'),
      answerWords,
    );
    const settled = agreed.find(({ competencyId }) => competencyId === id);
    return {
      competencyId: id,
      competency: `${code} ${shortTitle}`,
      own: own ? answerWords(own) : null,
      others: [...others].map(([answer, by]) => ({ answer, coders: by.map(({ coder }) => coder) })),
      isAlike: new Set(given.map(answerWords)).size < 2,
      agreed: settled ? answerWords(settled) : null,
    };
  });
}

/** An agreement in words: "75 %, kappa 0.41", or why there is no kappa. */
export function agreementWords({ percent, kappa, why }: Agreement): string {
  if (percent === null) return `not defined: ${why}`;
  return `${Math.round(percent * 100)} %, ${kappa === null ? 'kappa not defined' : `kappa ${kappa.toFixed(2)}`}`;
}

/** A calibration for programs, as far as its reader may see it. */
export function writtenCalibration(calibration: Calibration) {
  const { round, setup, activities, competencies, figures, shown } = calibration;
  const code = (id: string | null) => competencies.find((each) => each.id === id)?.code ?? null;
  return {
    round: round.slug,
    year: round.year,
    rating: shown,
    activities: activities.length,
    wanted: setup?.wanted ?? null,
    coders: figures?.figures.coders ?? null,
    statistic: figures?.figures.statistic ?? null,
    agreement: (figures?.figures.lines ?? []).map(({ competencyId, extent, level }) => ({
      competency: code(competencyId) ?? 'pooled',
      extent,
      level,
    })),
    answers: activities.flatMap(({ id, title, agreedReason }, at) =>
      comparedRows(calibration, id).map((row) => ({
        activity: at + 1,
        title,
        competency: code(row.competencyId),
        own: row.own,
        others: row.others,
        agreed: row.agreed,
        reason: agreedReason,
      })),
    ),
  };
}
type Written = ReturnType<typeof writtenCalibration>;

/** The first line of a calibration's CSV: an activity and a competency a line. */
export const calibrationHead: readonly string[] = [
  'activity',
  'title',
  'competency',
  'own',
  'others',
  'agreed',
  'reason',
  'percent',
  'kappa',
];

/** The lines of a calibration's CSV: every activity and competency, then the agreement per competency and pooled, on how fully. */
export function calibrationLines({ answers, agreement }: Written): CsvValue[][] {
  const others = (row: Written['answers'][number]) => row.others.map(({ answer, coders }) => `${answer} (${coders.join(' ')})`).join('; ');
  return [
    ...answers.map((row) => [row.activity, row.title, row.competency, row.own, others(row), row.agreed, row.reason, null, null]),
    ...agreement.map(({ competency, extent }) => [
      null,
      'agreement',
      competency,
      null,
      null,
      null,
      extent.why,
      extent.percent,
      extent.kappa,
    ]),
  ];
}
