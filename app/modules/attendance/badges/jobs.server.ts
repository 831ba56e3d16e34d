import { type Actor, operator } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { publishKey, replaceKey } from './commands.server.ts';
import { keepKey, newKey, ownKey, publicHalf } from './key-file.server.ts';

/** Makes the key of this host when it starts for the first time, and publishes its public half; also into a database that was put back. In the place of one that was withdrawn it makes the next. */
export async function prepareBadges(): Promise<void> {
  const key = (await ownKey()) ?? (await keepKey(await newKey(), false));
  const isPublished = await as(operator(), (scope) => publishKey(scope, publicHalf(key)));
  if (!isPublished) await rotateBadgeKey(operator(), false);
}

/** Makes a new key that signs from now on. First the public half is published, so that nothing is signed that nobody can check. Answers the identifiers of both. */
export async function rotateBadgeKey(actor: Actor, isWithdrawn: boolean): Promise<{ before: string | null; now: string }> {
  const before = (await ownKey())?.id ?? null;
  const next = await newKey();
  await as(actor, (scope) => replaceKey(scope, publicHalf(next), { before, isWithdrawn }));
  await keepKey(next, true);
  return { before, now: next.id };
}
