import { csvText } from '#app/platform/csv.ts';
import { addressed } from '#app/platform/form.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { comparedRound } from '../compared-round.ts';
import { figureLines, figureTable } from '../figure-table.ts';
import { comparisonRead } from '../round-queries.server.ts';
import { ComparisonSearch, RoundId } from '../schema.ts';
import type { Route } from './+types/round-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const roundId = addressed(RoundId, params.round, 'This round');
  const { level, with: withId, coder } = ComparisonSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const again = withId !== undefined && coder !== undefined ? { withId, coderId: coder } : undefined;
  const { round, ...read } = await scoped({ context, request }, async (scope) =>
    comparisonRead(scope, await studyNamed(scope, params.study), { roundId, ...again }),
  );
  const table = figureTable(comparedRound(read), level);
  return csvAnswer(csvText(figureLines(table)), `agreement-${round.title}-${level}.csv`);
}
