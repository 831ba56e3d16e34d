import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { isOfSample } from '../members/queries.server.ts';
import { standingAmong } from './queries.server.ts';
import { type PublicationRecord, slugOfRecord } from './record.ts';
import { mayKeepPublications } from './rules.ts';
import type { PublicationForm } from './schema.ts';

function columnsOf({ authors: _, editors: __, ...columns }: PublicationRecord) {
  return columns;
}

async function keepNames({ tx }: Scope, publicationId: string, { authors, editors }: PublicationRecord): Promise<void> {
  await tx.deleteFrom('publicationAuthor').where('publicationId', '=', publicationId).execute();
  const rows = (
    [
      ['author', authors],
      ['editor', editors],
    ] as const
  ).flatMap(([role, names]) => names.map((name, at) => ({ publicationId, role, position: at + 1, ...name })));
  if (rows.length) await tx.insertInto('publicationAuthor').values(rows).execute();
}

/** Brings in records, each once: what is here already is passed over. `isShown`: everybody reads them from now on. Answers their addresses. */
export async function bringInPublications(
  scope: Scope,
  { records, isShown }: { records: readonly PublicationRecord[]; isShown: boolean },
): Promise<string[]> {
  const { actor, tx } = scope;
  if (!mayKeepPublications(actor)) throw forbidden('bring in publications', 'The convener does.');
  // Two who bring in the same at once: the second finds it here.
  await sql`select pg_advisory_xact_lock(hashtext('publications'))`.execute(tx);
  const standing = new Set((await standingAmong(scope, records)).map(({ at }) => at));
  const isSample = await isOfSample(scope);
  const slugs = await takenSlugs(scope);
  const added: string[] = [];
  for (const [at, record] of records.entries()) {
    if (standing.has(at)) continue;
    const slug = freeSlug(slugOfRecord(record), slugs, 'publication');
    slugs.add(slug);
    const { id } = await tx
      .insertInto('publication')
      .values({ ...columnsOf(record), slug, isSample, publishedAt: isShown ? new Date() : null })
      .returning('id')
      .executeTakeFirstOrThrow();
    await keepNames(scope, id, record);
    await appendEvent(scope, {
      verb: 'add',
      subject: 'publication',
      subjectId: id,
      after: { slug, title: record.title, doi: record.doi, isShown },
    });
    added.push(slug);
  }
  if (added.length === 0) throw conflict('All of these are here already, so nothing was brought in.');
  if (isShown) await publish(scope);
  return added;
}

async function takenSlugs({ tx }: Scope): Promise<Set<string>> {
  return new Set((await tx.selectFrom('publication').select('slug').execute()).map(({ slug }) => slug).concat('by-hand'));
}

/** Changes a publication: its record, what it came from, and whether everybody reads it. Its address stays. Conflict, when another has the DOI. */
export async function editPublication(scope: Scope, slug: string, { record, summary, links, isShown }: PublicationForm): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepPublications(actor)) throw forbidden('change publications', 'The convener does.');
  const before = await tx
    .selectFrom('publication')
    .select(['id', 'title', 'doi', 'publishedAt'])
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw missing('This publication');
  if (record.doi !== null) {
    const other = await tx
      .selectFrom('publication')
      .select('slug')
      .where(({ fn, eb }) => eb(fn<string>('lower', ['doi']), '=', record.doi!.toLowerCase()))
      .where('id', '<>', before.id)
      .executeTakeFirst();
    if (other) throw conflict(`Another publication here has this DOI: ${other.slug}.`);
  }
  await tx
    .updateTable('publication')
    .set({ ...columnsOf(record), summary, changedAt: new Date(), publishedAt: isShown ? (before.publishedAt ?? new Date()) : null })
    .where('id', '=', before.id)
    .execute();
  await keepNames(scope, before.id, record);
  // What this person cannot see, a study of others or a lesson that does not stand, stays linked.
  await tx
    .deleteFrom('publicationLink')
    .where('publicationId', '=', before.id)
    .where(({ eb, or, and, selectFrom }) =>
      or([
        eb('kind', 'in', ['stream', 'competency']),
        and([eb('kind', '=', 'study'), eb('targetId', 'in', selectFrom('study').select('id'))]),
        and([
          eb('kind', '=', 'lesson'),
          eb('targetId', 'in', selectFrom('lessonEdition').select('lessonId').where('state', '=', 'standing')),
        ]),
      ]),
    )
    .execute();
  const rows = (['stream', 'competency', 'study', 'lesson'] as const).flatMap((kind) =>
    [...new Set(links[kind])].map((targetId) => ({ publicationId: before.id, kind, targetId })),
  );
  if (rows.length)
    await tx
      .insertInto('publicationLink')
      .values(rows)
      .onConflict((on) => on.doNothing())
      .execute();
  await appendEvent(scope, {
    verb: 'edit',
    subject: 'publication',
    subjectId: before.id,
    before: { title: before.title, doi: before.doi, isShown: before.publishedAt !== null },
    after: { title: record.title, doi: record.doi, isShown },
  });
  await publish(scope);
}

/** Takes a publication away that should not be here. */
export async function removePublication(scope: Scope, slug: string): Promise<void> {
  const { actor, tx } = scope;
  if (!mayKeepPublications(actor)) throw forbidden('remove publications', 'The convener does.');
  const gone = await tx.deleteFrom('publication').where('slug', '=', slug).returning(['id', 'title', 'doi']).executeTakeFirst();
  if (!gone) throw missing('This publication');
  await appendEvent(scope, {
    verb: 'remove',
    subject: 'publication',
    subjectId: gone.id,
    before: { slug, title: gone.title, doi: gone.doi },
  });
  await publish(scope);
}

/** Removes the publications that people of the sample brought in. Published facts stay. */
export async function removeSamplePublications(scope: Scope): Promise<void> {
  if (scope.actor.kind !== 'operator') throw forbidden('remove the sample');
  const gone = await scope.tx.deleteFrom('publication').where('isSample', '=', true).returning('id').execute();
  if (gone.length === 0) return;
  await appendEvent(scope, { verb: 'remove', subject: 'sample', subjectId: null, before: { publications: gone.length } });
  await publish(scope);
}
