import type { Actor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { askDirectors, nameDirectors } from '../app/modules/curriculum/asking/commands.server.ts';

/** A lead names somebody of the school as director of a course of the sample and asks them, with three weeks to answer. */
export async function askOneDirector(
  lead: Actor,
  { year, course, name, mail }: { year: string; course: string; name: string; mail: string },
): Promise<void> {
  const dueOn = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10);
  await as(lead, async (scope) => {
    const { stableId } = await scope.tx
      .selectFrom('course')
      .select('stableId')
      .where('schoolId', '=', lead.school!.id)
      .where('year', '=', year)
      .where('title', '=', course)
      .executeTakeFirstOrThrow();
    await nameDirectors(scope, { year, directors: [{ courseStableId: stableId, name, mail }] });
    await askDirectors(scope, { year, dueOn, courses: [stableId] });
  });
}
