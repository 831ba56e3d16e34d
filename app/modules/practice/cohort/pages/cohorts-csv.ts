import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { collaborativeCohorts, countedTerms } from '../queries.server.ts';
import { cohortSeat } from '../rules.ts';
import { askedTerm } from '../schema.ts';
import { cohortHead, cohortLines } from '../written.ts';
import type { Route } from './+types/cohorts-csv';

export function loader({ context, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  return scoped({ context, request, slug: cohortSeat(member) }, async (scope) => {
    const term = askedTerm(request) ?? (await countedTerms(scope))[0];
    const all = term === undefined ? null : await collaborativeCohorts(scope, term);
    return csvAnswer(csvText([cohortHead, ...cohortLines(all ? [{ ...all, graduates: null }] : [])]), 'practice.csv');
  });
}
