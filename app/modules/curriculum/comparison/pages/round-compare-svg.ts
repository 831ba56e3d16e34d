import { memberOf, scoped, svgAnswer } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { comparedCells } from '../comparison.ts';
import { comparisonSvg } from '../drawing.ts';
import { comparisonOf } from '../queries.server.ts';
import { compareSearch } from '../schema.ts';
import type { Route } from './+types/round-compare-svg';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const compared = await scoped({ context, request, slug: roundSeatOf(memberOf(context, request)) }, (scope) =>
    comparisonOf(scope, params.round),
  );
  const { title, year } = compared.round;
  return svgAnswer(comparisonSvg(comparedCells(compared, compareSearch(request)), `${title}, ${year}`), `comparison-${params.round}.svg`);
}
