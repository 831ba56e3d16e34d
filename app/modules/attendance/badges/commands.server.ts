import { appendEvent, publish } from '#app/platform/events.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepBadgeKeys } from '../rules.ts';
import type { PublicKey } from './schema.ts';

function assertMayKeepKeys({ actor }: Scope): void {
  if (!mayKeepBadgeKeys(actor)) throw forbidden('change the keys of badges', 'Whoever holds the machine does.');
}

/** Publishes the public half of the key that this host signs with. Nothing happens when it is published already; false when it was withdrawn, and so signs no more. */
export async function publishKey(scope: Scope, { id, publicKey }: PublicKey): Promise<boolean> {
  assertMayKeepKeys(scope);
  const { tx } = scope;
  const kept = await tx.selectFrom('badgeKey').select(['retiredAt', 'withdrawnAt']).where('id', '=', id).executeTakeFirst();
  if (kept?.withdrawnAt) return false;
  if (kept && kept.retiredAt === null) return true;
  await tx
    .insertInto('badgeKey')
    .values({ id, publicKey: JSON.stringify(publicKey) })
    .onConflict((on) => on.column('id').doUpdateSet({ retiredAt: null }))
    .execute();
  await appendEvent(scope, { verb: 'publish', subject: 'badge_key', subjectId: id });
  await publish(scope);
  return true;
}

/** Publishes a new key, which signs from now on, and retires the one before: what that signed is still checked with it, unless it is withdrawn because others may have it. */
export async function replaceKey(
  scope: Scope,
  next: PublicKey,
  { before, isWithdrawn }: { before: string | null; isWithdrawn: boolean },
): Promise<void> {
  assertMayKeepKeys(scope);
  const now = new Date();
  if (before !== null)
    await scope.tx
      .updateTable('badgeKey')
      .set({ retiredAt: now, ...(isWithdrawn && { withdrawnAt: now }) })
      .where('id', '=', before)
      .execute();
  await publishKey(scope, next);
  await appendEvent(scope, { verb: 'rotate', subject: 'badge_key', subjectId: next.id, before: { id: before }, after: { isWithdrawn } });
}
