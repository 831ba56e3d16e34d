import { randomBytes } from 'node:crypto';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { codeFrom } from '../../members/sign-in/code.ts';
import { placeHeldBy, placeWith } from '../places/queries.server.ts';
import { type Occasion, occasionOf } from '../queries.server.ts';
import { runsOccasion } from '../rules.ts';
import { whoIsDue } from './queries.server.ts';
import type { HandGiven } from './schema.ts';

async function assertMayCertify(scope: Scope, occasionId: string): Promise<Occasion> {
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(scope.actor, occasion)) throw forbidden('give certificates', 'Those who run the event may.');
  return occasion;
}

/** What a certificate is made of. `placeId` is the place that it was given for. */
export type CertificateDraft = {
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

/** Gives one certificate; answers the code of its address. */
export async function recordCertificate(scope: Scope, draft: CertificateDraft): Promise<string> {
  await assertMayCertify(scope, draft.occasionId);
  const code = newCode();
  const { id } = await scope.tx
    .insertInto('certificate')
    .values({ ...draft, code, codeHash: hexOf(code), issuedBy: scope.actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: { constraint?: string }) => {
      throw error.constraint === 'certificate_once' ? conflict('Whoever holds this place has a certificate that stands.') : error;
    });
  await appendEvent(scope, { verb: 'give', subject: 'certificate', subjectId: id, after: { occasionId: draft.occasionId } });
  return code;
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
  return { occasion, says: { occasionId, kind, title, words, issuer, onDay: isoDayIn(occasion.startsAt, occasion.timeZone) } };
}

/** Gives whoever was there a certificate of attendance, once, and tells them. Answers how many; send notices after the scope. */
export async function giveCertificates(scope: Scope, occasionId: string): Promise<number> {
  const { occasion, says } = await certifiable(scope, occasionId);
  const due = await whoIsDue(scope, occasionId);
  const given = due.map(({ id: placeId, name, personId, minutes }) => {
    const code = newCode();
    const own = { holder: name ?? '', minutes: occasion.certificateMinutes ?? (minutes || null), placeId, personId };
    return { ...says, ...own, code, codeHash: hexOf(code), issuedBy: scope.actor.personId };
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
}
