import { memberOf, scoped } from '#app/platform/web.server.ts';
import { seatOf } from '../../rules.ts';
import { draftState } from '../queries.server.ts';
import type { Route } from './+types/edit-state';

/** Whether a version has changed: its revision and the last act, for an open editor that asks now and then. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = seatOf(memberOf(context, request)) ?? undefined;
  const state = await scoped({ context, request, slug }, (scope) => draftState(scope, { slug: params.framework, number: params.version }));
  return Response.json(state, { headers: { 'cache-control': 'no-store' } });
}
