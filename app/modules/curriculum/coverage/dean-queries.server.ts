import type { Scope } from '#app/platform/scope.server.ts';
import { type DeanReport, deanReport } from './dean.ts';
import { coverageOf } from './queries.server.ts';
import { trendGrounds } from './trend-queries.server.ts';

/** The dean's page of a year (the newest unless said), with the school and its years; `report` is null when the school has brought nothing in. */
export async function deanPage(
  scope: Scope,
  asked: { year?: string },
): Promise<{ school: { slug: string; name: string }; years: readonly string[]; year: string | null; report: DeanReport | null }> {
  const { school, years, year, framework, competencies, activities, input } = await coverageOf(scope, asked);
  if (year === null) return { school, years, year, report: null };
  const { isSample } = await scope.tx.selectFrom('school').select('isSample').where('id', '=', school.id).executeTakeFirstOrThrow();
  const { grounds } = await trendGrounds(scope, { until: year, newest: 2 });
  const report = deanReport({
    ...{ school: school.name, isSample, year, activities, input, grounds },
    framework: `${framework.title}, ${framework.number}`,
    titles: new Map(competencies.map(({ code, shortTitle }) => [code, shortTitle])),
  });
  return { school, years, year, report };
}
