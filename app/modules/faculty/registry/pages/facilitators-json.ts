import { inFaculty } from '../../in-faculty.server.ts';
import { competencyChoices, foundEntries } from '../queries.server.ts';
import { registrySearch } from '../schema.ts';
import { writtenEntry } from '../written.ts';
import type { Route } from './+types/facilitators-json';

export async function loader(asked: Route.LoaderArgs) {
  const facilitators = await inFaculty(asked, async (scope) => {
    const titles = new Map((await competencyChoices(scope)).map(({ id, code, title }) => [id, `${code} ${title}`]));
    return (await foundEntries(scope, registrySearch(asked.request))).map((entry) => writtenEntry(entry, titles));
  });
  return Response.json({ total: facilitators.length, facilitators });
}
