import type { Definition } from '#app/platform/definition.ts';
import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepRounds } from '../rules.ts';
import { figuresOf, type TermsFigures } from './figure-group.ts';

const columns = [
  'mappingRound.id',
  'mappingRound.slug',
  'mappingRound.title',
  'mappingRound.year',
  'mappingRound.frameworkVersionId',
  'mappingRound.keywordListId',
  'mappingRound.definitions',
  'mappingRound.note',
  'mappingRound.status',
  'mappingRound.isSample',
  'mappingRound.openedAt',
  'mappingRound.closedAt',
] as const;

/** A round: its year, and the versions that all its schools use alike. */
export type Round = Awaited<ReturnType<typeof roundNamed>>;

/** The round that an address or `--round` names. A draft is missing for whoever does not convene. */
export async function roundNamed({ actor, tx }: Scope, slug: string) {
  // PostgreSQL refuses text with NUL, which no name of a round holds.
  const named = slug.replaceAll('\0', ' ');
  const round = await tx.selectFrom('mappingRound').select(columns).where('slug', '=', named).executeTakeFirst();
  if (!round || (round.status === 'draft' && !mayKeepRounds(actor))) throw missing(`The round ${slug}`);
  return round;
}

/** The open round that a school (the one acted for unless said) takes part in, of this year if one is asked for; the newest of several, null for none. */
export async function openRound(
  { actor, tx }: Scope,
  { schoolId, year }: { schoolId?: string; year?: string } = {},
): Promise<Round | null> {
  const id = schoolId ?? actor.school?.id;
  if (id === undefined) return null;
  const round = await tx
    .selectFrom('mappingRound')
    .innerJoin('roundSchool', 'roundSchool.roundId', 'mappingRound.id')
    .select(columns)
    .where('status', '=', 'open')
    .where('forSchoolId', '=', id)
    .where('leftAt', 'is', null)
    .$if(year !== undefined, (query) => query.where('year', '=', year!))
    .orderBy('openedAt', 'desc')
    .executeTakeFirst();
  return round ?? null;
}

/** Who said last what a round is, and when. `edition` names what they said, for a form to send back; null where nobody is on record. The record is read by whoever convenes. */
export async function lastKept({ tx }: Scope, roundId: string): Promise<{ edition: string; by: string; at: Date } | null> {
  const kept = await tx
    .selectFrom('collaborativeEvent as e')
    .leftJoin('person', 'person.id', 'e.personId')
    .select(['e.id as edition', 'person.name as by', 'e.at'])
    .where('e.subject', '=', 'mapping_round')
    .where('e.subjectId', '=', roundId)
    .where('e.verb', 'in', ['begin', 'keep'])
    .orderBy('e.id', 'desc')
    .executeTakeFirst();
  return kept ? { ...kept, by: kept.by ?? 'Somebody' } : null;
}

/** One version of the sharing terms of a round. */
export type Terms = {
  readonly id: string;
  readonly version: number;
  readonly reason: string | null;
  readonly proposedAt: Date;
  readonly figures: TermsFigures;
};

/** Every version of a round's terms, the newest first. */
export async function termsVersions({ tx }: Scope, roundId: string): Promise<Terms[]> {
  const versions = await tx
    .selectFrom('roundTerms')
    .select(['id', 'version', 'reason', 'proposedAt'])
    .where('roundId', '=', roundId)
    .orderBy('version', 'desc')
    .execute();
  const rows = await tx
    .selectFrom('roundTermsFigure')
    .innerJoin('roundTerms', 'roundTerms.id', 'roundTermsFigure.termsId')
    .select(['termsId', 'figure', 'form', 'audience'])
    .where('roundId', '=', roundId)
    .execute();
  return versions.map((version) => ({ ...version, figures: figuresOf(rows.filter(({ termsId }) => termsId === version.id)) }));
}

/**
 * The latest terms of a round, once every school that takes part has accepted them; else null. This is the gate of every released figure:
 * while it is null, nothing that a school of this round released is shown to another.
 */
export async function termsStand(scope: Scope, roundId: string): Promise<Terms | null> {
  const { tx } = scope;
  const [latest] = await termsVersions(scope, roundId);
  if (!latest) return null;
  const open = await tx
    .selectFrom('roundSchool')
    .innerJoin('mappingRound', 'mappingRound.id', 'roundSchool.roundId')
    .leftJoin('termsAnswer', (join) =>
      join.onRef('termsAnswer.forSchoolId', '=', 'roundSchool.forSchoolId').on('termsAnswer.termsId', '=', latest.id),
    )
    .select(({ fn }) => fn.countAll<number>().as('schools'))
    .select(({ fn }) => fn.countAll<number>().filterWhere('termsAnswer.answer', '=', 'accepted').as('accepted'))
    .where('roundSchool.roundId', '=', roundId)
    .where('roundSchool.leftAt', 'is', null)
    .where('mappingRound.status', '<>', 'draft')
    .executeTakeFirstOrThrow();
  return open.schools > 0 && open.accepted === open.schools ? latest : null;
}

/** What the figures of a round were said to mean when it opened, by the name of their set (`Round.definitions`); null for a draft's, which is not kept yet. */
export async function definitionsKept({ tx }: Scope, id: string): Promise<readonly Definition[] | null> {
  const kept = await tx.selectFrom('definitionSet').select('definitions').where('id', '=', id).executeTakeFirst();
  return kept ? (kept.definitions as readonly Definition[]) : null;
}

/** The schools that take part in a round now, by name. */
export function schoolsOfRound({ tx }: Scope, roundId: string) {
  return tx
    .selectFrom('roundSchool')
    .innerJoin('school', 'school.id', 'roundSchool.forSchoolId')
    .select(['school.id', 'school.slug', 'school.name', 'roundSchool.joinedAt'])
    .where('roundId', '=', roundId)
    .where('leftAt', 'is', null)
    .orderBy('school.name')
    .execute();
}
