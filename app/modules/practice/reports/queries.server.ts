import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import type { Interval } from '../cohort/interval.ts';
import { type Question, questionsOf } from './questions.ts';
import { mayReadReports } from './rules.ts';

/** A year of questions: its days, and whether it is open today, was counted, and was answered by whoever asks. */
export type ReportYearRow = {
  readonly year: string;
  readonly opensOn: string;
  readonly closesOn: string;
  readonly isOpen: boolean;
  readonly isCounted: boolean;
  readonly isAnswered: boolean;
};

/** Every year that was opened, the newest first. */
export async function reportYears({ tx, actor }: Scope): Promise<ReportYearRow[]> {
  const rows = await tx
    .selectFrom('graduateReport as g')
    .leftJoin('graduateReportTurn as t', (on) => on.onRef('t.year', '=', 'g.year').on('t.personId', '=', actor.personId))
    .select(['g.year', 'g.countedAt', 't.personId', 'g.opensOn', 'g.closesOn'])
    .select(sql<boolean>`g.counted_at is null and current_date between g.opens_on and g.closes_on`.as('isOpen'))
    .orderBy('g.year', 'desc')
    .execute();
  return rows.map(({ countedAt, personId, ...row }) => ({ ...row, isCounted: countedAt !== null, isAnswered: personId !== null }));
}

/** The questions that are asked today. */
export async function askedQuestions(scope: Scope): Promise<Question[]> {
  return questionsOf(await competenciesOf(scope, await currentVersionId(scope)));
}

/** What was answered to a question: how many answered, and how many chose each answer but the first, or one beyond it. */
export type Reported = {
  readonly question: Question;
  readonly size: Interval;
  readonly from: readonly ({ readonly answer: string } & Interval)[];
};

/** The figures of a counted year, of the school acted for and over all schools; a question that fewer than ten answered is not in them. */
export async function reportFigures(scope: Scope, year: string): Promise<{ own: Reported[]; all: Reported[] }> {
  if (!mayReadReports(scope.actor)) throw forbidden('read what graduates said', 'Whoever has a role in the collaborative may.');
  const questions = await askedQuestions(scope);
  const own = await scope.tx.selectFrom('graduateReportFigure').selectAll().where('year', '=', year).execute();
  const all = await scope.tx.selectFrom('graduateReportSum').selectAll().where('year', '=', year).execute();
  return { own: reported(questions, own), all: reported(questions, all) };
}

function reported(questions: readonly Question[], rows: readonly (Interval & { question: string; answer: number })[]): Reported[] {
  return questions.flatMap((question) => {
    const said = new Map(
      rows.filter((row) => row.question === question.id).map(({ answer, atLeast, atMost }) => [answer, { atLeast, atMost }]),
    );
    const size = said.get(0);
    if (!size) return [];
    const from = question.answers.flatMap((answer, at) => (said.has(at + 1) ? [{ answer, ...said.get(at + 1)! }] : []));
    return [{ question, size, from }];
  });
}

/** The counted year that is asked for, else the newest; missing where none was counted. */
export async function countedYear(scope: Scope, asked: string | null): Promise<string> {
  const counted = (await reportYears(scope)).filter(({ isCounted }) => isCounted);
  const found = counted.find(({ year }) => year === asked) ?? counted[0];
  if (!found) throw missing('A year that was counted');
  return found.year;
}
