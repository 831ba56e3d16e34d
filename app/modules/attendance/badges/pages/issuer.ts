import { openAnswer, originOf } from '#app/platform/open-answer.server.ts';
import { publicly } from '#app/platform/web.server.ts';
import { issuerProfile } from '../badge.ts';
import { issuer } from '../queries.server.ts';
import type { Route } from './+types/issuer';

export async function loader({ request }: Route.LoaderArgs) {
  const profile = issuerProfile(await publicly(issuer), originOf(request));
  return openAnswer(request, { body: JSON.stringify(profile), type: 'application/json; charset=utf-8' });
}
