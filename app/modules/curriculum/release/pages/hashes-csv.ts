import { csvText } from '#app/platform/csv.ts';
import { csvAnswer, memberOf, scoped } from '#app/platform/web.server.ts';
import { roundSeatOf } from '../../rules.ts';
import { releasedHashes } from '../queries.server.ts';
import type { Route } from './+types/hashes-csv';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = roundSeatOf(memberOf(context, request));
  const { hashes } = await scoped({ context, request, slug }, (scope) => releasedHashes(scope, params.round));
  const rows = hashes.map(({ school, number, releasedAt, withdrawnAt, hash }) => [
    school,
    number,
    releasedAt.toISOString(),
    withdrawnAt?.toISOString() ?? '',
    hash,
  ]);
  return csvAnswer(csvText([['school', 'release', 'released_at', 'withdrawn_at', 'sha256'], ...rows]), `releases-${params.round}.csv`);
}
