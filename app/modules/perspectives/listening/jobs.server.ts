import { sql } from 'kysely';
import * as z from 'zod';
import { ownAddress } from '#app/platform/config.server.ts';
import type { Job } from '#app/platform/jobs.server.ts';
import { logFault } from '#app/platform/log.server.ts';
import { type Mail, sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { day, isoDayIn } from '#app/ui/date.ts';
import { zone } from '../../members/time-zone.ts';
import { adoptedMail, askMail, linkMail, noteMail, proposedMail } from './mails.ts';
import { mailDue } from './reminder.ts';

const linkDays = 90;

/** Every hour, at every start, and after acts that somebody waits for a mail of: asks, reminders, links sent again, notes to approve, goals before the schools, and what became of answers. */
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
  return (await sendLinks(now)) + (await ask(now)) + (await tellNotes(now)) + (await tellProposed(now)) + (await tellAdopted(now));
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
        by: string | null;
      }
    >`
      select v.id, coalesce(p.mail, g.mail) as mail, coalesce(p.name, g.name) as name, r.slug, r.title, r.why, g.id is not null as "isGuest", r.closes_on::text as "closesOn",
        r.remind_days as "remindDays", r.remind_most as "remindMost", exists (select from listening_answer a where a.voice_id = v.id and a.given_at is not null) as "hasAnswered",
        v.declined_at is not null as "hasDeclined", v.wants_reminders and (v.asked_at is null or coalesce(p.wants_reminders, true)) as "wantsReminders", v.asked_at as "askedAt",
        v.reminders, v.reminded_at as "remindedAt", i.name as "by"
      from listening_voice v join listening_round r on r.id = v.round_id left join person p on p.id = v.person_id left join listening_guest g on g.id = v.guest_id left join person i on i.id = g.invited_by
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

/** Links that whoever keeps a round sends again: the mail also asks, where nobody has asked this guest yet. */
async function sendLinks(now: Date): Promise<number> {
  const { rows } = await asSystem(({ tx }) =>
    sql<Voice & { guest: string; before: Date | null; by: string | null }>`
      select v.id, g.id as guest, g.links_told_at as before, g.mail, g.name, r.slug, r.title, true as "isGuest", i.name as "by"
      from listening_guest g join listening_round r on r.id = g.round_id join listening_voice v on v.guest_id = g.id left join person i on i.id = g.invited_by
      where r.status = 'open' and not r.is_sample and g.ended_at is null and g.links_from > coalesce(g.links_told_at, '-infinity')`.execute(
      tx,
    ),
  );
  let sent = 0;
  for (const { guest, before, ...voice } of rows) {
    const isOurs = await asSystem(async ({ tx }) => {
      const { numUpdatedRows } = await tx
        .updateTable('listeningGuest')
        .set((eb) => ({ linksToldAt: eb.ref('linksFrom') }))
        .where('id', '=', guest)
        .where('linksToldAt', 'is not distinct from', before)
        .executeTakeFirst();
      await tx.updateTable('listeningVoice').set({ askedAt: now }).where('id', '=', voice.id).where('askedAt', 'is', null).execute();
      return numUpdatedRows === 1n;
    });
    if (!isOurs) continue;
    const { link, stop } = await addressesOf(voice, now);
    if (await isSent(linkMail({ ...voice, to: voice.mail, link, stop }))) sent += 1;
    else await asSystem(({ tx }) => tx.updateTable('listeningGuest').set({ linksToldAt: before }).where('id', '=', guest).execute());
  }
  return sent;
}

/** Leads of the schools whose word counts hear once of each proposal, also of one that was taken back and is proposed again. */
async function tellProposed(now: Date): Promise<number> {
  const { rows } = await asSystem(({ tx }) =>
    sql<{
      versionId: string;
      number: number;
      proposedAt: Date;
      title: string;
      personId: string;
      mail: string;
      name: string;
      schools: string[];
    }>`
      select g.id as "versionId", g.number, g.proposed_at as "proposedAt", r.title, p.id as "personId", p.mail, p.name, array_agg(s.name order by s.name) as schools
      from goal_version g join listening_round r on r.id = g.round_id join school s on s.is_member and not s.is_sample
      join school_role l on l.school_id = s.id and l.role = 'lead' join person p on p.id = l.person_id and not p.is_sample
      where g.proposed_at is not null and g.adopted_at is null and not g.is_sample
        and not exists (select from goal_mail m where m.version_id = g.id and m.person_id = p.id and m.proposed_at = g.proposed_at)
      group by g.id, r.id, p.id order by p.id`.execute(tx),
  );
  let sent = 0;
  for (const { versionId, personId, proposedAt, mail, ...told } of rows) {
    const row = { versionId, personId, proposedAt };
    const isOurs = await asSystem(async ({ tx }) => {
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('goalMail')
        .values({ ...row, toldAt: now })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    });
    if (!isOurs) continue;
    if (await isSent(proposedMail({ to: mail, ...told, link: `${ownAddress()}/w/perspectives/goal/${told.number}` }))) sent += 1;
    else
      await asSystem(({ tx }) =>
        tx
          .deleteFrom('goalMail')
          .where('versionId', '=', versionId)
          .where('personId', '=', personId)
          .where('proposedAt', '=', proposedAt)
          .execute(),
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
  const base = ownAddress();
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
