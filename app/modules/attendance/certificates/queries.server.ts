import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hold } from '#app/platform/secret-link.server.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import { type CertificateSearch, certificatePageSize } from './schema.ts';

const columns = [
  'code',
  'kind',
  'title',
  'holder',
  'issuer',
  'minutes',
  'onDay',
  'words',
  'validUntil',
  'issuedAt',
  'revokedAt',
  'revokedBecause',
] as const;

/** The certificate of an address, with what it was given for. Missing for an address that is none, and for one that its holder had removed. From here on the scope sees what its reader may. */
export async function certificateAt(scope: Scope, code: string) {
  const hash = await hold(scope, code.toUpperCase());
  const found = await scope.tx
    .selectFrom('certificate')
    .innerJoin('achievement', 'achievement.id', 'certificate.achievementId')
    .select(columns)
    .select(['certificate.id', 'achievementId', 'sourceId', 'description', 'criteria', 'competencies'])
    .where('codeHash', '=', hash)
    .where('removedAt', 'is', null)
    .executeTakeFirst();
  if (!found) throw missing('This certificate');
  const { sourceId, ...certificate } = found;
  return { ...certificate, isStep: sourceId !== null };
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

const givenColumns = ['id', 'code', 'holder', 'minutes', 'issuedAt', 'revokedAt', 'revokedBecause', 'removedAt'] as const;

/** One page of the certificates of an occasion, with how many there are and how many who came have none; for those who run it. `revoking` is the one that is about to be revoked. */
export async function certificatesRead({ tx }: Scope, occasionId: string, { page, revoke }: CertificateSearch) {
  const of = () => tx.selectFrom('certificate').where('occasionId', '=', occasionId);
  const { total } = await of()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const shown = pageWithin(page, Number(total), certificatePageSize);
  const given = await of()
    .select(givenColumns)
    .orderBy('holder')
    .orderBy('id')
    .limit(certificatePageSize)
    .offset((shown - 1) * certificatePageSize)
    .execute();
  const revoking =
    revoke &&
    (await of()
      .select(['id', 'holder'])
      .where('id', '=', revoke)
      .where('revokedAt', 'is', null)
      .where('removedAt', 'is', null)
      .executeTakeFirst());
  const { due } = await dueAt({ tx }, occasionId)
    .select(({ fn }) => fn.countAll<number>().as('due'))
    .executeTakeFirstOrThrow();
  return { given, page: shown, total: Number(total), due: Number(due), revoking: revoking || null };
}

/** All certificates of an occasion for a file; of one that its holder had removed the address is left out. */
export async function allCertificates({ tx }: Scope, { id }: { id: string }) {
  const given = await tx
    .selectFrom('certificate')
    .select(givenColumns)
    .where('occasionId', '=', id)
    .orderBy('holder')
    .orderBy('id')
    .execute();
  return given.map(({ code, ...certificate }) => ({ ...certificate, code: certificate.removedAt === null ? code : null }));
}
/** A certificate as a file has it. */
export type WrittenCertificate = Awaited<ReturnType<typeof allCertificates>>[number];

/** Who came and was given no certificate yet. */
export function whoIsDue({ tx }: Pick<Scope, 'tx'>, occasionId: string) {
  return dueAt({ tx }, occasionId).select(['place.id', 'name', 'personId', 'presence.minutes']).execute();
}

function dueAt({ tx }: Pick<Scope, 'tx'>, occasionId: string) {
  return tx
    .selectFrom('presence')
    .innerJoin('place', 'place.id', 'presence.placeId')
    .where('presence.occasionId', '=', occasionId)
    .where('came', '=', true)
    .where('name', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('certificate').select('certificate.id').whereRef('certificate.placeId', '=', 'place.id'))),
    );
}
