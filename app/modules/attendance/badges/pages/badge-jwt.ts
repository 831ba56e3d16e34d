import { originOf } from '#app/platform/open-answer.server.ts';
import { publiclyOr, unkeptHeaders } from '#app/platform/web.server.ts';
import { badgeOf } from '../badge.ts';
import { signedBadge } from '../key-file.server.ts';
import { noBadge } from '../no-badge.ts';
import { badgeAt } from '../queries.server.ts';
import type { Route } from './+types/badge-jwt';

/** The badge of a certificate, signed: one line of text. It is signed with the newest key each time. */
export async function loader({ params, request }: Route.LoaderArgs) {
  const origin = originOf(request);
  const found = await publiclyOr((scope) => badgeAt(scope, params.code));
  if (!found.ok) return noBadge(found);
  const badge = badgeOf(found.value, origin);
  return new Response(await signedBadge(badge, origin), {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="badge.jwt"',
      'access-control-allow-origin': '*',
      ...unkeptHeaders(),
    },
  });
}
