import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { keptPages } from '../queries.server.ts';
import { pageHead, pageLine, writtenPage } from '../written.ts';
import type { Route } from './+types/pages-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const pages = await scoped({ context, request }, keptPages);
  return csvAnswer(csvText([pageHead, ...pages.map((page) => pageLine(writtenPage(page)))]), 'pages.csv');
}
