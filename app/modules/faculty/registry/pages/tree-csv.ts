import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { zoneOf } from '../../../members/queries.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { yearBefore } from '../entry.ts';
import { shownTree } from '../queries.server.ts';
import { reachOf, treeOf } from '../tree.ts';
import { treeHead, treeLines } from '../written.ts';
import type { Route } from './+types/tree-csv';

export async function loader(asked: Route.LoaderArgs) {
  const lines = await inFaculty(asked, async (scope) => {
    const { people, trainings } = await shownTree(scope);
    return treeLines(treeOf(people, trainings), reachOf(people, trainings, yearBefore(isoDayIn(new Date(), await zoneOf(scope)))));
  });
  return csvAnswer(csvText([treeHead, ...lines]), 'who-trained-whom.csv');
}
