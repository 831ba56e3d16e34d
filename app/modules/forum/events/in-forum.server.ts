import type { Actor } from '#app/platform/actor.ts';
import { Problem } from '#app/platform/problem.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, answering, memberOf } from '#app/platform/web.server.ts';
import { forumSeats, mayKeepEvent } from '../rules.ts';
import { eventNamed } from './queries.server.ts';

type Asked = { context: Parameters<typeof memberOf>[0]; request: Request; event?: string };

/** The member as whoever they are in the forum: the convener, or the lead of a school; of several schools the one that organises the event. */
export async function forumActor({ context, request, event }: Asked): Promise<Actor> {
  const [first, ...others] = forumSeats(memberOf(context, request));
  const actor = await actorOf({ context, request, slug: first });
  if (event === undefined || others.length === 0) return actor;
  for (const slug of [first, ...others]) {
    const seated = await actorOf({ context, request, slug });
    const isKeeper = await as(seated, async (scope) => mayKeepEvent(seated, await eventNamed(scope, event))).catch(unlessProblem);
    if (isKeeper) return seated;
  }
  return actor;
}

/** An event that this school may not see is not theirs to keep; a fault is a fault. */
function unlessProblem(error: unknown): false {
  if (error instanceof Problem) return false;
  throw error;
}

/** Runs a page's work as whoever the member is in the forum. */
export async function inForum<T>(asked: Asked, work: (scope: Scope) => Promise<T>): Promise<T> {
  const actor = await forumActor(asked);
  return answering(() => as(actor, work));
}
