import { randomBytes } from 'node:crypto';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { codeFrom } from '../../members/sign-in/code.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { type Occasion, occasionOf } from '../queries.server.ts';
import { runsOccasion } from '../rules.ts';
import { whoIsDue } from './queries.server.ts';

async function assertMayCertify(scope: Scope, occasionId: string): Promise<Occasion> {
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(scope.actor, occasion)) throw forbidden('give certificates', 'Those who run the occasion may.');
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
  const code = `${codeFrom(randomBytes(64))}-${codeFrom(randomBytes(64))}`;
  const { id } = await scope.tx
    .insertInto('certificate')
    .values({ ...draft, code, codeHash: hexOf(code), issuedBy: scope.actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'give', subject: 'certificate', subjectId: id, after: { occasionId: draft.occasionId } });
  return code;
}

/** Gives whoever was there a certificate of attendance, once, and tells them. Answers how many; send notices after the scope. */
export async function giveCertificates(scope: Scope, occasionId: string): Promise<number> {
  const occasion = await assertMayCertify(scope, occasionId);
  if (!occasion.givesCertificate) throw conflict('No certificate is given for this occasion. Turn it on with the occasion’s own facts.');
  if (occasion.endsAt > new Date()) throw conflict('It is not over yet.');
  const { name: issuer } = await collaborativeProfile(scope);
  const due = await whoIsDue(scope, occasionId);
  for (const { id: placeId, name, personId, minutes } of due) {
    const code = await recordCertificate(scope, {
      ...{ kind: occasion.certificateKind, title: occasion.title, words: occasion.certificateWords, holder: name ?? '', issuer },
      ...{ minutes: occasion.certificateMinutes ?? (minutes || null), onDay: isoDayIn(occasion.startsAt, occasion.timeZone) },
      ...{ occasionId, placeId, personId },
    });
    await scope.tx
      .insertInto('occasionNotice')
      .values({ occasionId, placeId, kind: 'certificate', key: code, detail: JSON.stringify({ code }) })
      .execute();
  }
  return due.length;
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
