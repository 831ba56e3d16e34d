import { sql } from 'kysely';
import * as z from 'zod';
import { config, ownAddress } from '#app/platform/config.server.ts';
import { enqueue, type Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { type Mail, sendMail } from '#app/platform/mail.server.ts';
import { asSystem, type Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { ownCalendarOf, togetherCalendarOf } from '../calendar.ts';
import { type NextNotice, nextNotice } from './queries.server.ts';
import { type Moment, momentAt, momentDue, moments } from './reminder.ts';
import { noticeMail } from './words.ts';

const nothing = z.object({}).strict();
/** What was to be told in this long a time and was not is told no more. */
const afterDays = 3;

const telling: Job<Record<string, never>> = {
  name: 'occasion-notices',
  schema: nothing,
  every: '* * * * *',
  unfinished: async () => [{}],
  run: async () => {
    const now = new Date();
    await beginNotices(now);
    await sendNotices();
  },
};
const forgetting: Job<Record<string, never>> = {
  name: 'occasion-forgetting',
  schema: nothing,
  every: '20 3 * * *',
  unfinished: async () => [{}],
  run: async () => {
    await forgetPlaces(new Date());
  },
};

/** The background work of occasions, for the host. */
export const occasionJobs: readonly Job[] = [telling, forgetting];

/** Sends what a command wrote down to be told. Call it after the scope. */
export function tellNow(): Promise<void> {
  return enqueue(telling, {});
}

/** Writes down the reminders that are due, that what is over was held, and the word after it. Answers how many notices were written. */
export async function beginNotices(now: Date): Promise<number> {
  const coming = await asSystem(({ tx }) =>
    tx
      .selectFrom('occasion')
      .select(['id', 'startsAt', 'movedAt'])
      .where('status', '=', 'published')
      .where('startsAt', '>', now)
      .where('startsAt', '<=', new Date(now.getTime() + moments.week * 60_000))
      .execute(),
  );
  let written = 0;
  for (const occasion of coming) {
    const moment = momentDue(occasion.startsAt, now);
    if (moment !== null) written += await asSystem((scope) => remind(scope, occasion, moment));
  }
  return written + (await asSystem((scope) => holdWhatIsOver(scope, now)));
}

/** Reminds who had a place at that moment of the time that stands. After a move, who was told of it later than the moment is not reminded for it. */
async function remind(
  { tx }: Scope,
  { id, startsAt, movedAt }: { id: string; startsAt: Date; movedAt: Date | null },
  moment: Moment,
): Promise<number> {
  const at = momentAt(startsAt, moment);
  if (movedAt !== null && movedAt > at) return 0;
  const told = await tx
    .insertInto('occasionNotice')
    .columns(['occasionId', 'placeId', 'kind', 'key'])
    .expression(
      tx
        .selectFrom('place')
        .select(['occasionId', 'id', sql<Moment>`${moment}`.as('kind'), sql<string>`${startsAt.toISOString()}`.as('key')])
        .where('occasionId', '=', id)
        .where('state', '=', 'confirmed')
        .where('confirmedAt', '<=', at)
        .where('erasedAt', 'is', null),
    )
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return Number(told.numInsertedOrUpdatedRows ?? 0);
}

async function holdWhatIsOver({ tx }: Scope, now: Date): Promise<number> {
  const over = await tx
    .updateTable('occasion')
    .set({ status: 'held', updatedAt: now })
    .where('status', '=', 'published')
    .where('endsAt', '<=', now)
    .returning(['id', 'endsAt'])
    .execute();
  for (const { id } of over)
    await tx.insertInto('collaborativeEvent').values({ actor: 'operator', verb: 'hold', subject: 'occasion', subjectId: id }).execute();
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('occasionNotice')
    .columns(['occasionId', 'placeId', 'kind'])
    .expression(
      tx
        .selectFrom('place')
        .innerJoin('occasion', 'occasion.id', 'place.occasionId')
        .select(['occasionId', 'place.id', sql<'after'>`'after'`.as('kind')])
        .where('status', '=', 'held')
        .where('endsAt', '<=', now)
        .where('endsAt', '>', new Date(now.getTime() - afterDays * 86_400_000))
        .where('state', '=', 'confirmed')
        .where('erasedAt', 'is', null)
        // Of dates that go together the last one has the word after it.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('occasion as later')
                .select('later.id')
                .where(sql<boolean>`coalesce(later.follows_id, later.id) = coalesce(occasion.follows_id, occasion.id)`)
                .where('later.status', '=', 'published')
                .whereRef('later.endsAt', '>', 'occasion.endsAt'),
            ),
          ),
        ),
    )
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return Number(numInsertedOrUpdatedRows);
}

/** Sends what waits, one at a time, each under a lease: a killed process leaves one mail at most, and the same mail is sent again. Answers how many were sent. */
export async function sendNotices(): Promise<number> {
  for (let sent = 0; ; ) {
    const token = newSecret();
    const notice = await asSystem(async (scope) => {
      const next = await nextNotice(scope, new Date());
      if (next && whyDropped(next) === null)
        await scope.tx
          .insertInto('placeLink')
          .values({ tokenHash: hexOf(token), placeId: next.place.id })
          .execute();
      return next;
    });
    if (notice === null) return sent;
    const dropped = whyDropped(notice);
    if (dropped !== null) {
      await mark(notice.id, { droppedBecause: dropped });
      continue;
    }
    try {
      await sendMail(mailOf(notice, token));
      await mark(notice.id, { sentAt: new Date() });
      sent += 1;
    } catch (error) {
      logFault('occasion-notices', error);
      await mark(
        notice.id,
        notice.isLastTry ? { droppedBecause: 'failed' } : { leasedUntil: new Date(Date.now() + notice.tries ** 2 * 60_000) },
      );
    }
  }
}

function mark(id: string, set: { sentAt?: Date; droppedBecause?: string; leasedUntil?: Date }): Promise<unknown> {
  return asSystem(({ tx }) => tx.updateTable('occasionNotice').set(set).where('id', '=', id).execute());
}

/** Why a notice is not to be sent any more: nobody is left to be told, or it is no longer true. */
function whyDropped({ kind, key, place, occasion }: NextNotice): string | null {
  if (place.mail === null) return 'forgotten';
  if (occasion.isSample && config().smtpUrl !== undefined) return 'sample';
  if (kind === 'place-cancelled' || kind === 'declined' || kind === 'certificate' || kind === 'revoked') return null;
  if (place.state === 'cancelled') return 'given back';
  if (kind === 'waiting' && place.state !== 'waiting') return 'overtaken';
  if (kind === 'cancelled' || kind === 'message' || kind === 'after' || kind === 'room') return null;
  if (occasion.status !== 'published') return 'overtaken';
  if ((kind === 'week' || kind === 'day' || kind === 'hour') && (key !== occasion.startsAt.toISOString() || occasion.startsAt < new Date()))
    return 'overtaken';
  return null;
}

function mailOf({ id, kind, detail, place, occasion, dates, link, hasEvaluation }: NextNotice, token: string): Mail {
  const base = ownAddress();
  const holder = { name: place.name ?? '', mail: place.mail ?? '', timeZone: place.timeZone, state: place.state };
  const said = detail as Parameters<typeof noticeMail>[0]['detail'] & { was?: string };
  const mail = noticeMail({
    ...{ kind, detail: said, place: holder, occasion, hasEvaluation },
    dates: dates.length < 2 ? [] : dates.filter(({ status }) => status !== 'cancelled'),
    link: place.state === 'confirmed' ? link : null,
    ownPage: `${base}/places/${token}`,
    eventPage: base + occasion.page,
  });
  const method = calendarMethod(kind, place.state, said.was);
  if (method === null) return { ...mail, id };
  // An invitation is to one event (RFC 5546), so several dates come as a calendar; what is over stays as it was.
  if (dates.length > 1) {
    const open = dates.filter(({ endsAt }) => endsAt > new Date());
    const shown = open.map((date) =>
      method === 'CANCEL' && kind !== 'cancelled' ? { ...date, status: 'cancelled' as const, sequence: date.sequence + 1 } : date,
    );
    return { ...mail, id, calendar: { method: 'PUBLISH', text: togetherCalendarOf(shown, base) } };
  }
  const organizer = organizerOf(config().mailFrom);
  const text = ownCalendarOf(occasion, { origin: base, method, organizer, holder, link: place.state === 'confirmed' ? link : null });
  return { ...mail, id, calendar: { method, text } };
}

/** What calendars are to hear with a notice. */
function calendarMethod(kind: NextNotice['kind'], state: string, was: string | undefined): 'REQUEST' | 'CANCEL' | null {
  if (kind === 'confirmed' || kind === 'promoted' || kind === 'changed') return state === 'confirmed' ? 'REQUEST' : null;
  if (kind === 'cancelled') return state === 'confirmed' ? 'CANCEL' : null;
  if (kind === 'place-cancelled' || kind === 'declined') return was === 'confirmed' ? 'CANCEL' : null;
  return null;
}

/** "Concord <concord@school.edu>" as its name and its address. */
function organizerOf(mailFrom: string): { name: string; mail: string } {
  const [, name = '', mail = mailFrom] = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(mailFrom) ?? [];
  return { name: name || 'Concord', mail };
}

/** Erases who held places of occasions whose days have passed, and what reports said of anybody there. Answers how many places. */
export function forgetPlaces(now: Date): Promise<number> {
  return asSystem(async ({ tx }) => {
    const due = await tx
      .updateTable('occasion')
      .set({ mailErasedAt: now })
      .where('mailErasedAt', 'is', null)
      .where('status', 'in', ['held', 'cancelled'])
      .where(sql<boolean>`ends_at + make_interval(days => keeps_mail_days) < ${now}`)
      .returning('id')
      .execute();
    await tx.deleteFrom('placeAsk').where('expiresAt', '<', now).execute();
    if (due.length === 0) return 0;
    const ids = due.map(({ id }) => id);
    const { numUpdatedRows } = await tx
      .updateTable('place')
      .set({ personId: null, name: null, mail: null, organisation: null, needs: null, claim: null, erasedAt: now })
      .where('occasionId', 'in', ids)
      .where('erasedAt', 'is', null)
      .executeTakeFirst();
    await tx.updateTable('presenceRow').set({ name: null, mail: null }).where('occasionId', 'in', ids).execute();
    for (const id of ids)
      await tx.insertInto('collaborativeEvent').values({ actor: 'operator', verb: 'forget', subject: 'occasion', subjectId: id }).execute();
    return Number(numUpdatedRows);
  });
}
