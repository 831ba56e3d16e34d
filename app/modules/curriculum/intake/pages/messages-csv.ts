import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { importMessages } from '../queries.server.ts';
import { messagesCsv } from '../report-csv.ts';
import { importIdOf, MessageSearch } from '../schema.ts';
import type { Route } from './+types/messages-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const search = MessageSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const messages = await scoped({ context, request, slug: params.school }, (scope) => importMessages(scope, importIdOf(params), search));
  return csvAnswer(messagesCsv(messages), `messages-${params.school}-${params.import}.csv`);
}
