import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { ownStandings, trainerChoices } from './queries.server.ts';
import { mayKeepOwnEntry, whoMay } from './rules.ts';
import type { EntryForm, PreparationForm } from './schema.ts';

// The record of these is written in the database, without who it was (migration 0101).

/** Keeps the own entry, and who sees it. It says nothing public, ever. */
export async function keepFacilitator({ actor, tx }: Scope, entry: EntryForm): Promise<void> {
  if (!mayKeepOwnEntry(actor)) throw forbidden('keep an entry in the registry', whoMay.own);
  const values = { ...entry, ofSchoolId: actor.school!.id, changedAt: new Date() };
  await tx
    .insertInto('facilitator')
    .values({ personId: actor.personId!, ...values })
    .onConflict((same) => same.column('personId').doUpdateSet(values))
    .execute();
}

/** Takes the own entry away, with all that stands in it. */
export async function dropFacilitator({ actor, tx }: Scope): Promise<void> {
  if (!mayKeepOwnEntry(actor)) throw forbidden('keep an entry in the registry', whoMay.own);
  const { numDeletedRows } = await tx.deleteFrom('facilitator').where('personId', '=', actor.personId).executeTakeFirst();
  if (numDeletedRows === 0n) throw missing('Your entry');
}

type Kept = PreparationForm & { readonly competencies: readonly string[] };

/** Adds a preparation to the own entry, or changes it. One in a programme of ours rests on a standing there; one elsewhere is as it is told. */
export async function keepPreparation(scope: Scope, preparation: Kept, id: string | null = null): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepOwnEntry(actor)) throw forbidden('keep an entry in the registry', whoMay.own);
  if (preparation.competencies.length === 0) throw invalid('Say for at least one competency that you are ready to teach it.');
  await touchEntry(scope);
  if (preparation.programmeId !== null && !(await ownStandings(scope)).some(({ id: programme }) => programme === preparation.programmeId))
    throw invalid(
      'You have no standing in this programme that lets you teach. Its trainers confirm steps; what you learned elsewhere is told as elsewhere.',
    );
  const trainedBy = await trainersOf(scope, preparation.trainedBy, id);
  const values = { ...preparation, trainedBy, competencies: [...preparation.competencies], materials: [...preparation.materials] };
  if (preparation.programmeId !== null) {
    const twice = await tx
      .selectFrom('facilitatorPreparation')
      .select('id')
      .where('personId', '=', actor.personId)
      .where('programmeId', '=', preparation.programmeId)
      .$if(id !== null, (query) => query.where('id', '<>', id))
      .executeTakeFirst();
    if (twice) throw conflict('This programme stands in your entry already. Change it there.');
  }
  if (id === null) {
    await tx
      .insertInto('facilitatorPreparation')
      .values({ personId: actor.personId!, ...values })
      .execute();
    return;
  }
  const { numUpdatedRows } = await tx
    .updateTable('facilitatorPreparation')
    .set(values)
    .where('personId', '=', actor.personId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw missing('This part of your entry');
}

/** The trainers that a preparation may name: people who are shown, with those it named before and who are shown no more. */
async function trainersOf(scope: Scope, named: readonly string[], id: string | null): Promise<string[]> {
  const shown = new Set((await trainerChoices(scope)).map(({ id: trainer }) => trainer));
  if (named.some((trainer) => !shown.has(trainer))) throw invalid('Choose your trainers from the list.');
  if (id === null) return [...named];
  const before = await scope.tx
    .selectFrom('facilitatorPreparation')
    .select('trainedBy')
    .where('personId', '=', scope.actor.personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return [...named, ...(before?.trainedBy ?? []).filter((trainer) => !shown.has(trainer))];
}

/** Takes a preparation out of the own entry. */
export async function dropPreparation(scope: Scope, id: string): Promise<void> {
  if (!mayKeepOwnEntry(scope.actor)) throw forbidden('keep an entry in the registry', whoMay.own);
  await touchEntry(scope);
  const { numDeletedRows } = await scope.tx
    .deleteFrom('facilitatorPreparation')
    .where('personId', '=', scope.actor.personId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw missing('This part of your entry');
}

/** What changes in an entry's parts is recorded with the entry. */
async function touchEntry({ actor, tx }: Scope): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('facilitator')
    .set({ changedAt: new Date() })
    .where('personId', '=', actor.personId)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw conflict('Keep your entry first, then say where you were prepared.');
}
