import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { inParts } from '../deidentification/replacement.ts';
import type { Study } from '../study/queries.server.ts';
import type { NewCoding } from './import-plan.ts';
import type { NewMemo, NewNote } from './memo-plan.ts';

/** Of which import and transcript something waits; `coderIds`: the person for each GUID of the file. */
type Waits = { readonly importId: string; readonly transcriptId: string; readonly coderIds: ReadonlyMap<string, string> };

/** Keeps what was coded and noted in an original until the text made of it is signed. Conflict when some of it waits already. */
export async function keepWaiting(
  scope: Scope,
  study: Study,
  { coded, ...waits }: Waits & { coded: readonly (NewCoding | NewNote)[] },
): Promise<void> {
  const rows = await rowsOf(scope, study, { ...waits, said: coded.filter(({ start, end }) => end > start) });
  const placed = rows.map(({ personId, start, end, ...row }) => ({ ...row, coderId: personId, begins: start, ends: end }));
  for (const part of inParts(placed)) {
    const kept = await scope.tx
      .insertInto('importedCoding')
      .values(part)
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    if (kept.numInsertedOrUpdatedRows !== BigInt(part.length))
      throw conflict('Codings of this project wait in the study already. Sign the text that they wait for, and bring the file again.');
  }
}

/** Keeps memos on codes and on the study until every text of their file is signed. */
export async function keepMemosWaiting(
  scope: Scope,
  study: Study,
  { memos, ...waits }: Waits & { memos: readonly NewMemo[] },
): Promise<void> {
  const rows = await rowsOf(scope, study, { ...waits, said: memos });
  for (const part of inParts(rows.map(({ personId, memo, ...row }) => ({ ...row, authorId: personId, words: memo }))))
    await scope.tx
      .insertInto('importedMemo')
      .values(part)
      .onConflict((on) => on.doNothing())
      .execute();
}

async function rowsOf<Said extends NewMemo | NewCoding>(
  { tx }: Scope,
  study: Study,
  { importId, transcriptId, coderIds, said }: Waits & { said: readonly Said[] },
) {
  const { siteId } = await tx
    .selectFrom('transcript')
    .select('siteId')
    .where('studyId', '=', study.id)
    .where('id', '=', transcriptId)
    .executeTakeFirstOrThrow();
  return said.flatMap(({ coder, madeAt, ...row }) => {
    const personId = coderIds.get(coder);
    const made = madeAt === null ? {} : { madeAt: new Date(madeAt) };
    return personId === undefined ? [] : [{ ...row, ...made, studyId: study.id, importId, transcriptId, siteId, personId }];
  });
}
