import { sql } from 'kysely';
import type { Scope } from './scope.server.ts';

/** A change as the record keeps it; `before` and `after` are anything that JSON can say. */
export type Change = {
  /** What was done, as a verb of the commands: `import`, `accept`, `invite`. */
  readonly verb: string;
  /** What it was done to: a table's name. */
  readonly subject: string;
  readonly subjectId: string | null;
  readonly before?: unknown;
  readonly after?: unknown;
};

/** Appends the event of a write to a school's rows, in the write's own transaction. */
export async function appendSchoolEvent({ actor, tx }: Scope, schoolId: string, change: Change): Promise<void> {
  await tx
    .insertInto('schoolEvent')
    .values({ schoolId, ...row(actor, change) })
    .execute();
}

/**
 * Appends the event of a write to a study's rows, in the write's own transaction. It holds no word of an original, no name of the key and no coding. `isTrail`: whether the
 * study's lead reads it in the trail; else only who did it.
 */
export async function appendStudyEvent(
  { actor, tx }: Scope,
  studyId: string,
  { isTrail = true, ...change }: Change & { isTrail?: boolean },
): Promise<void> {
  await tx
    .insertInto('studyEvent')
    .values({ studyId, isTrail, ...row(actor, change) })
    .execute();
}

/** Appends the event of a write to the collaborative's rows, in the write's own transaction. */
export async function appendEvent({ actor, tx }: Scope, change: Change): Promise<void> {
  await tx.insertInto('collaborativeEvent').values(row(actor, change)).execute();
}

function row(actor: Scope['actor'], { verb, subject, subjectId, before, after }: Change) {
  return {
    actor: actor.kind,
    personId: actor.personId,
    verb,
    subject,
    subjectId,
    before: before === undefined ? null : JSON.stringify(before),
    after: after === undefined ? null : JSON.stringify(after),
  };
}

/** Says that something public changed: public pages are rendered again, here and in every other process. */
export async function publish({ tx }: Scope): Promise<void> {
  await sql`update public_version set version = version + 1`.execute(tx);
  await sql`select pg_notify('concord_public', '')`.execute(tx);
}
