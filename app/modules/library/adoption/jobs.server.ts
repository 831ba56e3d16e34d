import { sql } from 'kysely';
import * as z from 'zod';
import { ownAddress } from '#app/platform/config.server.ts';
import { enqueue, type Job } from '#app/platform/jobs.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { tellOnce } from '../jobs.server.ts';
import { keepersToTell } from '../keeper-queries.server.ts';
import { versionMail, withdrawalMail } from './version-mail.ts';

const VersionWork = z.object({ itemId: z.uuid(), number: z.number().int() });
type VersionWork = z.infer<typeof VersionWork>;

const WithdrawalWork = z.object({ itemId: z.uuid() });
type WithdrawalWork = z.infer<typeof WithdrawalWork>;
/** Days back in which a start looks for what a process that was killed did not tell. Nobody is told twice. */
const daysBack = 14;

const telling: Job<VersionWork> = {
  name: 'library-version',
  schema: VersionWork,
  unfinished: () =>
    asSystem(({ tx }) =>
      tx
        .selectFrom('libraryVersion')
        .select(['itemId', 'number'])
        .where('publishedAt', '>', sql<Date>`now() - make_interval(days => ${daysBack})`)
        .where('number', '>', 1)
        .execute(),
    ),
  run: async (work) => {
    await tellOfVersion(work);
  },
};
const tellingOfWithdrawal: Job<WithdrawalWork> = {
  name: 'library-withdrawal',
  schema: WithdrawalWork,
  unfinished: () =>
    asSystem(({ tx }) =>
      tx
        .selectFrom('libraryItem')
        .select('id as itemId')
        .where('withdrawnAt', '>', sql<Date>`now() - make_interval(days => ${daysBack})`)
        .execute(),
    ),
  run: async (work) => {
    await tellOfWithdrawal(work);
  },
};

/** The background work of adoption, for the host. */
export const libraryAdoptionJobs: readonly Job[] = [telling, tellingOfWithdrawal];

/** Has whoever uses an earlier version told of one that was published. It goes on without the caller. */
export function tellAdopters(published: VersionWork): Promise<void> {
  return enqueue(telling, published);
}

/** Has whoever uses an item told that it is withdrawn. It goes on without the caller. */
export function tellOfItemWithdrawn(itemId: string): Promise<void> {
  return enqueue(tellingOfWithdrawal, { itemId });
}

/** Tells whoever uses an earlier version of an item, once for each use. Answers how many mails were sent. */
export async function tellOfVersion({ itemId, number }: VersionWork): Promise<number> {
  const base = ownAddress();
  const uses = await asSystem(({ tx }) =>
    tx
      .selectFrom('libraryAdoption as a')
      .innerJoin('school as s', 's.id', 'a.schoolId')
      .innerJoin('libraryVersion as v', (join) => join.onRef('v.itemId', '=', 'a.itemId').on('v.number', '=', number))
      .select(['a.id', 'a.schoolId', 's.slug as shelf', 'a.number as used', 'a.course', 'a.adoptedBy', 'v.title', 'v.whatChanged'])
      .where('a.itemId', '=', itemId)
      .where('a.number', '<', number)
      .where('a.endedAt', 'is', null)
      // Who chose an earlier one when this was there already knows of it.
      .whereRef('v.publishedAt', '>=', 'a.adoptedAt')
      .execute(),
  );
  let sent = 0;
  for (const { id, schoolId, shelf, used, course, adoptedBy, title, whatChanged } of uses)
    for (const to of await asSystem((scope) => keepersToTell(scope, schoolId, adoptedBy))) {
      const mail = versionMail(to, { title, number, used: used!, course, whatChanged, address: `${base}/w/library/${shelf}/uses/${id}` });
      if (await tellOnce(telling.name, { itemId, to, abouts: [`version ${number} ${id}`] }, () => mail)) sent += 1;
    }
  return sent;
}

/** Tells whoever uses an item that it is withdrawn, once for each use. Answers how many mails were sent. */
export async function tellOfWithdrawal({ itemId }: WithdrawalWork): Promise<number> {
  const base = ownAddress();
  const uses = await asSystem(({ tx }) =>
    tx
      .selectFrom('libraryAdoption as a')
      .innerJoin('school as s', 's.id', 'a.schoolId')
      .innerJoin('libraryItem as i', 'i.id', 'a.itemId')
      .select(['a.id', 'a.schoolId', 's.slug as shelf', 'a.number as used', 'a.course', 'a.adoptedBy', 'a.itemTitle'])
      .select(['i.withdrawnAt', 'i.withdrawnReason'])
      .where('a.itemId', '=', itemId)
      .where('a.endedAt', 'is', null)
      .where('i.withdrawnAt', 'is not', null)
      .execute(),
  );
  let sent = 0;
  for (const { id, schoolId, shelf, used, course, adoptedBy, itemTitle, withdrawnAt, withdrawnReason } of uses)
    for (const to of await asSystem((scope) => keepersToTell(scope, schoolId, adoptedBy))) {
      const address = `${base}/w/library/${shelf}/uses/${id}`;
      const mail = withdrawalMail(to, { title: itemTitle, used: used!, course, reason: withdrawnReason!, address });
      const about = `withdrawn ${withdrawnAt!.toISOString()} ${id}`;
      if (await tellOnce(tellingOfWithdrawal.name, { itemId, to, abouts: [about] }, () => mail)) sent += 1;
    }
  return sent;
}
