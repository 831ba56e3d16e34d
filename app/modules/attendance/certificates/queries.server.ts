import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hold } from '#app/platform/secret-link.server.ts';
import type { Certificate } from './certificate.ts';

const columns = [
  'code',
  'kind',
  'title',
  'holder',
  'issuer',
  'minutes',
  'onDay',
  'words',
  'issuedAt',
  'revokedAt',
  'revokedBecause',
] as const;

/** The certificate of an address. Missing for an address that is none, and for one that its holder had removed. */
export async function certificateAt(scope: Scope, code: string): Promise<Certificate> {
  const hash = await hold(scope, code.toUpperCase());
  const found = await scope.tx
    .selectFrom('certificate')
    .select(columns)
    .where('codeHash', '=', hash)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  if (!found) throw missing('This certificate');
  return found;
}

/** The certificates of a place that its holder did not have removed, in a scope that holds the place's link. */
export function certificatesOfPlace({ tx }: Scope, placeId: string) {
  return tx
    .selectFrom('certificate')
    .select(['id', 'code', 'title', 'revokedAt'])
    .where('placeId', '=', placeId)
    .where('removedAt', 'is', null)
    .orderBy('issuedAt')
    .execute();
}

/** All certificates of an occasion, and how many who came have none; for those who run it. */
export async function certificatesRead({ tx }: Scope, occasionId: string) {
  const given = await tx
    .selectFrom('certificate')
    .select(['id', 'code', 'holder', 'minutes', 'issuedAt', 'revokedAt', 'revokedBecause', 'removedAt'])
    .where('occasionId', '=', occasionId)
    .orderBy('holder')
    .execute();
  const due = await whoIsDue({ tx }, occasionId);
  return { given, due: due.length };
}

/** Who came and has no certificate that stands. */
export function whoIsDue({ tx }: Pick<Scope, 'tx'>, occasionId: string) {
  return tx
    .selectFrom('presence')
    .innerJoin('place', 'place.id', 'presence.placeId')
    .select(['place.id', 'name', 'personId', 'presence.minutes'])
    .where('presence.occasionId', '=', occasionId)
    .where('came', '=', true)
    .where('name', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('certificate').select('certificate.id').whereRef('certificate.placeId', '=', 'place.id'))),
    )
    .execute();
}
