import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { placeWith } from '../places/queries.server.ts';
import { type Occasion, occasionOf } from '../queries.server.ts';
import { runsOccasion } from '../rules.ts';
import { minutesOf, type Span } from './minutes.ts';
import type { Report } from './report.ts';
import type { Correction, RowAnswer } from './schema.ts';

/** The occasion that the actor runs and that records attendance, locked. */
export async function assertMayRecord(scope: Scope, occasionId: string): Promise<Occasion> {
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(scope.actor, occasion)) throw forbidden('record who was there', 'Those who run the event may.');
  if (!occasion.recordsAttendance)
    throw conflict('Attendance is not recorded here. Turn it on where the event is planned, if somebody needs it.');
  // One at a time, so that two who answer together leave minutes that both their answers are in.
  await scope.tx.selectFrom('occasion').select('id').where('id', '=', occasionId).forNoKeyUpdate().executeTakeFirst();
  return occasion;
}

/** Keeps what a meeting's report says. Who registered with an address that it names was there; whoever else it names waits for a person's answer. */
export async function bringReport(
  scope: Scope,
  occasionId: string,
  { report, fileName, timeZone }: { report: Report; fileName: string; timeZone: string },
): Promise<{ matched: number; open: number }> {
  const { actor, tx } = scope;
  const occasion = await assertMayRecord(scope, occasionId);
  if (occasion.mailErasedAt !== null) throw conflict('The addresses of this event are erased, so a report finds nobody any more.');
  const { id: importId } = await tx
    .insertInto('presenceImport')
    .values({ occasionId, source: report.source, fileName, timeZone, broughtBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const places = await tx
    .selectFrom('place')
    .select(['id', 'mail'])
    .where('occasionId', '=', occasionId)
    .where('state', '<>', 'cancelled')
    .where('mail', 'is not', null)
    .execute();
  const placeOf = new Map(places.map(({ id, mail }) => [mail, id]));
  const rows = report.people.map(({ name, mail, joins, minutes }) => {
    const placeId = (mail !== null && placeOf.get(mail)) || null;
    return {
      ...{ occasionId, importId, name: name.slice(0, 200), mail, minutes, placeId },
      joins: JSON.stringify(joins),
      state: placeId === null ? ('open' as const) : ('matched' as const),
    };
  });
  for (let at = 0; at < rows.length; at += 1000)
    await tx
      .insertInto('presenceRow')
      .values(rows.slice(at, at + 1000))
      .execute();
  const matched = rows.flatMap(({ placeId }) => placeId ?? []);
  await sumUp(scope, occasion, matched);
  const counted = { matched: matched.length, open: rows.length - matched.length };
  await appendEvent(scope, {
    verb: 'bring',
    subject: 'presence_import',
    subjectId: importId,
    after: { occasionId, source: report.source, ...counted },
  });
  return counted;
}

/** Takes a report back, with all that it said. What a person corrected stands. */
export async function undoReport(scope: Scope, occasionId: string, importId: string): Promise<void> {
  const { tx } = scope;
  const occasion = await assertMayRecord(scope, occasionId);
  const undone = await tx
    .updateTable('presenceImport')
    .set({ undoneAt: new Date() })
    .where('id', '=', importId)
    .where('occasionId', '=', occasionId)
    .where('undoneAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!undone) throw missing('This report');
  const rows = await tx
    .selectFrom('presenceRow')
    .select('placeId')
    .where('importId', '=', importId)
    .where('placeId', 'is not', null)
    .execute();
  await sumUp(
    scope,
    occasion,
    rows.flatMap(({ placeId }) => placeId ?? []),
  );
  await appendEvent(scope, { verb: 'undo', subject: 'presence_import', subjectId: importId, after: { occasionId } });
}

/** A person says who lines of a report are: somebody who registered, nobody of ours, or open again. Lines that somebody else decided meanwhile stand. */
export async function answerRows(scope: Scope, occasionId: string, said: RowAnswer): Promise<void> {
  const { actor, tx } = scope;
  const occasion = await assertMayRecord(scope, occasionId);
  const rows = await standingRows(scope, occasionId)
    .select(['presenceRow.id', 'placeId', 'state'])
    .where('presenceRow.id', 'in', said.rows)
    .execute();
  if (rows.length < new Set(said.rows).size) throw missing('This line');
  if (rows.some(({ state }) => state === 'matched')) throw conflict('This line was found by its address, so there is nothing to decide.');
  const isDone = rows.some(({ state }) => (state === 'open') === (said.answer === 'open'));
  if (isDone)
    throw conflict(said.answer === 'open' ? 'This was taken back already.' : 'Somebody decided this meanwhile. Take that back first.');
  const placeId = said.answer === 'is' ? (await placeWith(scope, occasionId, said.mail)).id : null;
  const state = said.answer === 'is' ? 'settled' : said.answer;
  await tx
    .updateTable('presenceRow')
    .set({ placeId, state, settledBy: actor.personId, settledAt: new Date() })
    .where('id', 'in', said.rows)
    .execute();
  await sumUp(
    scope,
    occasion,
    [...rows.map((row) => row.placeId), placeId].flatMap((id) => id ?? []),
  );
  for (const { id, ...before } of rows)
    await appendEvent(scope, { verb: 'settle', subject: 'presence_row', subjectId: id, before, after: { state, placeId } });
}

/** The actor takes back what they decided last. Answers the lines that are open again, decided together. */
export async function takeBackLast(scope: Scope, occasionId: string): Promise<string[]> {
  const own = standingRows(scope, occasionId).where('settledBy', '=', scope.actor.personId).where('state', 'in', ['settled', 'nobody']);
  const last = await own.select('settledAt').orderBy('settledAt', 'desc').executeTakeFirst();
  if (!last) throw conflict('There is nothing of yours to take back.');
  const rows = (await own.select('presenceRow.id').where('settledAt', '=', last.settledAt).execute()).map(({ id }) => id);
  await answerRows(scope, occasionId, { answer: 'open', rows });
  return rows;
}

/** The lines of the reports that were not taken back. */
function standingRows({ tx }: Scope, occasionId: string) {
  return tx
    .selectFrom('presenceRow')
    .innerJoin('presenceImport', 'presenceImport.id', 'presenceRow.importId')
    .where('presenceRow.occasionId', '=', occasionId)
    .where('undoneAt', 'is', null);
}

/** A person says whether somebody was there, and why; it stands until a person says otherwise. */
export async function correctPresence(scope: Scope, occasionId: string, { mail, came, minutes, reason }: Correction): Promise<void> {
  const { actor, tx } = scope;
  await assertMayRecord(scope, occasionId);
  const { id: placeId } = await placeWith(scope, occasionId, mail);
  const said = { minutes, came, reason, changedBy: actor.personId, changedAt: new Date() };
  const before = await tx.selectFrom('presence').select(['minutes', 'came', 'reason']).where('placeId', '=', placeId).executeTakeFirst();
  await tx
    .insertInto('presence')
    .values({ occasionId, placeId, ...said })
    .onConflict((on) => on.column('placeId').doUpdateSet(said))
    .execute();
  await appendEvent(scope, { verb: 'correct', subject: 'presence', subjectId: placeId, before, after: { minutes, came, reason } });
}

/** Sums again how long these were there, over all reports that stand and the codes that they noted in the room. */
async function sumUp({ actor, tx }: Scope, occasion: Occasion, placeIds: readonly string[]): Promise<void> {
  if (placeIds.length === 0) return;
  const rows = await tx
    .selectFrom('presenceRow')
    .innerJoin('presenceImport', 'presenceImport.id', 'presenceRow.importId')
    .select(['placeId', 'importId', 'joins', 'minutes'])
    .where('placeId', 'in', placeIds)
    .where('undoneAt', 'is', null)
    .execute();
  const window: Span = [occasion.startsAt.getTime() / 1000, occasion.endsAt.getTime() / 1000];
  const codes = await tx.selectFrom('roomClaim').select(['placeId', 'firstAt', 'lastAt']).where('placeId', 'in', placeIds).execute();
  const inRoom = codes.map(({ placeId, firstAt, lastAt }) => ({
    ...{ placeId, importId: 'room', minutes: 0 },
    joins: [[firstAt.getTime() / 1000, lastAt.getTime() / 1000]],
  }));
  const of = Map.groupBy([...rows, ...inRoom], ({ placeId }) => placeId);
  const noted = new Set(inRoom.map(({ placeId }) => placeId));
  const corrected = await tx
    .selectFrom('presence')
    .select('placeId')
    .where('placeId', 'in', placeIds)
    .where('reason', 'is not', null)
    .execute();
  const stand = new Set(corrected.map(({ placeId }) => placeId));
  const open = [...new Set(placeIds)].filter((id) => !stand.has(id));
  if (open.length === 0) return;
  await tx.deleteFrom('presence').where('placeId', 'in', open).execute();
  const summed = open.flatMap((placeId) => {
    const said = of.get(placeId);
    if (!said) return [];
    const minutes = minutesOf(
      said.map((row) => ({ ...row, joins: row.joins as Span[] })),
      window,
    );
    // Somebody whom one code alone shows was there, where no minutes are asked for.
    const came = minutes >= (occasion.minimumMinutes ?? (noted.has(placeId) ? 0 : 1));
    return [{ occasionId: occasion.id, placeId, minutes, came, changedBy: actor.personId }];
  });
  if (summed.length > 0) await tx.insertInto('presence').values(summed).execute();
}
