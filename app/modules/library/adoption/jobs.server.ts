import * as z from 'zod';
import { config } from '#app/platform/config.server.ts';
import { enqueue, type Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { forgetTold, keepersToTell, noteTold } from '../reviewing/keeper-queries.server.ts';
import { versionMail } from './version-mail.ts';

const VersionWork = z.object({ itemId: z.uuid(), number: z.number().int() });
type VersionWork = z.infer<typeof VersionWork>;

const telling: Job<VersionWork> = {
  name: 'library-version',
  schema: VersionWork,
  run: async (work) => {
    await tellOfVersion(work);
  },
};

/** The background work of adoption, for the host. */
export const libraryAdoptionJobs: readonly Job[] = [telling];

/** Has whoever uses an earlier version told of one that was published. It goes on without the caller. */
export function tellAdopters(published: VersionWork): Promise<void> {
  return enqueue(telling, published);
}

/** Tells whoever uses an earlier version of an item, once for each use. Answers how many mails were sent. */
export async function tellOfVersion({ itemId, number }: VersionWork): Promise<number> {
  const base = config().publicUrl ?? `http://localhost:${config().port}`;
  const uses = await asSystem(({ tx }) =>
    tx
      .selectFrom('libraryAdoption as a')
      .innerJoin('school as s', 's.id', 'a.schoolId')
      .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'a.itemId').on('v.number', '=', number))
      .select(['a.id', 'a.schoolId', 's.slug as shelf', 'a.number as used', 'a.course', 'a.adoptedBy', 'v.title', 'v.whatChanged'])
      .where('a.itemId', '=', itemId)
      .where('a.number', '<', number)
      .where('a.endedAt', 'is', null)
      .where('v.publishedAt', 'is not', null)
      .execute(),
  );
  let sent = 0;
  for (const { id, schoolId, shelf, used, course, adoptedBy, title, whatChanged } of uses)
    for (const to of await asSystem((scope) => keepersToTell(scope, schoolId, adoptedBy))) {
      const told = { itemId, about: `version ${number} ${id}`, personId: to.personId };
      if (!(await asSystem((scope) => noteTold(scope, told)))) continue;
      try {
        await sendMail(
          versionMail(to, { title, number, used: used!, course, whatChanged, address: `${base}/w/library/${shelf}/uses/${id}` }),
        );
        sent += 1;
      } catch (error) {
        logFault('library-version', error);
        await asSystem((scope) => forgetTold(scope, told));
      }
    }
  return sent;
}
