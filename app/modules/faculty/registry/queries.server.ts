import { sql } from 'kysely';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { competenciesOf, currentVersionId } from '../../competencies/queries.server.ts';
import { zone } from '../../members/time-zone.ts';
import type { ShownPreparation, Standing } from './entry.ts';
import { isFound } from './found.ts';
import { mayReadRegistry, whoMay } from './rules.ts';
import type { RegistrySearch } from './schema.ts';
import type { Training, TreePerson } from './tree.ts';

/** The competencies that somebody may be ready for: those that schools map against today. */
export async function competencyChoices(scope: Scope) {
  const competencies = await competenciesOf(scope, await currentVersionId(scope));
  return competencies.map(({ stableId, code, shortTitle }) => ({ id: stableId, code, title: shortTitle }));
}

/** Everybody whose entry is shown to whoever asks, by name, with what they were prepared for. */
export async function shownEntries({ tx }: Pick<Scope, 'tx'>) {
  const entries = await tx.selectFrom('facilitator').selectAll().execute();
  const people = new Map((await shownPeople({ tx })).map((person) => [person.personId, person]));
  const standings = await shownStandings({ tx });
  const preparations = await tx.selectFrom('facilitatorPreparation').selectAll().orderBy('id').execute();
  const teaching = new Map((await shownTeaching({ tx })).map(({ personId, lastOn }) => [personId, lastOn]));
  const ofPerson = Map.groupBy(preparations, ({ personId }) => personId);
  return entries
    .map(({ visibleTo: _, ...entry }) => ({
      ...entry,
      ...people.get(entry.personId)!,
      lastOn:
        [entry.lastTaught, teaching.get(entry.personId) ?? null]
          .filter((day) => day !== null)
          .sort()
          .at(-1) ?? null,
      preparations: (ofPerson.get(entry.personId) ?? []).map(
        ({ personId, ...each }): ShownPreparation => ({
          ...each,
          standing: standings.find((other) => other.personId === personId && other.programmeId === each.programmeId) ?? null,
        }),
      ),
    }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}
/** Somebody's entry as it is shown to others. */
export type Entry = Awaited<ReturnType<typeof shownEntries>>[number];

async function shownPeople({ tx }: Pick<Scope, 'tx'>) {
  const { rows } = await sql<{ personId: string; name: string; mail: string | null; school: string; slug: string }>`
    select person_id as "personId", name, mail, school, slug from shown_facilitators()`.execute(tx);
  return rows;
}
async function shownStandings({ tx }: Pick<Scope, 'tx'>) {
  const { rows } = await sql<Standing & { personId: string }>`
    select person_id as "personId", programme_id as "programmeId", title, step, since, until from shown_standings()`.execute(tx);
  return rows;
}
async function shownTeaching({ tx }: Pick<Scope, 'tx'>) {
  const { rows } = await sql<{
    personId: string;
    lastOn: string | null;
  }>`select person_id as "personId", last_on as "lastOn" from shown_teaching()`.execute(tx);
  return rows;
}

/** Who of those shown a search is for. */
export async function foundEntries(scope: Scope, search: RegistrySearch): Promise<Entry[]> {
  if (!mayReadRegistry(scope.actor)) throw forbidden('look in the registry of facilitators', whoMay.read);
  const today = isoDayIn(new Date(), zone);
  return (await shownEntries(scope)).filter((entry) => isFound(entry, search, today));
}

/** Somebody's entry; missing where it is not shown. */
export async function entryOf(scope: Scope, personId: string): Promise<Entry> {
  const found = mayReadRegistry(scope.actor) ? (await shownEntries(scope)).find((entry) => entry.personId === personId) : undefined;
  if (!found) throw missing('This entry');
  return found;
}

/** The actor's own entry with who sees it; null while they have none. */
export async function ownEntry({ actor, tx }: Scope) {
  if (actor.personId === null) return null;
  const own = await tx.selectFrom('facilitator').select('visibleTo').where('personId', '=', actor.personId).executeTakeFirst();
  if (!own) return null;
  const entry = (await shownEntries({ tx })).find(({ personId }) => personId === actor.personId)!;
  return { ...entry, visibleTo: own.visibleTo };
}

/** Programmes of ours in which the actor stands as facilitator or trainer, with the competencies that each is for. */
export async function ownStandings({ actor, tx }: Scope) {
  return tx
    .selectFrom('standing as s')
    .innerJoin('programme as p', 'p.id', 's.programmeId')
    .select(['p.id', 'p.title', 'p.competencies'])
    .distinct()
    .where('s.personId', '=', actor.personId)
    .where('s.step', 'in', ['facilitator', 'trainer'])
    .where(sql<boolean>`stands(s.ended_at, s.until)`)
    .orderBy('p.title')
    .execute();
}

/** People whom somebody may name as their trainer: whose entry is shown to them, without themselves. */
export async function trainerChoices({ actor, tx }: Scope) {
  const people = await shownPeople({ tx });
  return people
    .filter(({ personId }) => personId !== actor.personId)
    .map(({ personId, name, school }) => ({ id: personId, name, school }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

/** Who trained whom among those whose entry is shown to whoever asks. */
export async function shownTree(scope: Scope): Promise<{ people: TreePerson[]; trainings: Training[] }> {
  if (!mayReadRegistry(scope.actor)) throw forbidden('look at who trained whom', whoMay.read);
  const entries = await shownEntries(scope);
  const { rows } = await sql<Training>`
    select person_id as "personId", trainer_id as "trainerId", words, on_day as "onDay", is_ours as "isOurs" from shown_trainings() order by on_day, words`.execute(
    scope.tx,
  );
  return { people: entries.map(({ personId, name, school, lastOn }) => ({ id: personId, name, school, lastOn })), trainings: rows };
}
