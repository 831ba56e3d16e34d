import { visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { speakingAsGuest } from '../guest-commands.server.ts';
import { readGuestCookie } from '../guest-cookie.ts';
import { ownVersion } from '../queries.server.ts';
import { keepWriting } from '../speaking-acts.server.ts';
import type { Route } from './+types/guest-keep';

/** As for members. */
export async function loader({ params, request }: Route.LoaderArgs) {
  const at = { token: params.token, session: readGuestCookie(request.headers.get('cookie')) };
  const kept = await as(visitor, async (scope) => {
    const speaking = await speakingAsGuest(scope, at);
    return speaking && ownVersion(scope, speaking, new URL(request.url).searchParams.get('of'));
  });
  return kept ? Response.json(kept) : new Response(null, { status: 401 });
}

/** Whose session has ended is told so (401): what they wrote stays in their page. */
export async function action({ params, request }: Route.ActionArgs) {
  const at = { token: params.token, session: readGuestCookie(request.headers.get('cookie')) };
  if (!(await as(visitor, (scope) => speakingAsGuest(scope, at)))) return new Response(null, { status: 401 });
  return keepWriting(await request.formData(), (work) => as(visitor, async (scope) => work(scope, (await speakingAsGuest(scope, at))!)));
}
