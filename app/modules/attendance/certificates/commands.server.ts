import { randomBytes } from 'node:crypto';
import { type Insertable, sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import type { Tables } from '#app/platform/tables.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { codeFrom } from '../../members/sign-in/code.ts';
import { placeHeldBy, placeWith } from '../places/queries.server.ts';
import { type Occasion, occasionOf } from '../queries.server.ts';
import { mayRemoveSampleOccasions, type Organised, runsOccasion } from '../rules.ts';
import { attendanceCriteria } from './certificate.ts';
import { whoIsDue } from './queries.server.ts';
import type { HandGiven } from './schema.ts';

async function assertMayCertify(scope: Scope, occasionId: string): Promise<Occasion> {
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(scope.actor, occasion)) throw forbidden('give certificates', 'Those who run the event may.');
  return occasion;
}

/** What a certificate is made of. `placeId` is the place that it was given for. */
type CertificateDraft = {
  readonly kind: string;
  readonly title: string;
  readonly holder: string;
  readonly issuer: string;
  readonly minutes: number | null;
  readonly onDay: string;
  readonly words: string;
  readonly occasionId: string;
  readonly placeId: string | null;
  readonly personId: string | null;
};

/** Gives one certificate for an occasion; answers the code of its address. */
async function recordCertificate(scope: Scope, draft: CertificateDraft): Promise<string> {
  const occasion = await assertMayCertify(scope, draft.occasionId);
  const achievementId = await achievementOf(scope, { ...attendanceAt(occasion), name: draft.title });
  const { id, code } = await keep(scope, { ...draft, achievementId });
  await appendEvent(scope, { verb: 'give', subject: 'certificate', subjectId: id, after: { occasionId: draft.occasionId } });
  return code;
}

/**
 * What a certificate for a step of a programme is made of. `sourceId` is the row of the giving module that it is for; `by` says who runs that, and who may give and revoke it. `criteria` says in
 * a sentence or two what was asked for, and `description` what it is about, in plain text; both stand on the certificate and in its badge. `competencies` are stable identifiers. Days are `2026-10-08`.
 */
export type StepCertificateDraft = {
  readonly sourceId: string;
  readonly by: Organised;
  readonly kind: string;
  readonly title: string;
  readonly description: string;
  readonly criteria: string;
  readonly competencies: readonly string[];
  readonly personId: string;
  readonly holder: string;
  readonly issuer: string;
  readonly minutes: number | null;
  readonly onDay: string;
  readonly validUntil: string | null;
  readonly words: string;
  readonly isSample?: boolean;
};

/**
 * Gives a person a certificate for a step; answers the code of its address (`/certificates/:code`), and it stands among the person's own at `/w/places`. Refused to whoever does not run what it is
 * for; a conflict when the person has the same of that day.
 */
export async function recordStepCertificate(scope: Scope, draft: StepCertificateDraft): Promise<string> {
  const { by, description, criteria, competencies, ...says } = draft;
  assertMayGiveStep(scope, by);
  const achievementId = await achievementOf(scope, { name: says.title, description: description || says.title, criteria, competencies });
  const { id, code } = await keep(scope, { ...says, bySchoolId: by.bySchoolId, achievementId });
  await appendEvent(scope, { verb: 'give', subject: 'certificate', subjectId: id, after: { sourceId: says.sourceId } });
  return code;
}

/** Revokes a certificate that was given for `sourceId`, by whoever runs that: its page says so, and why. */
export async function revokeStepCertificate(
  scope: Scope,
  { sourceId, by }: Pick<StepCertificateDraft, 'sourceId' | 'by'>,
  { certificate, because }: { certificate: string; because: string },
): Promise<void> {
  assertMayGiveStep(scope, by);
  const revoked = await scope.tx
    .updateTable('certificate')
    .set({ revokedAt: new Date(), revokedBecause: because })
    .where('id', '=', certificate)
    .where('sourceId', '=', sourceId)
    .where('revokedAt', 'is', null)
    .where('removedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!revoked) throw missing('This certificate');
  await appendEvent(scope, { verb: 'revoke', subject: 'certificate', subjectId: certificate, after: { because } });
  await publish(scope);
}

function assertMayGiveStep({ actor }: Scope, by: Organised): void {
  if (!runsOccasion(actor, by)) throw forbidden('give this certificate', 'Whoever convenes, the school’s lead and whoever runs it may.');
}

type Kept = Omit<Insertable<Tables['certificate']>, 'code' | 'codeHash' | 'issuedBy'>;

async function keep({ actor, tx }: Scope, says: Kept): Promise<{ id: string; code: string }> {
  const code = newCode();
  const { id } = await tx
    .insertInto('certificate')
    .values({ ...says, code, codeHash: hexOf(code), issuedBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: { constraint?: string }) => {
      if (error.constraint === 'certificate_once') throw conflict('Whoever holds this place has a certificate that stands.');
      throw error.constraint === 'certificate_step_once' ? conflict('They have this certificate of that day already.') : error;
    });
  return { id, code };
}

type Achievement = { name: string; description: string; criteria: string; competencies: readonly string[] };

/** What certificates of one title and the same criteria are given for; kept once. */
async function achievementOf({ tx }: Scope, { name, description, criteria, competencies }: Achievement): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select achievement_of(${name}, ${description}, ${criteria}, ${[...competencies].toSorted()}::uuid[]) as id`.execute(tx);
  return rows[0]!.id;
}

function attendanceAt({ title, summary, minimumMinutes, competencies }: Occasion): Achievement {
  return { name: title, description: summary || title, criteria: attendanceCriteria(minimumMinutes), competencies };
}

function newCode(): string {
  return `${codeFrom(randomBytes(64))}-${codeFrom(randomBytes(64))}`;
}

/** An occasion whose certificates may be given now, and what all of them say. */
async function certifiable(scope: Scope, occasionId: string) {
  const occasion = await assertMayCertify(scope, occasionId);
  if (!occasion.givesCertificate) throw conflict('No certificate is given for this event. Turn it on where the event is planned.');
  if (occasion.endsAt > new Date()) throw conflict('It is not over yet.');
  const { name: issuer } = await collaborativeProfile(scope);
  const { certificateKind: kind, title, certificateWords: words } = occasion;
  const onDay = isoDayIn(occasion.startsAt, occasion.timeZone);
  return { occasion, says: { occasionId, kind, title, words, issuer, onDay } };
}

/** Gives whoever was there a certificate of attendance, once, and tells them. Answers how many; send notices after the scope. */
export async function giveCertificates(scope: Scope, occasionId: string): Promise<number> {
  const { occasion, says } = await certifiable(scope, occasionId);
  const due = await whoIsDue(scope, occasionId);
  const achievementId = await achievementOf(scope, attendanceAt(occasion));
  const given = due.map(({ id: placeId, name, personId, minutes }) => {
    const code = newCode();
    const own = { holder: name ?? '', minutes: occasion.certificateMinutes ?? (minutes || null), placeId, personId };
    return { ...says, ...own, achievementId, code, codeHash: hexOf(code), issuedBy: scope.actor.personId };
  });
  for (let at = 0; at < given.length; at += 1000) {
    const some = given.slice(at, at + 1000);
    await scope.tx.insertInto('certificate').values(some).execute();
    await scope.tx
      .insertInto('occasionNotice')
      .values(some.map(({ placeId, code }) => ({ occasionId, placeId, kind: 'certificate', key: code, detail: JSON.stringify({ code }) })))
      .execute();
  }
  await appendEvent(scope, { verb: 'give', subject: 'certificate', subjectId: occasionId, after: { occasionId, given: given.length } });
  return given.length;
}

/** Gives one by hand, to somebody whom no report names: told by mail where an address is said that somebody registered with. Answers its code; send notices after the scope. */
export async function giveByHand(scope: Scope, occasionId: string, { holder, minutes, mail }: HandGiven): Promise<string> {
  const { says } = await certifiable(scope, occasionId);
  const place = mail === '' ? null : await placeWith(scope, occasionId, mail);
  const code = await recordCertificate(scope, {
    ...says,
    ...{ holder, minutes, placeId: place?.id ?? null, personId: place?.personId ?? null },
  });
  if (place)
    await scope.tx
      .insertInto('occasionNotice')
      .values({ occasionId, placeId: place.id, kind: 'certificate', key: code, detail: JSON.stringify({ code }) })
      .execute();
  return code;
}

/** Revokes a certificate: its page says so, and why. Send notices after the scope. */
export async function revokeCertificate(
  scope: Scope,
  occasionId: string,
  { certificate, because }: { certificate: string; because: string },
): Promise<void> {
  await assertMayCertify(scope, occasionId);
  const revoked = await scope.tx
    .updateTable('certificate')
    .set({ revokedAt: new Date(), revokedBecause: because })
    .where('id', '=', certificate)
    .where('occasionId', '=', occasionId)
    .where('revokedAt', 'is', null)
    .where('removedAt', 'is', null)
    .returning(['id', 'code', 'placeId'])
    .executeTakeFirst();
  if (!revoked) throw missing('This certificate');
  const { code, placeId } = revoked;
  if (placeId !== null)
    await scope.tx
      .insertInto('occasionNotice')
      .values({ occasionId, placeId, kind: 'revoked', key: code, detail: JSON.stringify({ code, because }) })
      .execute();
  await appendEvent(scope, { verb: 'revoke', subject: 'certificate', subjectId: certificate, after: { because } });
  await publish(scope);
}

/** The holder of a place has the certificate that was given for it removed: its address says nothing any more. */
export async function removeCertificate(scope: Scope, token: string, certificate: string): Promise<void> {
  const { place } = await placeHeldBy(scope, token);
  const own = await scope.tx
    .selectFrom('certificate')
    .select('id')
    .where('id', '=', certificate)
    .where('placeId', '=', place.id)
    .executeTakeFirst();
  if (!own) throw forbidden('remove a certificate that is not yours');
  await scope.tx.updateTable('certificate').set({ holder: null, removedAt: new Date() }).where('id', '=', certificate).execute();
  await appendEvent(scope, { verb: 'remove-certificate', subject: 'place', subjectId: place.id });
  await publish(scope);
}

/** Somebody signed in has a certificate of their own removed: its address says nothing any more. */
export async function removeOwnCertificate(scope: Scope, certificate: string): Promise<void> {
  const { actor, tx } = scope;
  if (actor.personId === null) throw forbidden('remove a certificate that is not yours');
  const removed = await tx
    .updateTable('certificate')
    .set({ holder: null, removedAt: new Date() })
    .where('id', '=', certificate)
    .where('personId', '=', actor.personId)
    .where('removedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!removed) throw missing('This certificate');
  await appendEvent(scope, { verb: 'remove', subject: 'certificate', subjectId: certificate });
  await publish(scope);
}

/** Removes the certificates that the sample gave for other things than occasions; with an occasion go its own. */
export async function removeSampleCertificates(scope: Scope): Promise<void> {
  if (!mayRemoveSampleOccasions(scope.actor)) throw forbidden('remove the sample');
  await scope.tx.deleteFrom('certificate').where('isSample', '=', true).execute();
  await appendEvent(scope, { verb: 'remove-sample', subject: 'certificate', subjectId: null });
}
