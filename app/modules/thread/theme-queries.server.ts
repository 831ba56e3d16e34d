import { ownThemesAbout, type SharedTheme, sharedThemes } from '#app/modules/focus-groups/themes/share-queries.server.ts';
import type { Scope } from '#app/platform/scope.server.ts';

/** What focus groups say of a competency to whoever reads: themes of their own studies, with their address, and those of others that a lead shared. */
export type Heard = { readonly own: Awaited<ReturnType<typeof ownThemesAbout>>; readonly shared: readonly SharedTheme[] };

/** What was heard about a competency (by stable id). A shared theme of one's own study stands under one's own alone. */
export async function heardAbout(scope: Scope, stableId: string): Promise<Heard> {
  const own = await ownThemesAbout(scope, stableId);
  const ids = new Set(own.map(({ id }) => id));
  return { own, shared: (await sharedThemes(scope, stableId)).filter(({ themeId }) => !ids.has(themeId)) };
}
