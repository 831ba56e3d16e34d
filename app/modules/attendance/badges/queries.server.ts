import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { conflict, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hold } from '#app/platform/secret-link.server.ts';
import { collaborativeProfile } from '../../members/queries.server.ts';
import { certificateAt } from '../certificates/queries.server.ts';
import type { Achievement, Aligned, BadgeFacts, Issuer } from './badge.ts';

/** Who issues badges. */
export async function issuer(scope: Scope): Promise<Issuer> {
  const { name, mission } = await collaborativeProfile(scope);
  return { name, description: mission };
}

/** What the badge of a certificate is made of, for whoever has its address. Missing as the certificate is; a conflict once it is revoked, since a new badge would say that it stands. */
export async function badgeAt(scope: Scope, code: string): Promise<BadgeFacts> {
  const certificate = await certificateAt(scope, code);
  if (certificate.revokedAt !== null) throw conflict(`This certificate was revoked: ${certificate.revokedBecause}`);
  const { achievementId, title, description, criteria, competencies } = certificate;
  const { rows } = await sql<{ hash: string | null }>`select badge_mail_hash() as hash`.execute(scope.tx);
  return {
    certificate,
    achievement: {
      ...{ id: achievementId!, name: title, description, criteria },
      alignments: await alignments(scope, competencies),
    },
    issuer: await issuer(scope),
    mailHash: rows[0]!.hash,
    subjectId: subjectOf(certificate.id),
  };
}

/** An identifier of the holder that is of this badge alone, and the same each time it is asked for (a UUID of version 8). */
function subjectOf(certificateId: string): string {
  const hex = createHash('sha256').update(`subject of ${certificateId}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What certificates were given for, by whoever knows its identifier. */
export async function achievementAt(scope: Scope, id: string): Promise<Achievement> {
  await hold(scope, id);
  const found = await scope.tx
    .selectFrom('achievement')
    .select(['id', 'name', 'description', 'criteria', 'competencies'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) throw missing('This achievement');
  const { competencies, ...achievement } = found;
  return { ...achievement, alignments: await alignments(scope, competencies) };
}

/** Competencies by their stable identifiers, in the words of the framework in force; those that it does not have are left out. */
async function alignments({ tx }: Scope, stableIds: readonly string[]): Promise<Aligned[]> {
  if (stableIds.length === 0) return [];
  return tx
    .selectFrom('frameworkItem')
    .innerJoin('frameworkVersion', 'frameworkVersion.id', 'frameworkItem.frameworkVersionId')
    .innerJoin('framework', 'framework.id', 'frameworkVersion.frameworkId')
    .select(['slug', 'frameworkItem.stableId', 'code', 'frameworkItem.title', 'framework.title as framework'])
    .where('isCurrent', '=', true)
    .where('frameworkItem.stableId', 'in', stableIds)
    .orderBy('position')
    .execute();
}

/** Identifiers of the badges that stand no more. */
export async function standNoMore({ tx }: Scope): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select badges_that_stand_no_more() as id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The public keys that check badges, also those that sign no more; the newest first. */
export function badgeKeys({ tx }: Scope) {
  return tx.selectFrom('badgeKey').select(['id', 'publicKey']).where('withdrawnAt', 'is', null).orderBy('madeAt', 'desc').execute();
}
