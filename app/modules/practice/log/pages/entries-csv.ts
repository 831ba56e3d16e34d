import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { competenciesToTry, ownEntries } from '../queries.server.ts';
import { entryHead, entryLine } from '../written.ts';
import type { Route } from './+types/entries-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const [entries, competencies] = await scoped(
    { context, request },
    async (scope) => [await ownEntries(scope), await competenciesToTry(scope)] as const,
  );
  return csvAnswer(csvText([entryHead, ...entries.map((entry) => entryLine(entry, competencies))]), 'my-conversations.csv');
}
