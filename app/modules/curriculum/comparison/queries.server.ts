import { competenciesOf } from '#app/modules/competencies/queries.server.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { partsOfFigure } from '../release/figure.ts';
import { ownFigures } from '../release/queries.server.ts';
import { isWithin } from '../rounds/figure-group.ts';
import { type Round, roundNamed, schoolsOfRound, termsStand } from '../rounds/queries.server.ts';
import { mayCompare, whoMay } from '../rules.ts';
import type { Compared, NamedFigure } from './comparison.ts';

/**
 * What whoever asks may see of a round: the own school's figures from its own map, what others show by name to them, and the aggregates stored for them. It reads no
 * release and no row of another school. The round's terms stand above all: while they do not, nothing of others is there.
 */
export async function comparisonOf(
  scope: Scope,
  slug: string,
): Promise<Compared & { round: Round; isOfRound: boolean; phaseOf: Readonly<Record<string, string>> }> {
  if (!mayCompare(scope.actor)) throw forbidden('compare what schools released', whoMay.members);
  const { actor } = scope;
  const round = await roundNamed(scope, slug);
  const terms = (await termsStand(scope, round.id))?.figures ?? null;
  const competencies = (await competenciesOf(scope, round.frameworkVersionId)).map(({ code, shortTitle }) => ({ code, title: shortTitle }));
  const isOfRound = (await schoolsOfRound(scope, round.id)).some(({ id }) => id === actor.school?.id);
  const own = actor.school ? await ownFigures(scope, round) : null;
  const base = {
    ...{ round, isOfRound, terms, competencies },
    own: own && actor.school ? { name: actor.school.name, figures: own.figures } : null,
    phaseOf: await onlyPhases(scope),
  };
  if (!terms) return { ...base, named: [], aggregates: null };
  // What was stored before the terms were narrowed is not shown, also while nobody has released since.
  const isOpen = (figure: string, form: 'aggregate' | 'named') => {
    const agreed = terms[partsOfFigure(figure).group];
    return isWithin(form, agreed) && (isOfRound || agreed.audience !== 'round');
  };
  const named = (await namedFigures(scope, round.id)).filter(({ figure }) => isOpen(figure, 'named'));
  const stored = await storedAggregates(scope, round);
  const aggregates = stored && Object.fromEntries(Object.entries(stored).filter(([figure]) => isOpen(figure, 'aggregate')));
  return { ...base, named, aggregates };
}

/** The same with the own school beside the others; missing when it takes no part in the round. */
export async function comparisonOfSchool(scope: Scope, slug: string) {
  const compared = await comparisonOf(scope, slug);
  if (!compared.isOfRound) throw missing('This comparison');
  return compared;
}

/** What schools of a round show under their name to whoever asks, the own school's left out; a school that left the round shows nothing. */
async function namedFigures({ actor, tx }: Scope, roundId: string): Promise<NamedFigure[]> {
  const rows = await tx
    .selectFrom('releasedFigure')
    .innerJoin('school', 'school.id', 'releasedFigure.forSchoolId')
    .innerJoin('roundSchool', (join) =>
      join.onRef('roundSchool.roundId', '=', 'releasedFigure.roundId').onRef('roundSchool.forSchoolId', '=', 'releasedFigure.forSchoolId'),
    )
    .select(['school.slug', 'school.name as school', 'figure', 'cells', 'methods', 'unanswered'])
    .where('releasedFigure.roundId', '=', roundId)
    .where('roundSchool.leftAt', 'is', null)
    .$if(actor.school !== null, (query) => query.where('releasedFigure.forSchoolId', '<>', actor.school!.id))
    .execute();
  return rows.map((row) => ({ ...row, cells: row.cells as unknown as NamedFigure['cells'] }));
}

/** The aggregates that the job stored for whoever asks, those for their own school first; null when somebody released, withdrew or left since. */
async function storedAggregates({ actor, tx }: Scope, { id, year }: Round): Promise<Compared['aggregates']> {
  const rows = await tx
    .selectFrom('releasedAggregate')
    .innerJoin('sharingEpoch', (join) =>
      join.on('sharingEpoch.year', '=', year).onRef('sharingEpoch.epoch', '=', 'releasedAggregate.epoch'),
    )
    .select(['reader', 'figures'])
    .where('roundId', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('roundSchool')
            .select('forSchoolId')
            .where('roundSchool.roundId', '=', id)
            .whereRef('roundSchool.leftAt', '>', 'releasedAggregate.computedAt'),
        ),
      ),
    )
    .where('reader', 'in', [actor.school?.id ?? 'collaborative', 'collaborative'])
    .execute();
  const found = rows.find(({ reader }) => reader === actor.school?.id) ?? rows[0];
  if (found) return found.figures as unknown as NonNullable<Compared['aggregates']>;
  const { epoch } = (await tx.selectFrom('sharingEpoch').select('epoch').where('year', '=', year).executeTakeFirst()) ?? { epoch: null };
  return epoch === null ? {} : null;
}

/** The own phase that alone maps to a shared one, by the shared one: where a number of ours leads to. */
async function onlyPhases({ actor, tx }: Scope): Promise<Record<string, string>> {
  if (!actor.school) return {};
  const phases = await tx.selectFrom('schoolPhase').select(['id', 'mapsTo']).where('schoolId', '=', actor.school.id).execute();
  return Object.fromEntries(
    [...Map.groupBy(phases, ({ mapsTo }) => mapsTo)].flatMap(([mapsTo, group]) => (group.length === 1 ? [[mapsTo, group[0]!.id]] : [])),
  );
}
