import type { Scope } from '#app/platform/scope.server.ts';

type Done = { readonly verb: string; readonly subject: string; readonly subjectId: string | null; readonly fields?: readonly string[] };

/** Appends the events of a write to the actor's own practice, in the write's own transaction: the names of the fields, never what they say, and only the student reads them. */
export async function appendPracticeEvent({ actor, tx }: Scope, ...done: readonly Done[]): Promise<void> {
  await tx
    .insertInto('practiceEvent')
    .values(
      done.map(({ verb, subject, subjectId, fields = [] }) => ({
        personId: actor.personId!,
        verb,
        subject,
        subjectId,
        fields: [...fields],
      })),
    )
    .execute();
}
