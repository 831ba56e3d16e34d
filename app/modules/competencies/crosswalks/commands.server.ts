import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepFrameworks } from '../rules.ts';
import { associationTypes, relationOf } from './crosswalk.ts';
import type { NewRelation } from './schema.ts';

/**
 * Says how an item of one framework stands to an item of another; what was said of the two before is replaced. A crosswalk is no part of a version's wording, so
 * it may be said of adopted versions.
 */
export async function relate(scope: Scope, { from, to, relation, note }: NewRelation): Promise<void> {
  refuseOthers(scope);
  const { actor, tx } = scope;
  const origin = await itemOf(scope, from);
  const destination = await itemOf(scope, to);
  if (origin.frameworkId === destination.frameworkId) throw invalid('Both items stand in the same framework. Choose one of each.');
  const before = await tx
    .deleteFrom('frameworkAssociation')
    .where('frameworkVersionId', '=', origin.frameworkVersionId)
    .where('originStableId', '=', origin.stableId)
    .where('destinationStableId', '=', destination.stableId)
    .where('type', 'in', Object.values(associationTypes))
    .returning(['type', 'note'])
    .execute();
  const said = { type: associationTypes[relation], note };
  const { id } = await tx
    .insertInto('frameworkAssociation')
    .values({
      frameworkVersionId: origin.frameworkVersionId,
      originStableId: origin.stableId,
      destinationStableId: destination.stableId,
      madeBy: actor.personId,
      ...said,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const after = { from: origin.title, to: destination.title, ...said };
  await appendEvent(scope, { verb: 'relate', subject: 'framework_association', subjectId: id, before, after });
  await publish(scope);
}

/** Takes a relation of a crosswalk back. */
export async function unrelate(scope: Scope, id: string): Promise<void> {
  refuseOthers(scope);
  const found = await scope.tx
    .selectFrom('frameworkAssociation')
    .select(['type', 'originStableId', 'destinationStableId', 'note'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw missing('This relation');
  if (relationOf(found.type) === undefined)
    throw conflict('This relation belongs to the framework’s own version and is edited in a draft.');
  await scope.tx.deleteFrom('frameworkAssociation').where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'unrelate', subject: 'framework_association', subjectId: id, before: found });
  await publish(scope);
}

function refuseOthers({ actor }: Scope): void {
  if (!mayKeepFrameworks(actor)) throw forbidden('keep frameworks and their crosswalks');
}

async function itemOf({ tx }: Scope, id: string) {
  const found = await tx
    .selectFrom('frameworkItem as i')
    .innerJoin('frameworkVersion as v', 'v.id', 'i.frameworkVersionId')
    .select(['i.stableId', 'i.title', 'i.frameworkVersionId', 'v.frameworkId'])
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (!found) throw missing('This item');
  return found;
}
