import { sql } from 'kysely';
import { ownSchool } from '#app/platform/actor.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayBringIn } from '../rules.ts';
import { daysKept } from './arriving.ts';

/** A file on its way in pieces. How much of it has arrived is the length of what lies in its place, which only the disk knows. */
export type Arriving = {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly fingerprint: string;
  readonly year: string;
  readonly startedAt: Date;
};

/** The files that the asking person has on their way, newest first. */
export async function ownArriving(scope: Scope): Promise<Arriving[]> {
  return arrivingOfMine(scope).orderBy('id', 'desc').execute();
}

/** The asking person's file on its way with this id; missing when it is somebody else's, arrived, or forgotten. */
export async function arrivingFile(scope: Scope, id: string): Promise<Arriving> {
  const found = await arrivingOfMine(scope).where('id', '=', id).executeTakeFirst();
  if (!found) throw missing('This file');
  return found;
}

/** Only who sends a file goes on with it. */
function arrivingOfMine({ actor, tx }: Scope) {
  const schoolId = ownSchool(actor).id;
  if (!mayBringIn(actor) || actor.personId === null) throw forbidden('bring in a curriculum');
  return tx
    .selectFrom('arrivingFile')
    .select(['id', 'name', 'bytes', 'fingerprint', 'year', 'startedAt'])
    .where('schoolId', '=', schoolId)
    .where('sentBy', '=', actor.personId);
}

/** The school's files that began to arrive more than a week ago. */
export async function forgottenArriving({ actor, tx }: Scope): Promise<string[]> {
  const schoolId = ownSchool(actor).id;
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const rows = await tx
    .selectFrom('arrivingFile')
    .select('id')
    .where('schoolId', '=', schoolId)
    .where('startedAt', '<', sql<Date>`now() - make_interval(days => ${daysKept})`)
    .execute();
  return rows.map(({ id }) => id);
}

/** The import that a file became, when it was the asking person who brought it; null when there is none (yet). */
export async function importOfFile({ actor, tx }: Scope, fileId: string): Promise<string | null> {
  if (!mayBringIn(actor)) throw forbidden('bring in a curriculum');
  const found = await tx
    .selectFrom('curriculumImport')
    .select('id')
    .where('schoolId', '=', ownSchool(actor).id)
    .where('fileId', '=', fileId)
    .where('startedBy', '=', actor.personId)
    .executeTakeFirst();
  return found?.id ?? null;
}
