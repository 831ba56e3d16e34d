import { setTimeout as sleep } from 'node:timers/promises';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answering } from '#app/platform/web.server.ts';
import { importState } from '../queries.server.ts';
import { importIdOf, isUnderWay } from '../schema.ts';
import type { Route } from './+types/import-progress';

/** Milliseconds between two looks at the row. */
const interval = 400;

/** Server-sent events `{status, done, total}` until the import stands still or the reader leaves. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const { signal } = request;
  const look = () => as(actor, (scope) => importState(scope, importIdOf(params)));
  let state = await answering(look);
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const encoder = new TextEncoder();
      try {
        for (; !signal.aborted; state = await look()) {
          controller.enqueue(encoder.encode(`data: ${JSON.stringify(state)}\n\n`));
          if (!isUnderWay(state.status)) break;
          await sleep(interval, undefined, { signal });
        }
        controller.close();
      } catch {
        // The reader left, the import was discarded, or the database is away: the reader asks again.
        if (!signal.aborted) controller.close();
      }
    },
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}
