import { as } from '#app/platform/scope.server.ts';
import { actorOf, scoped } from '#app/platform/web.server.ts';
import { ownSpeaker } from '../../rules.ts';
import { listeningRound, ownVersion } from '../queries.server.ts';
import { keepWriting } from '../speaking-acts.server.ts';
import type { Route } from './+types/answer-keep';

/** Which version of the own answer to a prompt (`of`) is kept, so that a page on another device learns that it is not the newest. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  return Response.json(
    await scoped({ context, request }, async (scope) =>
      ownVersion(
        scope,
        { roundId: (await listeningRound(scope, params.round)).id, speaker: ownSpeaker(scope.actor) },
        new URL(request.url).searchParams.get('of'),
      ),
    ),
  );
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  return keepWriting(await request.formData(), (work) =>
    as(actor, async (scope) => work(scope, { roundId: (await listeningRound(scope, params.round)).id, speaker: ownSpeaker(actor) })),
  );
}
