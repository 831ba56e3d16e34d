import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { newestOfRecord } from '../queries.server.ts';
import { RecordSearch } from '../schema.ts';
import { changeHead, changeLine, writtenChange } from '../written.ts';
import type { Route } from './+types/record-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { school: slug } = RecordSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { events } = await scoped({ context, request, slug }, newestOfRecord);
  return csvAnswer(
    csvText([changeHead, ...events.map((event) => changeLine(writtenChange(event)))]),
    `record-${slug ?? 'collaborative'}.csv`,
  );
}
