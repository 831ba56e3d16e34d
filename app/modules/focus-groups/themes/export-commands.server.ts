import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayTakeOut } from '../rules.ts';
import { recordText } from '../study/export-commands.server.ts';
import type { Study } from '../study/queries.server.ts';
import { writingOf } from '../study/writing-queries.server.ts';
import { themesWithGrounds } from './queries.server.ts';

type ThemeToFile = Awaited<ReturnType<typeof themesWithGrounds>>[number];

/**
 * A theme with its passages as the text of a file, which is recorded. What was noted of a passage is left out where it names somebody of whom nothing may be printed. Forbidden for
 * readers; missing when the theme is none of the study.
 */
export async function takeThemeOut(
  scope: Scope,
  study: Study,
  { themeId, format, write }: { themeId: string; format: 'csv' | 'json'; write: (theme: ThemeToFile) => string },
): Promise<string> {
  assertMayTakeOut(study);
  const theme = (await themesWithGrounds(scope, study)).find(({ id }) => id === themeId);
  if (!theme) throw missing('This theme');
  const { words: noted } = await writingOf(scope, study);
  const passages = theme.passages.map((passage) => ({ ...passage, note: noted(passage.note) }));
  const text = write({ ...theme, passages });
  await recordText(scope, study, {
    ...{ kind: 'quotes', format, text, counts: { passages: passages.length }, themes: [themeId] },
    participants: passages.filter(({ words, mayPrint }) => words !== null && mayPrint).flatMap(({ participants }) => participants),
  });
  return text;
}
