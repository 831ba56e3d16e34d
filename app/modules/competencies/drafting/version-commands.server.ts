import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug } from '#app/platform/slug.ts';
import { itemsOf } from '../queries.server.ts';
import { mayAdopt, mayKeepFrameworks } from '../rules.ts';
import { obstacles } from './adoption.ts';
import type { Adoption, Description, DraftStart, FrameworkStart } from './schema.ts';

/** Where a version is found: its framework's short name and its number. */
export type Address = { readonly slug: string; readonly number: string };

/**
 * Begins a draft as a copy of a version: the items keep their stable ids, and what the version says of itself and of its items goes along. Crosswalks into other
 * frameworks stay with the published version until the draft is adopted. Conflict while another copy of the framework is being edited, or when the number is taken.
 */
export async function startDraft(scope: Scope, { versionId, number }: DraftStart): Promise<Address> {
  const { actor, tx } = scope;
  if (!mayKeepFrameworks(actor)) throw forbidden('begin drafts');
  const base = await versionToKeep(scope, versionId);
  await refuseTaken(scope, base.frameworkId, { number });
  const open = await tx
    .selectFrom('frameworkVersion')
    .select('number')
    .where('frameworkId', '=', base.frameworkId)
    .where('status', '=', 'draft')
    .where('cameBy', '=', 'copy')
    .executeTakeFirst();
  if (open) throw conflict(`Version ${open.number} is being drafted already. Edit that draft, or discard it first.`);
  const { rows } = await sql<{ id: string }>`insert into framework_version
      (framework_id, number, status, based_on, came_by, source_title, source_url, source_note, note, document, definitions, rubrics, extensions, created_by)
    select framework_id, ${number}, 'draft', id, 'copy', source_title, source_url, source_note, note, document, definitions, rubrics, extensions, ${actor.personId}::uuid
    from framework_version where id = ${base.id} returning id`.execute(tx);
  const { id } = rows[0]!;
  await sql`with old as (select *, row_number() over (partition by parent_id order by position, id) as place, uuid_v7() as new_id
      from framework_item where framework_version_id = ${base.id})
    insert into framework_item (id, stable_id, framework_version_id, parent_id, position, kind, phase, code, short_title, text, published_text, item_type, details, extensions, association_id)
    select o.new_id, o.stable_id, ${id}::uuid, p.new_id, o.place, o.kind, o.phase, o.code, o.short_title, o.text, o.published_text, o.item_type, o.details, o.extensions, o.association_id
    from old o left join old p on p.id = o.parent_id`.execute(tx);
  await copyAssociations(scope, { from: base.id, to: id, isCrosswalk: false });
  await appendEvent(scope, { verb: 'draft', subject: 'framework_version', subjectId: id, after: { number, basedOn: base.number } });
  return { slug: base.slug, number };
}

/** Begins a framework with an empty draft. */
export async function startFramework(scope: Scope, { title, creator, number }: FrameworkStart): Promise<Address> {
  const { actor, tx } = scope;
  if (!mayKeepFrameworks(actor)) throw forbidden('begin frameworks');
  await takeTurn(scope);
  const taken = await tx.selectFrom('framework').select('slug').execute();
  const slug = freeSlug(
    title,
    taken.map((each) => each.slug),
    'framework',
  );
  const { id: frameworkId } = await tx.insertInto('framework').values({ slug, title, creator }).returning('id').executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('frameworkVersion')
    .values({ frameworkId, number, status: 'draft', cameBy: 'hand', createdBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: 'begin', subject: 'framework', subjectId: frameworkId, after: { title, creator, number, version: id } });
  return { slug, number };
}

/** Says what a draft is: its number, note and source; title and creator of the framework only while no version of it is published. */
export async function describeDraft(scope: Scope, { versionId, said }: { versionId: string; said: Description }): Promise<Address> {
  if (!mayKeepFrameworks(scope.actor)) throw forbidden('edit drafts');
  const draft = await draftToKeep(scope, versionId);
  await refuseTaken(scope, draft.frameworkId, { number: said.number, butFor: versionId });
  const { title, creator, ...own } = said;
  const before = await scope.tx
    .selectFrom('frameworkVersion')
    .select(['number', 'note', 'sourceTitle', 'sourceUrl', 'sourceNote'])
    .where('id', '=', versionId)
    .executeTakeFirstOrThrow();
  await scope.tx
    .updateTable('frameworkVersion')
    .set({ ...own, changedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', versionId)
    .execute();
  if ((title !== undefined || creator !== undefined) && !(await hasPublished(scope, draft.frameworkId)))
    await scope.tx
      .updateTable('framework')
      .set({ ...(title && { title }), ...(creator && { creator }) })
      .where('id', '=', draft.frameworkId)
      .execute();
  await appendEvent(scope, { verb: 'describe', subject: 'framework_version', subjectId: versionId, before, after: said });
  return { slug: draft.slug, number: said.number };
}

/** Discards a draft with everything in it; a framework that has no other version goes with it. The event keeps what it was. */
export async function discardDraft(scope: Scope, versionId: string): Promise<void> {
  if (!mayKeepFrameworks(scope.actor)) throw forbidden('discard drafts');
  const { tx } = scope;
  const draft = await draftToKeep(scope, versionId);
  const items = await tx
    .selectFrom('frameworkItem')
    .select(['stableId', 'kind', 'code', 'text'])
    .where('frameworkVersionId', '=', versionId)
    .orderBy('position')
    .execute();
  await tx.deleteFrom('frameworkVersion').where('id', '=', versionId).execute();
  const other = await tx.selectFrom('frameworkVersion').select('id').where('frameworkId', '=', draft.frameworkId).executeTakeFirst();
  if (!other) await tx.deleteFrom('framework').where('id', '=', draft.frameworkId).execute();
  await appendEvent(scope, {
    verb: 'discard',
    subject: 'framework_version',
    subjectId: versionId,
    before: { slug: draft.slug, number: draft.number, items: items.slice(0, 1000), count: items.length },
  });
}

/**
 * Adopts a draft: the framework's adopted version becomes superseded, and what schools map against moves with it, or comes here when asked. No school's map changes:
 * each stays on its version until its lead moves it. Crosswalks of the version before come along where their item still stands. Conflict when the draft changed since
 * the editor looked (`seen`), invalid while something stands in the way.
 */
export async function adoptVersion(
  scope: Scope,
  { versionId, adoptedOn, makeCurrent, seen }: Adoption & { versionId: string },
): Promise<Address> {
  const { actor, tx } = scope;
  if (!mayAdopt(actor)) throw forbidden('adopt versions');
  await takeTurn(scope);
  const draft = await draftToKeep(scope, versionId);
  if (draft.changedAt.getTime() !== seen)
    throw conflict('The draft changed since you looked at it. Look at what it changes now, then adopt it.');
  const before = await tx
    .selectFrom('frameworkVersion')
    .select(['id', 'number', 'isCurrent'])
    .where('frameworkId', '=', draft.frameworkId)
    .where('status', '=', 'adopted')
    .execute();
  const isCurrent = makeCurrent || before.some((each) => each.isCurrent);
  const [first, ...others] = obstacles(await itemsOf(scope, versionId), isCurrent);
  if (first) throw invalid(others.length === 0 ? first.message : `${first.message} And ${others.length} more.`);
  for (const earlier of before) await copyAssociations(scope, { from: earlier.id, to: versionId, isCrosswalk: true });
  await tx
    .updateTable('frameworkVersion')
    .set({ status: 'superseded', isCurrent: false })
    .where('frameworkId', '=', draft.frameworkId)
    .where('status', '=', 'adopted')
    .execute();
  // Only one version is what schools map against, of whichever framework.
  if (isCurrent) await tx.updateTable('frameworkVersion').set({ isCurrent: false }).where('isCurrent', '=', true).execute();
  const now = sql<Date>`clock_timestamp()`;
  await tx
    .updateTable('frameworkVersion')
    .set({ status: 'adopted', adoptedOn, isCurrent, adoptedBy: actor.personId, adoptedAt: now, changedAt: now })
    .where('id', '=', versionId)
    .execute();
  await appendEvent(scope, {
    verb: 'adopt',
    subject: 'framework_version',
    subjectId: versionId,
    before: { adopted: before.map(({ number }) => number) },
    after: { number: draft.number, adoptedOn, isCurrent },
  });
  await publish(scope);
  return { slug: draft.slug, number: draft.number };
}

/** What must be one of a kind among all frameworks, a short name and the version that schools map against, is decided by one person after the other. */
async function takeTurn({ tx }: Scope): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('framework import'))`.execute(tx);
}

/** A version with its framework's row locked, so that of two drafts, and of two adoptions, one is first. */
async function versionToKeep({ tx }: Scope, id: string) {
  const found = await tx
    .selectFrom('frameworkVersion as v')
    .innerJoin('framework as f', 'f.id', 'v.frameworkId')
    .select(['v.id', 'v.frameworkId', 'v.number', 'v.status', 'v.changedAt', 'f.slug'])
    .where('v.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw missing('This version');
  return found;
}

async function draftToKeep(scope: Scope, id: string) {
  const found = await versionToKeep(scope, id);
  if (found.status !== 'draft')
    throw conflict(`Version ${found.number} was adopted, and adopted versions never change. Begin a new draft from it.`);
  return found;
}

async function refuseTaken({ tx }: Scope, frameworkId: string, { number, butFor }: { number: string; butFor?: string }): Promise<void> {
  const taken = await tx
    .selectFrom('frameworkVersion')
    .select('id')
    .where('frameworkId', '=', frameworkId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (taken && taken.id !== butFor) throw conflict(`This framework has a version ${number} already. Give this one another number.`);
}

async function hasPublished({ tx }: Scope, frameworkId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('frameworkVersion')
    .select('id')
    .where('frameworkId', '=', frameworkId)
    .where('status', '<>', 'draft')
    .executeTakeFirst();
  return found !== undefined;
}

/** Copies what relates items of one version to another: its own relations, or its crosswalks, whose other end stands outside it, of items that are still here. */
async function copyAssociations(
  { tx }: Scope,
  { from, to, isCrosswalk }: { from: string; to: string; isCrosswalk: boolean },
): Promise<void> {
  await sql`insert into framework_association
      (stable_id, framework_version_id, type, origin_stable_id, destination_stable_id, origin, destination, position, grouping_link, note, extensions, made_by, changed_at)
    select a.stable_id, ${to}::uuid, a.type, a.origin_stable_id, a.destination_stable_id, a.origin, a.destination, a.position, a.grouping_link, a.note, a.extensions, a.made_by, a.changed_at
    from framework_association a where a.framework_version_id = ${from}::uuid
      and (a.type <> 'replacedBy' and not exists (select from framework_item i where i.framework_version_id = ${from}::uuid and i.stable_id = a.destination_stable_id)) = ${isCrosswalk}
      and (not ${isCrosswalk} or exists (select from framework_item i where i.framework_version_id = ${to}::uuid and i.stable_id = a.origin_stable_id))
    on conflict do nothing`.execute(tx);
}
