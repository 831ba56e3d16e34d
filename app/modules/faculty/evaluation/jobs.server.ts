import { sql } from 'kysely';
import * as z from 'zod';
import { config, ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { askingsOf, type Design, type Phase } from './instrument.ts';
import { askMail } from './mails.ts';
import { spanOf } from './queries.server.ts';

/** Every hour and at every start: askings follow an offering that moved, and whoever has a place is asked, and reminded once. */
const asking: Job<Record<string, never>> = {
  name: 'faculty-evaluation',
  schema: z.object({}).strict(),
  every: '25 * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await moveAskings(new Date());
    await askPlaces(new Date());
  },
};

/** The background work of evaluations of faculty development, for the host. */
export const facultyEvaluationJobs: readonly Job[] = [asking];

/** Sets askings that have not begun to the dates that stand. Answers how many changed. */
export async function moveAskings(now: Date): Promise<number> {
  return asSystem(async (scope) => {
    const waiting = await scope.tx
      .selectFrom('instrumentAsking as a')
      .innerJoin('instrument as i', 'i.occasionId', 'a.occasionId')
      .select(['a.occasionId', 'a.phase', 'a.opensAt', 'a.closesAt', 'i.design'])
      .where('a.opensAt', '>', now)
      .execute();
    let changed = 0;
    for (const [occasionId, askings] of Map.groupBy(waiting, (each) => each.occasionId)) {
      const dates = await spanOf(scope, occasionId);
      const due = askingsOf({ design: askings[0]!.design as Design, followUps: [3, 12] }, dates);
      for (const { phase, opensAt, closesAt } of askings) {
        const now = due.find((each) => each.phase === phase);
        if (!now || (now.opensAt.getTime() === opensAt.getTime() && now.closesAt.getTime() === closesAt.getTime())) continue;
        await scope.tx
          .updateTable('instrumentAsking')
          .set({ opensAt: now.opensAt, closesAt: now.closesAt })
          .where('occasionId', '=', occasionId)
          .where('phase', '=', phase)
          .execute();
        changed += 1;
      }
    }
    return changed;
  });
}

type Due = {
  placeId: string;
  name: string;
  mail: string;
  timeZone: string;
  title: string;
  phase: Phase;
  closesAt: Date;
  kind: 'ask' | 'reminder';
};

/** Whom nobody has written to yet about what is asked now, and who did not answer in the first week. The sample writes to nobody where mail goes out. */
async function due(now: Date): Promise<Due[]> {
  const isOut = config().smtpUrl !== undefined;
  return asSystem(
    async ({ tx }) =>
      (
        await sql<Due>`
          select p.id as "placeId", p.name, p.mail, p.time_zone as "timeZone", o.title, a.phase, a.closes_at as "closesAt", k.kind
          from instrument_asking a join occasion o on o.id = a.occasion_id and o.status <> 'cancelled' and not (o.is_sample and ${isOut}) join place p on p.occasion_id = o.id and p.state = 'confirmed' and p.mail is not null
          cross join (values ('ask', interval '0'), ('reminder', interval '7 days')) k (kind, after)
          where a.opens_at + k.after <= ${now}::timestamptz and a.closes_at > ${now}::timestamptz + interval '6 hours' and (k.kind = 'ask' or a.closes_at - a.opens_at > interval '10 days')
            and not exists (select from instrument_turn t where t.place_id = p.id and t.phase = a.phase)
            and not exists (select from instrument_mail m where m.place_id = p.id and m.phase = a.phase and (m.kind = k.kind or m.sent_at > ${now}::timestamptz - interval '3 days'))
            and (k.kind = 'ask' or exists (select from instrument_mail m where m.place_id = p.id and m.phase = a.phase and m.kind = 'ask'))
          order by p.id, a.phase`.execute(tx)
      ).rows,
  );
}

/** Asks whoever has a place what is asked now, each by a link of their own, and reminds once; answers how many mails went out. Each is written down before it is sent, so that nobody is told twice. */
export async function askPlaces(now: Date): Promise<number> {
  let sent = 0;
  for (const { placeId, phase, kind, ...told } of await due(now)) {
    const token = newSecret();
    const isOurs = await asSystem(async ({ tx }) => {
      const written = await tx
        .insertInto('instrumentMail')
        .values({ placeId, phase, kind, sentAt: now })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      if (Number(written.numInsertedOrUpdatedRows ?? 0) === 0) return false;
      await tx
        .insertInto('placeLink')
        .values({ tokenHash: hexOf(token), placeId })
        .execute();
      return true;
    });
    if (!isOurs) continue;
    try {
      await sendMail(
        askMail({ ...told, phase, address: `${ownAddress()}/places/${token}/questions` }, { isReminder: kind === 'reminder' }),
      );
      sent += 1;
    } catch (error) {
      logFault('faculty-evaluation', error);
      await asSystem(({ tx }) =>
        tx.deleteFrom('instrumentMail').where('placeId', '=', placeId).where('phase', '=', phase).where('kind', '=', kind).execute(),
      );
    }
  }
  return sent;
}
