import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import type { TakenPicture } from '#app/platform/taken-picture.server.ts';
import { isOfSample } from '../../members/queries.server.ts';
import { assertSeen } from '../events/event.ts';
import { assertMayKeepEvent } from '../events/queries.server.ts';
import { mayKeepForum, mayPlan } from '../rules.ts';
import { assertMayKeepSpeaker, speakerNamed, speakerToConfirm } from './queries.server.ts';
import type { SpeakerQuestion } from './question-mail.ts';
import type { Disclosure, SpeakerAnswer, SpeakerForm } from './schema.ts';

/** How long a speaker's link opens. */
const speakerLinkDays = 60;

/** Adds a speaker, whom the public does not see before they have confirmed; answers their id and the name in their address. */
export async function addSpeaker(scope: Scope, { mail, seen: _, ...said }: SpeakerForm): Promise<{ id: string; slug: string }> {
  const { actor, tx } = scope;
  if (!mayPlan(actor)) throw forbidden('add speakers', 'The convener does, and leads of schools.');
  await sql`select pg_advisory_xact_lock(hashtext('forum speaker slug'))`.execute(tx);
  const taken = await tx.selectFrom('forumSpeaker').select('slug').execute();
  const slug = freeSlug(
    said.name,
    taken.map((each) => each.slug),
    'speaker',
  );
  const forSchoolId = mayKeepForum(actor) ? null : actor.school!.id;
  const { id } = await tx
    .insertInto('forumSpeaker')
    .values({ ...said, slug, forSchoolId, isSample: await isOfSample(scope) })
    .returning('id')
    .executeTakeFirstOrThrow();
  if (mail !== null) await tx.insertInto('forumSpeakerContact').values({ speakerId: id, mail }).execute();
  await appendEvent(scope, { verb: 'add', subject: 'forum_speaker', subjectId: id, after: said });
  return { id, slug };
}

/**
 * Changes a speaker's profile. Words that the speaker confirmed are taken off the public pages until they have confirmed the new ones. Those of a cited speaker stay as their source tells them:
 * only the speaker says otherwise.
 */
export async function keepSpeaker(scope: Scope, slug: string, { mail, seen, ...said }: SpeakerForm): Promise<void> {
  const { tx } = scope;
  const speaker = await lockedSpeaker(scope, slug);
  assertSeen(seen, speaker.changedAt, 'this profile');
  const { name, role, affiliation, biography, link } = speaker;
  const before = { name, role, affiliation, biography, link };
  if (Object.entries(before).some(([field, words]) => said[field as keyof typeof said] !== words)) {
    if (speaker.sourceUrl !== null)
      throw conflict(
        `${name} is named by a source, and stands here as it says. Write the email address alone, and ask them: what they say of themselves is shown.`,
      );
    await tx
      .updateTable('forumSpeaker')
      .set({ ...said, confirmedAt: null, changedAt: sql<Date>`now()` })
      .where('id', '=', speaker.id)
      .execute();
  }
  const contact = await tx.selectFrom('forumSpeakerContact').select('mail').where('speakerId', '=', speaker.id).executeTakeFirst();
  // A link that went to another address opens nothing any more.
  if (contact?.mail !== (mail ?? undefined)) {
    await tx.deleteFrom('forumSpeakerContact').where('speakerId', '=', speaker.id).execute();
    if (mail !== null) await tx.insertInto('forumSpeakerContact').values({ speakerId: speaker.id, mail }).execute();
  }
  await appendEvent(scope, { verb: 'change', subject: 'forum_speaker', subjectId: speaker.id, before, after: said });
  await publish(scope);
}

/** Makes the link by which a speaker says whether they may be shown, and answers what the mail says, to be sent after the scope. An earlier link ends. */
export async function askSpeaker(scope: Scope, slug: string): Promise<SpeakerQuestion> {
  const { actor, tx } = scope;
  const speaker = await assertMayKeepSpeaker(scope, slug);
  const token = newSecret();
  const asked = await tx
    .updateTable('forumSpeakerContact')
    .set({
      tokenHash: hexOf(token),
      askedAt: sql<Date>`now()`,
      expiresAt: sql<Date>`now() + make_interval(days => ${speakerLinkDays})`,
    })
    .where('speakerId', '=', speaker.id)
    .returning(['mail', 'expiresAt'])
    .executeTakeFirst();
  if (!asked) throw conflict(`No email address of ${speaker.name} is known. Write it into the profile first.`);
  await appendEvent(scope, { verb: 'ask', subject: 'forum_speaker', subjectId: speaker.id });
  return { token, mail: asked.mail, name: speaker.name, askedBy: actor.name, isCited: speaker.sourceUrl !== null, until: asked.expiresAt! };
}

/**
 * Makes another link for a speaker who asks for it on their public page, and answers what the mail says, to be sent after the answer; null when none is to be sent: no address is known, or they
 * asked within the day.
 */
export async function askAsSpeaker(scope: Scope, slug: string): Promise<SpeakerQuestion | null> {
  const { name, sourceUrl } = await assertMayAsk(scope, slug);
  const token = newSecret();
  const hash = hexOf(token);
  const { rows } = await sql<{
    mail: string;
    expiresAt: Date;
  }>`select mail, expires_at from ask_as_speaker(${slug}, ${hash}, ${speakerLinkDays})`.execute(scope.tx);
  return rows[0] ? { token, mail: rows[0].mail, name, askedBy: null, isCited: sourceUrl !== null, until: rows[0].expiresAt } : null;
}

/** Whoever sees a speaker's page may ask, since the mail goes to the speaker alone. */
function assertMayAsk(scope: Scope, slug: string) {
  return speakerNamed(scope, slug);
}

/** Keeps a picture that whoever plans brought: nobody else sees it before the speaker has confirmed their profile with it. Answers the former one, whose bytes are to go. */
export async function keepSpeakerPicture(scope: Scope, slug: string, picture: TakenPicture | null): Promise<string | null> {
  const { tx } = scope;
  const speaker = await lockedSpeaker(scope, slug);
  const former = await tx.deleteFrom('forumSpeakerPicture').where('speakerId', '=', speaker.id).returning('id').executeTakeFirst();
  if (picture !== null) {
    await tx
      .insertInto('forumSpeakerPicture')
      .values({ ...picture, speakerId: speaker.id })
      .execute();
    await tx.updateTable('forumSpeaker').set({ confirmedAt: null, changedAt: sql<Date>`now()` }).where('id', '=', speaker.id).execute();
  }
  const verb = picture === null ? 'take-picture' : 'bring-picture';
  await appendEvent(scope, { verb, subject: 'forum_speaker', subjectId: speaker.id, after: { words: picture?.words ?? null } });
  await publish(scope);
  return former?.id ?? null;
}

/** Keeps a picture that a speaker brought behind their link, or takes theirs away. Answers the former one, whose bytes are to go. */
export async function keepOwnPicture(scope: Scope, token: string, picture: TakenPicture | null): Promise<string | null> {
  const hash = await assertMayAnswer(scope, token);
  const said = picture && JSON.stringify(picture);
  const { rows } = await sql<{ former: string | null }>`select keep_picture_as_speaker(${hash}, ${said}::jsonb) as former`.execute(
    scope.tx,
  );
  return rows[0]?.former ?? null;
}

/** Removes a speaker from every event, and what is known of them. Answers the picture whose bytes are to go. */
export async function removeSpeaker(scope: Scope, slug: string): Promise<string | null> {
  const speaker = await assertMayKeepSpeaker(scope, slug);
  await scope.tx.deleteFrom('forumSpeaker').where('id', '=', speaker.id).execute();
  await appendEvent(scope, { verb: 'remove', subject: 'forum_speaker', subjectId: speaker.id, before: { slug } });
  await publish(scope);
  return speaker.pictureId;
}

/** Names a speaker for an event, after those who are named already. */
export async function bringSpeaker(scope: Scope, slug: string, speakerId: string): Promise<void> {
  const { tx } = scope;
  const event = await assertMayKeepEvent(scope, slug);
  if (!(await tx.selectFrom('forumSpeaker').select('id').where('id', '=', speakerId).executeTakeFirst())) throw missing('This speaker');
  const { last } = await tx
    .selectFrom('forumEventSpeaker')
    .select(({ fn }) => fn.max('position').as('last'))
    .where('eventId', '=', event.id)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('forumEventSpeaker')
    .values({ eventId: event.id, speakerId, position: Number(last ?? 0) + 1 })
    .onConflict((on) => on.doNothing())
    .execute();
  await appendEvent(scope, { verb: 'name', subject: 'forum_event', subjectId: event.id, after: { speakerId } });
  await publish(scope);
}

/** Takes a speaker out of an event. */
export async function dropSpeaker(scope: Scope, slug: string, speakerId: string): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  const dropped = await scope.tx
    .deleteFrom('forumEventSpeaker')
    .where('eventId', '=', event.id)
    .where('speakerId', '=', speakerId)
    .returning('speakerId')
    .executeTakeFirst();
  if (!dropped) throw missing('This speaker of the event');
  await appendEvent(scope, { verb: 'drop', subject: 'forum_event', subjectId: event.id, before: { speakerId } });
  await publish(scope);
}

/** Keeps what a speaker of an accredited event told of their interests. */
export async function discloseInterests(scope: Scope, slug: string, { speaker, disclosure }: Disclosure): Promise<void> {
  const event = await assertMayKeepEvent(scope, slug);
  const kept = await scope.tx
    .updateTable('forumEventSpeaker')
    .set({ disclosure, disclosedAt: sql<Date>`now()` })
    .where('eventId', '=', event.id)
    .where('speakerId', '=', speaker)
    .returning('speakerId')
    .executeTakeFirst();
  if (!kept) throw missing('This speaker of the event');
  await appendEvent(scope, { verb: 'disclose', subject: 'forum_event', subjectId: event.id, after: { speaker, disclosure } });
  await publish(scope);
}

/** Keeps what a speaker says behind their link: what may be shown, or that nothing may. The database writes the event and renews the public pages, since nobody has signed in. */
export async function answerAsSpeaker(scope: Scope, token: string, { act, ...said }: SpeakerAnswer): Promise<void> {
  const hash = await assertMayAnswer(scope, token);
  const words = JSON.stringify({ ...said, link: ('link' in said && said.link) || '' });
  const { rows } = await sql<{
    isKept: boolean;
  }>`select answer_as_speaker(${hash}, ${act === 'confirm'}, ${words}::jsonb) as is_kept`.execute(scope.tx);
  if (!rows[0]!.isKept)
    throw conflict('The picture is another since you opened this page. Open it again, look at the picture, and confirm.');
}

async function assertMayAnswer(scope: Scope, token: string): Promise<string> {
  const asked = await speakerToConfirm(scope, token);
  if (asked === null) throw missing('What this link led to');
  return asked.hash;
}

async function lockedSpeaker(scope: Scope, slug: string) {
  const { id } = await assertMayKeepSpeaker(scope, slug);
  await scope.tx.selectFrom('forumSpeaker').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  return speakerNamed(scope, slug);
}
