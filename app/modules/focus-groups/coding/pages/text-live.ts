import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { hear } from '#app/platform/listen.server.ts';
import { actorOf, answering } from '#app/platform/web.server.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { codingChannel } from '../coding-event.server.ts';
import { codingHeard, roundState } from '../desk-queries.server.ts';
import type { Route } from './+types/text-live';

/** A stream ends after so many milliseconds and is asked for again, so that whoever signed out hears nothing more. */
const longest = 600_000;
/** Milliseconds between two signs of life, which proxies wait for. */
const beat = 20_000;

/**
 * Server-sent events of a round: how it stands (`{round}`), at once and whenever it is opened or closed; `{id, coding}` when a coding of this text was made, changed or taken back
 * (`coding` null); and `{again: true}` when something may have been missed. Each is read with the rights of whoever hears it at that moment; of codings of a blind round nothing is told.
 */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const actor = await actorOf({ context, request });
  const roundId = addressed(z.uuid(), params.round, 'This round');
  const textId = addressed(z.uuid(), params.text, 'This text');
  const state = () => inStudy(actor, params.study, (scope, study) => roundState(scope, study, roundId));
  await answering(state);
  const look = (codingId: string) => inStudy(actor, params.study, (scope, study) => codingHeard(scope, study, { roundId, codingId }));
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(longest)]);
  let stop: (() => Promise<void>) | undefined;
  let end: () => void = () => undefined;
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const encoder = new TextEncoder();
      const say = (words: string) => !signal.aborted && controller.enqueue(encoder.encode(`${words}\n\n`));
      let last = Promise.resolve();
      // Who is no longer of the study, or hears while the database is away, asks again, and is told why.
      const inTurn = (work: () => Promise<void>) => {
        last = last.then(work).catch(() => end());
      };
      const tellState = () => inTurn(async () => void say(`data: ${JSON.stringify({ round: await state() })}`));
      const told = (said?: string) => {
        const [round, text, codingId] = said?.split(' ') ?? [];
        if (said === undefined) say(`data: ${JSON.stringify({ again: true })}`);
        else if (round === roundId && text === undefined) tellState();
        else if (round === roundId && text === textId && codingId)
          inTurn(async () => {
            const coding = await look(codingId);
            if (coding !== undefined) say(`data: ${JSON.stringify({ id: codingId, coding })}`);
          });
      };
      const beats = setInterval(() => say(': still here'), beat);
      let isEnded = false;
      end = () => {
        if (isEnded) return;
        isEnded = true;
        clearInterval(beats);
        stop?.().catch(() => undefined);
        try {
          controller.close();
        } catch {
          // the reader closed it
        }
      };
      signal.addEventListener('abort', end, { once: true });
      say(': listening');
      stop = await hear(codingChannel, told);
      if (isEnded) await stop();
      else tellState(); // it may have changed since the page was made
    },
    cancel: () => end(),
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' } });
}
