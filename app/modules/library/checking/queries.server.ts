import type { Scope } from '#app/platform/scope.server.ts';
import { filesOf, fileWords } from '../files/queries.server.ts';
import { draftToKeep, sourceOf } from '../items/queries.server.ts';
import { type Checked, checklist, type Finding, openFindings } from './checklist.ts';

/** A finding with what the author answered to it; null while nobody has. */
export type Answered = Finding & { readonly reason: string | null };

/** The draft of an item with everything that stands between it and its readers: what was found, what was answered, and what is left. For whoever keeps it. */
export async function checkedDraft(scope: Scope, slug: string) {
  const { item, draft } = await draftToKeep(scope, slug);
  const files = await filesOf(scope, draft);
  const words = new Map((await fileWords(scope, draft)).map((file) => [file.id, file.words]));
  const source = await sourceOf(scope, draft);
  const links = await scope.tx
    .selectFrom('libraryLink')
    .select(['url', 'outcome', 'words'])
    .where('itemId', '=', draft.itemId)
    .where('number', '=', draft.number)
    .execute();
  const checked: Checked = {
    number: draft.number,
    said: draft,
    files: files.map((file) => ({ ...file, words: words.get(file.id) ?? '' })),
    links,
    isAdaptation: source?.item != null,
    isOwnSource: source?.item != null && source.item.forSchoolId === item.forSchoolId,
  };
  const answers = await scope.tx
    .selectFrom('libraryAnswer')
    .select(['finding', 'reason'])
    .where('itemId', '=', draft.itemId)
    .where('number', '=', draft.number)
    .execute();
  const reasons = new Map(answers.map(({ finding, reason }) => [finding, reason]));
  const all = checklist(checked);
  const findings: Answered[] = all.map((finding) => ({ ...finding, reason: reasons.get(finding.key) ?? null }));
  const left = openFindings(all, new Set(reasons.keys())).length;
  return { item, draft, files, words: [...words.values()], source, checked, findings, left };
}
