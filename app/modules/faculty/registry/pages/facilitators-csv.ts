import { csvText } from '#app/platform/csv.ts';
import { csvAnswer } from '#app/platform/web.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { competencyChoices, foundEntries } from '../queries.server.ts';
import { registrySearch } from '../schema.ts';
import { registryHead, registryLines } from '../written.ts';
import type { Route } from './+types/facilitators-csv';

export async function loader(asked: Route.LoaderArgs) {
  const lines = await inFaculty(asked, async (scope) => {
    const titles = new Map((await competencyChoices(scope)).map(({ id, code, title }) => [id, `${code} ${title}`]));
    return (await foundEntries(scope, registrySearch(asked.request))).flatMap((entry) => registryLines(entry, titles));
  });
  return csvAnswer(csvText([registryHead, ...lines]), 'facilitators.csv');
}
