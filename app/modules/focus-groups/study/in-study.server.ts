import type { Actor } from '#app/platform/actor.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { type Study, studyNamed } from './queries.server.ts';

/** Does something in a study as somebody, in a scope of its own. Missing for whoever has no role in the study. */
export function inStudy<T>(actor: Actor, slug: string, work: (scope: Scope, study: Study) => Promise<T>): Promise<T> {
  return as(actor, async (scope) => work(scope, await studyNamed(scope, slug)));
}
