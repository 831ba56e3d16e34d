import { appendEvent, appendSchoolEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isOfSample, schoolBySlug } from '../queries.server.ts';
import { mayAddSchool, mayKeepPhases, mayKeepSchool, mayRemoveSample } from '../rules.ts';
import type { NewSchool, SchoolFacts } from '../schema.ts';
import type { Phase } from './phases.ts';

/** A school joins, with three phases of its own that its lead can change. */
export async function addSchool(scope: Scope, { name, slug }: NewSchool): Promise<{ slug: string }> {
  const { actor, tx } = scope;
  if (!mayAddSchool(actor)) throw forbidden('add a school');
  const isSample = await isOfSample(scope);
  const added = await tx
    .insertInto('school')
    .values({ name, slug, isSample, isMember: !isSample })
    .onConflict((on) => on.column('slug').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw conflict(`Another school has the short name ${slug}. Choose another.`);
  await appendEvent(scope, { verb: 'add', subject: 'school', subjectId: added.id, after: { name, slug } });
  await publish(scope);
  return { slug };
}

/** Keeps a school's name and class size. Its short name stays, since addresses hold it. */
export async function keepSchool(scope: Scope, { school: slug, name, classSize }: SchoolFacts & { school: string }): Promise<void> {
  const { actor, tx } = scope;
  const school = await schoolBySlug(scope, slug);
  if (!mayKeepSchool(actor, school)) throw forbidden(`change ${school.name}`);
  const before = await tx.selectFrom('school').select(['name', 'classSize']).where('id', '=', school.id).executeTakeFirstOrThrow();
  await tx.updateTable('school').set({ name, classSize }).where('id', '=', school.id).execute();
  const after = { name, classSize };
  await appendSchoolEvent(scope, school.id, { verb: 'keep', subject: 'school', subjectId: school.id, before, after });
  await publish(scope);
}

/**
 * Keeps the phases of the school acted for: all of them, in their order. A phase that is left out goes, unless a level or a course uses it:
 * then nothing is changed and the message says where it is used.
 */
export async function keepPhases(scope: Scope, phases: readonly Phase[]): Promise<void> {
  const { actor, tx } = scope;
  const { school } = actor;
  if (!school || !mayKeepPhases(actor)) throw forbidden('change the phases of this school');
  const before = await tx
    .selectFrom('schoolPhase')
    .select(['id', 'name', 'mapsTo'])
    .where('schoolId', '=', school.id)
    .orderBy('position')
    .forUpdate()
    .execute();
  const kept = phases.flatMap(({ id }) => (id === null ? [] : [id]));
  if (new Set(kept).size < kept.length || kept.some((id) => !before.some((phase) => phase.id === id)))
    throw conflict('The phases have changed since this page was opened. Open it again.');
  for (const phase of before.filter(({ id }) => !kept.includes(id))) await removePhase(scope, school.id, phase);
  // Names are unique at every moment, so phases that swap their names pass through their ids.
  for (const id of kept)
    await tx.updateTable('schoolPhase').set({ name: id }).where('schoolId', '=', school.id).where('id', '=', id).execute();
  for (const [at, { id, name, mapsTo }] of phases.entries()) {
    const row = { name, mapsTo, position: at + 1 };
    await (id === null
      ? tx.insertInto('schoolPhase').values({ schoolId: school.id, ...row })
      : tx.updateTable('schoolPhase').set(row).where('schoolId', '=', school.id).where('id', '=', id)
    ).execute();
  }
  const after = phases.map(({ name, mapsTo }) => ({ name, mapsTo }));
  await appendSchoolEvent(scope, school.id, {
    verb: 'keep',
    subject: 'school_phase',
    subjectId: null,
    before: before.map(({ name, mapsTo }) => ({ name, mapsTo })),
    after,
  });
}

async function removePhase(scope: Scope, schoolId: string, { id, name }: { id: string; name: string }): Promise<void> {
  const { tx } = scope;
  // A course that next year's file no longer has keeps its row, and nobody can give it another phase.
  await tx
    .updateTable('course')
    .set({ phaseId: null })
    .where('schoolId', '=', schoolId)
    .where('phaseId', '=', id)
    .where('removedAt', 'is not', null)
    .execute();
  const uses = await usesOfPhase(scope, schoolId, id);
  if (uses.length) throw conflict(`${name} is used by ${uses.join(' and ')}. Give them another phase first, then remove it.`);
  await tx.deleteFrom('schoolPhase').where('schoolId', '=', schoolId).where('id', '=', id).execute();
}

async function usesOfPhase({ tx }: Scope, schoolId: string, phaseId: string): Promise<string[]> {
  const levels = await tx
    .selectFrom('academicLevel')
    .select(['label', 'year'])
    .where('schoolId', '=', schoolId)
    .where('phaseId', '=', phaseId)
    .orderBy('year')
    .orderBy('number')
    .execute();
  const courses = await tx
    .selectFrom('course')
    .select(['title', 'year'])
    .where('schoolId', '=', schoolId)
    .where('phaseId', '=', phaseId)
    .orderBy('year')
    .orderBy('title')
    .execute();
  return [
    ...named(
      'level',
      levels.map(({ label, year }) => `${label} of ${year}`),
    ),
    ...named(
      'course',
      courses.map(({ title, year }) => `${title} of ${year}`),
    ),
  ];
}

/** "the level Year 3 of 2025-26", "12 courses, such as Hospice of 2025-26". */
function named(noun: string, names: readonly string[]): string[] {
  if (names.length === 0) return [];
  return [names.length === 1 ? `the ${noun} ${names[0]}` : `${names.length} ${noun}s, such as ${names[0]}`];
}

/**
 * Takes away the sample school that the operator acts for, with every row that is its own, its record too. A real school is refused.
 * The bytes of its files are to be removed after the scope.
 */
export async function removeSampleSchool(scope: Scope): Promise<void> {
  const { actor, tx } = scope;
  if (!actor.school || !mayRemoveSample(actor)) throw forbidden('remove a school of the sample');
  const { id, slug, name } = actor.school;
  const school = await tx.selectFrom('school').select('isSample').where('id', '=', id).executeTakeFirst();
  if (!school) throw missing('This school');
  if (!school.isSample) throw conflict(`${name} is no school of the sample.`);
  // Before the school: its levels and courses name its phases, and the database would meet the phases first.
  await tx.deleteFrom('curriculumYear').where('schoolId', '=', id).execute();
  await tx.deleteFrom('school').where('id', '=', id).execute();
  await appendEvent(scope, { verb: 'remove', subject: 'school', subjectId: id, before: { name, slug } });
}
