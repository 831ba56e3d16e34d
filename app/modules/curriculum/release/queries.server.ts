import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { coverageOf } from '../coverage/queries.server.ts';
import { openRound, type Round, roundNamed, schoolsOfRound, termsStand } from '../rounds/queries.server.ts';
import { mayViewCurriculum, mayViewRounds, whoMay } from '../rules.ts';
import { isSubmitted } from '../submission-queries.server.ts';
import { figuresOfYear, type SchoolFigure } from './figure.ts';
import type { Choice, Snapshot } from './snapshot.ts';

/** Every figure of the school's year in a round, by name; null when it maps against another framework version than the round, or brought nothing in. */
export async function ownFigures(
  scope: Scope,
  { year, frameworkVersionId }: Pick<Round, 'year' | 'frameworkVersionId'>,
): Promise<{
  figures: Record<string, SchoolFigure>;
  competencies: readonly { code: string; title: string }[];
} | null> {
  const { actor, tx } = scope;
  const known = await tx
    .selectFrom('curriculumYear')
    .select('year')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .execute();
  if (known.length === 0) return null;
  const ground = await coverageOf(scope, { year });
  if (ground.mapped.id !== frameworkVersionId) return null;
  const phases = await tx.selectFrom('schoolPhase').select(['id', 'mapsTo']).where('schoolId', '=', ownSchool(actor).id).execute();
  return {
    figures: figuresOfYear(ground.input, new Map(phases.map(({ id, mapsTo }) => [id, mapsTo]))),
    competencies: ground.competencies.map(({ code, shortTitle }) => ({ code, title: shortTitle })),
  };
}

/** What the school released in a round, newest first, with what was withdrawn of it. */
export async function ownReleases({ actor, tx }: Scope, roundId: string) {
  if (!mayViewCurriculum(actor)) throw forbidden('see what this school releases', whoMay.staff);
  const rows = await tx
    .selectFrom('curriculumRelease')
    .leftJoin('person', 'person.id', 'curriculumRelease.releasedBy')
    .select([
      'curriculumRelease.id',
      'number',
      'reason',
      'snapshot',
      'hash',
      'withdrawnFigures',
      'releasedAt',
      'withdrawnAt',
      'withdrawnReason',
    ])
    .select('person.name as by')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('roundId', '=', roundId)
    .orderBy('number', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, snapshot: row.snapshot as unknown as Snapshot }));
}

/** The forms that the school has chosen in a round. */
export async function ownChoices({ actor, tx }: Scope, roundId: string): Promise<Choice[]> {
  return tx
    .selectFrom('releaseChoice')
    .select(['figureGroup as group', 'competency', 'form'])
    .where('schoolId', '=', ownSchool(actor).id)
    .where('roundId', '=', roundId)
    .execute() as Promise<Choice[]>;
}

/** The figures of a year that the school shares in a pool, or once did: they are not named any more in that year. */
export async function pooledFigures({ actor, tx }: Scope, year: string): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectFrom('disclosureMember')
    .select('figure')
    .where('forSchoolId', '=', ownSchool(actor).id)
    .where('year', '=', year)
    .execute();
  return new Set(rows.map(({ figure }) => figure));
}

/**
 * The round of the same year, on another framework version, in which the school released (what it withdrew too); null for none. The same teaching under the codes of
 * two versions would be one value in two figures, and so in two sets of schools (docs/disclosure.md).
 */
export async function releasedElsewhere({ actor, tx }: Scope, { year, frameworkVersionId }: Round): Promise<string | null> {
  const other = await tx
    .selectFrom('curriculumRelease')
    .innerJoin('mappingRound', 'mappingRound.id', 'curriculumRelease.roundId')
    .select('mappingRound.title')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('curriculumRelease.year', '=', year)
    .where('mappingRound.frameworkVersionId', '<>', frameworkVersionId)
    .executeTakeFirst();
  return other?.title ?? null;
}

/** What the release page stands on: the round's terms when they stand, the school's figures, choices and releases, and who the others are. */
export async function releaseGround(scope: Scope, round: Round) {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see what this school releases', whoMay.staff);
  const own = ownSchool(scope.actor);
  return {
    terms: await termsStand(scope, round.id),
    isSubmitted: await isSubmitted(scope, round.year),
    own: await ownFigures(scope, round),
    choices: await ownChoices(scope, round.id),
    releases: await ownReleases(scope, round.id),
    pooled: await pooledFigures(scope, round.year),
    others: (await schoolsOfRound(scope, round.id)).filter(({ id }) => id !== own.id),
  };
}

/**
 * What others would see of the school is told from this: of the round with this short name (the newest open one unless said) the terms, figures and choices;
 * null where the terms do not stand, or the school has nothing to release. Missing where there is no such round.
 */
export async function seenGround(scope: Scope, slug: string | undefined) {
  if (!mayViewCurriculum(scope.actor)) throw forbidden('see what this school releases', whoMay.staff);
  const round = slug === undefined ? await openRound(scope) : await roundNamed(scope, slug);
  if (!round) throw missing('An open round');
  const { terms, own, choices, others } = await releaseGround(scope, round);
  return { round, own, choices, others, terms: terms?.figures ?? null };
}

/** The archive of a round: which school released when, with the hash, also of what was withdrawn since. It says nothing of what was released. */
export async function releasedHashes(scope: Scope, slug: string) {
  if (!mayViewRounds(scope.actor)) throw forbidden('see mapping rounds', whoMay.members);
  const round = await roundNamed(scope, slug);
  const hashes = await scope.tx
    .selectFrom('releasedHash')
    .innerJoin('school', 'school.id', 'releasedHash.forSchoolId')
    .select(['school.name as school', 'number', 'hash', 'releasedAt', 'withdrawnAt'])
    .where('roundId', '=', round.id)
    .orderBy('school.name')
    .orderBy('number')
    .execute();
  return { round: { slug: round.slug, title: round.title, year: round.year }, hashes };
}
