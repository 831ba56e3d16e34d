import { originOf } from '#app/platform/open-answer.server.ts';
import { publiclyOr, unkeptHeaders } from '#app/platform/web.server.ts';
import { badgeOf } from '../badge.ts';
import { noBadge } from '../no-badge.ts';
import { badgeAt } from '../queries.server.ts';
import type { Route } from './+types/badge-json';

/** What the badge of a certificate says, to read; unsigned. */
export async function loader({ params, request }: Route.LoaderArgs) {
  const found = await publiclyOr((scope) => badgeAt(scope, params.code));
  if (!found.ok) return noBadge(found);
  const badge = badgeOf(found.value, originOf(request));
  return Response.json(badge, { headers: { 'access-control-allow-origin': '*', ...unkeptHeaders() } });
}
