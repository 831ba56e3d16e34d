import { type Actor, operator } from '#app/platform/actor.ts';
import { fewAtOnce } from '#app/platform/few-at-once.ts';
import { as } from '#app/platform/scope.server.ts';
import { countTerms } from '../app/modules/practice/cohort/jobs.server.ts';
import { answerReport, openReport } from '../app/modules/practice/reports/commands.server.ts';
import { countReports } from '../app/modules/practice/reports/jobs.server.ts';
import { askedQuestions } from '../app/modules/practice/reports/queries.server.ts';
import { day } from './day.ts';
import { studentActor, students } from './practice-people.ts';

const closed = '2025-26';

/** What invented classes practised in the half-years that are over, counted; what those who graduate first said of a year, and a year that is asked now. */
export async function samplePracticeFigures(convener: Actor): Promise<void> {
  await countTerms(new Date());
  const sample = { isSample: true };
  await as(convener, (scope) => openReport(scope, { year: closed, opensOn: day(1), closesOn: day(-1) }, sample));
  const questions = await as(operator(), askedQuestions);
  const first = students.filter(({ graduates }) => graduates === 2027);
  await fewAtOnce(
    first.map((student, at) => ({ student, at })),
    async ({ student, at }) => {
      const answers = Object.fromEntries(questions.map(({ id }, n) => [id, 1 + ((at * 7 + n * 3 + (at % 5)) % 4)]));
      const actor = await studentActor(student);
      await as(actor, (scope) => answerReport(scope, closed, answers));
    },
  );
  await as(convener, (scope) => openReport(scope, { year: closed, opensOn: day(200), closesOn: day(160) }, sample));
  await countReports();
  await as(convener, (scope) => openReport(scope, { year: '2026-27', opensOn: day(10), closesOn: day(-30) }, sample));
}
