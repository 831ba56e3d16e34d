import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inOccasion } from '../../in-occasion.server.ts';
import { creditRequests } from '../queries.server.ts';
import { creditHead, creditLine } from '../written.ts';
import type { Route } from './+types/credit-csv';

/** Who asked for credit and is recorded as having been there. */
export async function loader(asked: Route.LoaderArgs) {
  const people = await inOccasion(asked, creditRequests);
  return csvAnswer(csvText([creditHead, ...people.filter(({ came }) => came).map(creditLine)]), 'credit.csv');
}
