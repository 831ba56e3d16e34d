import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { rounds } from '../board-queries.server.ts';
import { roundsDocument, roundsHead, roundsLine } from '../written.ts';
import type { Route } from './+types/rounds-csv';

export async function loader({ context, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const { rounds: all } = roundsDocument(await scoped({ context, request, slug }, rounds));
  return csvAnswer(csvText([roundsHead, ...all.map(roundsLine)]), 'rounds.csv');
}
