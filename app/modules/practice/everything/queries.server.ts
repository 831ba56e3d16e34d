import type { Scope } from '#app/platform/scope.server.ts';
import { logOfOwn, type OwnPart } from '../log/queries.server.ts';
import { sharesOfOwn } from '../sharing/queries.server.ts';

/** Everything that the asking person's practice holds, part by part in the order of the work: each sub-module adds its own. */
export async function everythingOfOwn(scope: Scope): Promise<OwnPart[]> {
  const parts: OwnPart[] = [];
  for (const partOfOwn of [logOfOwn, sharesOfOwn]) parts.push(await partOfOwn(scope));
  return parts;
}
