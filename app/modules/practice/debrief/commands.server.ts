import { sql } from 'kysely';
import { appendSchoolEvent } from '#app/platform/events.server.ts';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { assertMayAskForFeedback } from '../feedback/queries.server.ts';
import { assertMayKeepPracticeOfSchool } from '../feedback/school-queries.server.ts';
import { assertTellsNobody } from '../personal-words.ts';
import { appendPracticeEvent } from '../practice-event.server.ts';
import type { ContactForm, DebriefForm } from './schema.ts';

/** Keeps a debrief, since its writer says so. One that comes twice is one. */
export async function keepDebrief(scope: Scope, { id, ...said }: DebriefForm, nobodys: readonly string[] = []): Promise<void> {
  const personId = await assertMayAskForFeedback(scope);
  const { withWhom: _, ...words } = said;
  assertTellsNobody(words, nobodys);
  const kept = await scope.tx
    .insertInto('practiceDebrief')
    .values({ personId, id, ...said, month: sql<string>`to_char(now(), 'YYYY-MM')` })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (kept) await appendPracticeEvent(scope, { verb: 'keep', subject: 'practice_debrief', subjectId: id });
}

/** Deletes a debrief for good. */
export async function deleteDebrief(scope: Scope, id: string): Promise<void> {
  await assertMayAskForFeedback(scope);
  const deleted = await scope.tx.deleteFrom('practiceDebrief').where('id', '=', id).returning('id').executeTakeFirst();
  if (!deleted) throw missing('This debrief');
  await appendPracticeEvent(scope, { verb: 'delete', subject: 'practice_debrief', subjectId: id });
}

/** Names somebody for support, after those who are named already: the school's students see it first when they debrief. */
export async function addContact(scope: Scope, contact: ContactForm): Promise<void> {
  const schoolId = assertMayKeepPracticeOfSchool(scope);
  const added = await scope.tx
    .insertInto('practiceContact')
    .values({ schoolId, ...contact, position: sql<number>`(select coalesce(max(position), 0) + 1 from practice_contact)` })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw conflict(`“${contact.name}” is named already. Take it away first if something of it changed.`);
  await appendSchoolEvent(scope, schoolId, { verb: 'add', subject: 'practice_contact', subjectId: added.id, after: contact });
}

/** Takes a support contact away. */
export async function dropContact(scope: Scope, id: string): Promise<void> {
  const schoolId = assertMayKeepPracticeOfSchool(scope);
  const dropped = await scope.tx
    .deleteFrom('practiceContact')
    .where('id', '=', id)
    .returning(['name', 'words', 'phone', 'link'])
    .executeTakeFirst();
  if (!dropped) throw missing('This contact');
  await appendSchoolEvent(scope, schoolId, { verb: 'drop', subject: 'practice_contact', subjectId: id, before: dropped });
}
