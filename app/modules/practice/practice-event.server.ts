import type { Scope } from '#app/platform/scope.server.ts';

/** Appends the event of a write to the actor's own practice, in the write's own transaction: the names of the fields, never what they say, and only the student reads it. */
export async function appendPracticeEvent(
  { actor, tx }: Scope,
  { verb, subject, subjectId, fields = [] }: { verb: string; subject: string; subjectId: string | null; fields?: readonly string[] },
): Promise<void> {
  await tx
    .insertInto('practiceEvent')
    .values({ personId: actor.personId!, verb, subject, subjectId, fields: [...fields] })
    .execute();
}
