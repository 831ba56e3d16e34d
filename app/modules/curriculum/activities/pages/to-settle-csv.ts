import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, scoped } from '#app/platform/web.server.ts';
import { ChosenYear } from '../../schema.ts';
import { toSettle } from '../settle-queries.server.ts';
import type { Route } from './+types/to-settle-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const asked = ChosenYear.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { year, matters, messages } = await scoped({ context, request, slug: params.school }, (scope) => toSettle(scope, asked.year));
  const lines = [
    ['matter', 'how_many', 'may_be_right', 'meaning', 'what_to_do', 'address'],
    ...matters.map(({ title, count, isDoubt, means, act, to }) => [title, count, isDoubt ? 'yes' : 'no', means, act, to]),
    ...messages.map(({ found, expected, path, about, rowId }) => [
      `Message: ${found}`,
      1,
      'no',
      `Expected: ${expected}`,
      path ?? '',
      `/${about?.kind === 'block' ? 'courses' : 'activities'}/${rowId}`,
    ]),
  ];
  return csvAnswer(csvText(lines), `to-settle-${params.school}-${year ?? 'empty'}.csv`);
}
