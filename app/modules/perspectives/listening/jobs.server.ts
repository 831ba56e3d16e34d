import { sql } from 'kysely';
import * as z from 'zod';
import { config } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { type Mail, sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { day, isoDayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';
import { adoptedMail, askMail, noteMail } from './mails.ts';
import { mailDue } from './reminder.ts';

const linkDays = 90;

/** Every hour, at every start, and after acts that somebody waits for a mail of: asks, reminders, notes to approve, and what became of answers. */
export const listeningMails: Job<Record<string, never>> = {
  name: 'listening-mails',
  schema: z.object({}).strict(),
  every: '20 * * * *',
  unfinished: async () => [{}],
  run: async () => {
    await writeListeningMails(new Date());
  },
};

/** The background work of listening, for the host. */
export const listeningJobs: readonly Job[] = [listeningMails];

type Voice = {
  readonly id: string;
  readonly mail: string;
  readonly name: string;
  readonly slug: string;
  readonly title: string;
  readonly isGuest: boolean;
};

/**
 * Writes every mail that is due; answers how many went out. Each is written down before it is sent, so that nobody is written to twice; one that cannot be sent is tried again the next
 * hour. Rounds of the sample write none: anybody acts as their people.
 */
export async function writeListeningMails(now: Date): Promise<number> {
  await asSystem(({ tx }) => beginVoices().execute(tx));
  return (await ask(now)) + (await tellNotes(now)) + (await tellAdopted(now));
}

/** Whoever is asked gets a voice, so that what was mailed to them is known. */
function beginVoices() {
  return sql`
    insert into listening_voice (round_id, person_id, guest_id)
    select r.id, p.id, null::uuid from listening_round r join person p on not p.is_sample where r.status = 'open' and not r.is_sample
      and (exists (select from school_role s where s.person_id = p.id and s.role = any (r.asked_roles))
        or exists (select from collaborative_role c where c.person_id = p.id and c.role = any (r.asked_roles)))
    union all select r.id, null, g.id from listening_round r join listening_guest g on g.round_id = r.id where r.status = 'open' and not r.is_sample and g.ended_at is null
    on conflict do nothing`;
}

async function ask(now: Date): Promise<number> {
  const today = isoDayIn(now, zone);
  const { rows } = await asSystem(({ tx }) =>
    sql<
      Voice & { why: string; closesOn: string | null; remindDays: number; remindMost: number } & {
        hasAnswered: boolean;
        hasDeclined: boolean;
        wantsReminders: boolean;
        askedAt: Date | null;
        reminders: number;
        remindedAt: Date | null;
      }
    >`
      select v.id, coalesce(p.mail, g.mail) as mail, coalesce(p.name, g.name) as name, r.slug, r.title, r.why, g.id is not null as "isGuest", r.closes_on::text as "closesOn",
        r.remind_days as "remindDays", r.remind_most as "remindMost", exists (select from listening_answer a where a.voice_id = v.id and a.given_at is not null) as "hasAnswered",
        v.declined_at is not null as "hasDeclined", v.wants_reminders and (v.asked_at is null or coalesce(p.wants_reminders, true)) as "wantsReminders", v.asked_at as "askedAt",
        v.reminders, v.reminded_at as "remindedAt"
      from listening_voice v join listening_round r on r.id = v.round_id left join person p on p.id = v.person_id left join listening_guest g on g.id = v.guest_id
      where r.status = 'open' and not r.is_sample and g.ended_at is null order by v.id`.execute(tx),
  );
  let sent = 0;
  for (const voice of rows) {
    const kind = mailDue({ ...voice, status: 'open' }, { now, today });
    if (kind === null) continue;
    const { askedAt, reminders, remindedAt } = voice;
    const isOurs = await asSystem(async ({ tx }) => {
      const { numUpdatedRows } = await tx
        .updateTable('listeningVoice')
        .set(kind === 'ask' ? { askedAt: now } : { reminders: reminders + 1, remindedAt: now })
        .where('id', '=', voice.id)
        .where('askedAt', 'is not distinct from', askedAt)
        .where('reminders', '=', reminders)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    });
    if (!isOurs) continue;
    const { link, stop } = await addressesOf(voice, now);
    const mail = askMail({ ...voice, to: voice.mail, lastDay: voice.closesOn && day(voice.closesOn), link, stop }, kind);
    if (await isSent(mail)) sent += 1;
    else
      await asSystem(({ tx }) =>
        tx.updateTable('listeningVoice').set({ askedAt, reminders, remindedAt }).where('id', '=', voice.id).execute(),
      );
  }
  return sent;
}

async function tellNotes(now: Date): Promise<number> {
  const { rows } = await asSystem(({ tx }) =>
    sql<Voice & { note: string }>`
      select n.id as note, v.id, coalesce(p.mail, g.mail) as mail, coalesce(p.name, g.name) as name, r.slug, r.title, g.id is not null as "isGuest"
      from listening_note n join listening_round r on r.id = n.round_id left join person p on p.id = n.person_id left join listening_guest g on g.id = n.guest_id
      join listening_voice v on v.round_id = n.round_id and (v.person_id = n.person_id or v.guest_id = n.guest_id)
      where n.told_at is null and r.status = 'open' and not r.is_sample and g.ended_at is null`.execute(tx),
  );
  let sent = 0;
  for (const { note, ...voice } of rows) {
    const isOurs = await asSystem(async ({ tx }) => {
      const { numUpdatedRows } = await tx
        .updateTable('listeningNote')
        .set({ toldAt: now })
        .where('id', '=', note)
        .where('toldAt', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    });
    if (!isOurs) continue;
    const { link } = await addressesOf(voice, now);
    if (await isSent(noteMail({ ...voice, to: voice.mail, link }))) sent += 1;
    else await asSystem(({ tx }) => tx.updateTable('listeningNote').set({ toldAt: null }).where('id', '=', note).execute());
  }
  return sent;
}

async function tellAdopted(now: Date): Promise<number> {
  const versions = await asSystem(({ tx }) =>
    tx
      .selectFrom('goalVersion as goal')
      .innerJoin('listeningRound as round', 'round.id', 'goal.roundId')
      .select(['goal.id', 'goal.roundId'])
      .where('adoptedAt', 'is not', null)
      .where('toldAt', 'is', null)
      .where('goal.isSample', '=', false)
      .execute(),
  );
  let sent = 0;
  for (const { id, roundId } of versions) {
    const { voices, sentences } = await asSystem(async ({ tx }) => ({
      sentences: (await tx.selectFrom('goalSentence').select('words').where('versionId', '=', id).orderBy('position').execute()).map(
        ({ words }) => words,
      ),
      voices: (
        await sql<Voice>`
          select v.id, coalesce(p.mail, g.mail) as mail, coalesce(p.name, g.name) as name, r.slug, r.title, g.id is not null as "isGuest"
          from listening_voice v join listening_round r on r.id = v.round_id left join person p on p.id = v.person_id left join listening_guest g on g.id = v.guest_id
          where v.round_id = ${roundId} and v.told_at is null and g.ended_at is null
            and exists (select from listening_answer a where a.voice_id = v.id and a.given_at is not null)`.execute(tx)
      ).rows,
    }));
    let failed = 0;
    for (const voice of voices) {
      const isOurs = await asSystem(async ({ tx }) => {
        const { numUpdatedRows } = await tx
          .updateTable('listeningVoice')
          .set({ toldAt: now })
          .where('id', '=', voice.id)
          .where('toldAt', 'is', null)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      });
      if (!isOurs) continue;
      const { link } = await addressesOf(voice, now);
      if (await isSent(adoptedMail({ ...voice, to: voice.mail, link, sentences }))) sent += 1;
      else {
        failed += 1;
        await asSystem(({ tx }) => tx.updateTable('listeningVoice').set({ toldAt: null }).where('id', '=', voice.id).execute());
      }
    }
    if (failed === 0) await asSystem(({ tx }) => tx.updateTable('goalVersion').set({ toldAt: now }).where('id', '=', id).execute());
  }
  return sent;
}

/** Where a mail leads: a member signs in as ever, a guest has a link of their own; whose token is kept nowhere but in the mail. */
async function addressesOf({ id, slug, isGuest }: Voice, now: Date): Promise<{ link: string; stop: string }> {
  const { publicUrl, port } = config();
  const base = publicUrl ?? `http://localhost:${port}`;
  const token = newSecret();
  await asSystem(async ({ tx }) => {
    await tx.deleteFrom('listeningLink').where('expiresAt', '<', now).execute();
    await tx
      .insertInto('listeningLink')
      .values({ tokenHash: hexOf(token), voiceId: id, expiresAt: new Date(now.getTime() + linkDays * 86_400_000) })
      .execute();
  });
  return {
    link: isGuest ? `${base}/perspective/${token}` : `${base}/w/perspectives/${slug}/answer`,
    stop: `${base}/perspective/${token}/stop`,
  };
}

async function isSent(mail: Mail): Promise<boolean> {
  try {
    await sendMail(mail);
    return true;
  } catch (error) {
    logFault('listening-mails', error);
    return false;
  }
}
