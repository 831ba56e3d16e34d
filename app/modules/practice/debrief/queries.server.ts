import type { Scope } from '#app/platform/scope.server.ts';

/** What the reader kept of their own debriefs, the newest first. Nobody else's exists, for nobody. */
export function ownDebriefs({ tx }: Scope) {
  return tx
    .selectFrom('practiceDebrief')
    .select(['id', 'month', 'withWhom', 'happened', 'wentWell', 'carry', 'need', 'wouldDo', 'keptAt'])
    .orderBy('keptAt', 'desc')
    .execute();
}
/** A kept debrief. */
export type KeptDebrief = Awaited<ReturnType<typeof ownDebriefs>>[number];

/** Whom the school that one acts for names for support, in its order. */
export function supportContacts({ tx }: Scope) {
  return tx.selectFrom('practiceContact').select(['id', 'name', 'words', 'phone', 'link']).orderBy('position').orderBy('name').execute();
}
/** A support contact. */
export type Contact = Awaited<ReturnType<typeof supportContacts>>[number];
