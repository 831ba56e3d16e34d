import { createHash } from 'node:crypto';
import { forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayTakeOut } from '../rules.ts';
import { recordExport } from '../study/export-commands.server.ts';
import type { Study } from '../study/queries.server.ts';

/** Keeps that a list or a matrix of themes leaves the study: claims and numbers, no participant's words, so that no participant is named. Forbidden for readers. */
export async function recordThemesTaken(
  scope: Scope,
  study: Study,
  { format, text, themes }: { format: 'csv' | 'json'; text: string; themes: readonly string[] },
): Promise<void> {
  if (!mayTakeOut(study)) throw forbidden('take themes out of this study: its leads, research staff, moderators and coders do');
  const hash = createHash('sha256').update(text).digest('hex');
  await recordExport(scope, study, { kind: 'themes', format, hash, counts: { themes: new Set(themes).size }, themes });
}
