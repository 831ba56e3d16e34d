import { sql } from 'kysely';
import { appendEvent, publish } from '#app/platform/events.server.ts';
import { quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { freeSlug, slugOf } from '#app/platform/slug.ts';
import { mayKeepFrameworks } from '../rules.ts';
import type { FileAssociation, FileItem, FrameworkFile } from './framework-file.ts';
import { keepingIds } from './keeping-ids.ts';

/** What an import made. `associations` counts those of the tree too, as CASE does. `messages` are the file's and those of bringing it in. */
export type Imported = {
  readonly frameworkId: string;
  readonly versionId: string;
  readonly slug: string;
  readonly number: string;
  readonly isNew: boolean;
  readonly items: number;
  readonly associations: number;
  readonly messages: readonly Message[];
};

/** How a file was read, and for a format that names no framework: which one it is a version of (null: the one with the same name, or a new one). */
export type Bringing = { readonly messages: readonly Message[]; readonly frameworkId?: string | null };

/** Refuses who may not bring a framework in, before a file travels. */
export function assertMayImport({ actor }: Pick<Scope, 'actor'>): void {
  if (!mayKeepFrameworks(actor)) throw forbidden('bring a framework in');
}

/** Makes a new draft of a framework: of the one that has the file's identifier (or name), else of a new one. Items keep their stable ids. */
export async function importFramework(scope: Scope, file: FrameworkFile, { messages, frameworkId = null }: Bringing): Promise<Imported> {
  if (!mayKeepFrameworks(scope.actor)) throw forbidden('bring a framework in');
  const { tx, actor } = scope;
  // Two imports of the same new framework at once are two versions of one.
  await sql`select pg_advisory_xact_lock(hashtext('framework import'))`.execute(tx);
  const known = await knownFramework(scope, file, frameworkId);
  const framework = known ?? (await addFramework(scope, file));
  const before = await versionsOf(scope, framework.id);
  const { number, notes } = numberFor(
    file.number,
    before.map((each) => each.number),
  );
  const renamed = known && known.title !== file.title ? [renamedMessage(known.title, file.title)] : [];
  const said = [...messages, ...notes, ...renamed];
  const items = file.stableId === null && before[0] ? keepingIds(file, await idsIn(scope, before[0].id)) : file;
  const document = {
    ...file.document,
    ...(framework.title === file.title ? {} : { title: file.title }),
    ...(framework.creator === file.creator ? {} : { creator: file.creator }),
  };
  const { id: versionId } = await tx
    .insertInto('frameworkVersion')
    .values({
      frameworkId: framework.id,
      number,
      status: 'draft',
      basedOn: before[0]?.id ?? null,
      sourceTitle: typeof file.document.publisher === 'string' ? file.document.publisher : null,
      sourceUrl: typeof file.document.officialSourceURL === 'string' ? file.document.officialSourceURL : null,
      document: JSON.stringify(document),
      definitions: JSON.stringify(file.definitions),
      rubrics: JSON.stringify(file.rubrics),
      extensions: JSON.stringify(file.extensions),
      messages: JSON.stringify(said),
      createdBy: actor.personId,
      changedAt: file.changedAt === null ? sql<Date>`now()` : new Date(file.changedAt),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertItems(scope, versionId, items.items);
  await insertAssociations(scope, versionId, items.associations);
  const counts = { items: items.items.length, associations: items.items.length + items.associations.length };
  await appendEvent(scope, {
    verb: 'import',
    subject: 'framework_version',
    subjectId: versionId,
    after: { title: file.title, number, ...counts },
  });
  return { frameworkId: framework.id, versionId, slug: framework.slug, number, isNew: !known, ...counts, messages: said };
}

async function knownFramework({ tx }: Scope, file: FrameworkFile, frameworkId: string | null) {
  const frameworks = tx.selectFrom('framework').select(['id', 'slug', 'title', 'creator']);
  if (file.stableId !== null) return frameworks.where('stableId', '=', file.stableId).executeTakeFirst();
  if (frameworkId === null) return frameworks.where('slug', '=', slugOf(file.title, 'framework')).executeTakeFirst();
  const chosen = await frameworks.where('id', '=', frameworkId).executeTakeFirst();
  if (!chosen) throw missing('This framework');
  return chosen;
}

async function addFramework({ tx }: Scope, { stableId, title, creator }: FrameworkFile) {
  const taken = await tx.selectFrom('framework').select('slug').execute();
  return tx
    .insertInto('framework')
    .values({
      slug: freeSlug(
        title,
        taken.map(({ slug }) => slug),
        'framework',
      ),
      title,
      creator,
      ...(stableId === null ? {} : { stableId }),
    })
    .returning(['id', 'slug', 'title', 'creator'])
    .executeTakeFirstOrThrow();
}

/** The newest first; the adopted one before all others. */
function versionsOf({ tx }: Scope, frameworkId: string) {
  return tx
    .selectFrom('frameworkVersion')
    .select(['id', 'number'])
    .where('frameworkId', '=', frameworkId)
    .orderBy(sql`status = 'adopted'`, 'desc')
    .orderBy('id', 'desc')
    .execute();
}

function numberFor(said: string | null, taken: readonly string[]): { number: string; notes: Message[] } {
  if (said !== null && !taken.includes(said)) return { number: said, notes: [] };
  let number = taken.length + 1;
  while (taken.includes(String(number))) number++;
  if (said === null) return { number: String(number), notes: [] };
  const found = `The version ${quoted(said)}, which is here already`;
  return {
    number: String(number),
    notes: [{ severity: 'note', path: 'version', found, expected: 'A new number', did: `It is version ${number}.` }],
  };
}

function renamedMessage(known: string, said: string): Message {
  return {
    severity: 'warning',
    path: 'title',
    found: `The title ${quoted(said)}`,
    expected: `${quoted(known)}, as the framework with this identifier is called here`,
    did: 'It is a new draft of that framework. If it is another one, discard the draft and give the file an identifier of its own.',
  };
}

function idsIn({ tx }: Scope, versionId: string) {
  return tx.selectFrom('frameworkItem').select(['stableId', 'code', 'text']).where('frameworkVersionId', '=', versionId).execute();
}

async function insertItems({ tx }: Scope, versionId: string, items: readonly FileItem[]): Promise<void> {
  await sql`
    with row as materialized (select uuid_v7() as id, r.* from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r (
      "stableId" uuid, "parentStableId" uuid, position int, kind text, phase text, code text, "shortTitle" text, text text, "publishedText" text,
      "itemType" text, details jsonb, extensions jsonb, "associationId" uuid, "changedAt" timestamptz))
    insert into framework_item (id, stable_id, framework_version_id, parent_id, position, kind, phase, code, short_title, text, published_text, item_type,
      details, extensions, association_id, changed_at)
    select row.id, row."stableId", ${versionId}, parent.id, row.position, row.kind, row.phase, row.code, row."shortTitle", row.text, row."publishedText",
      row."itemType", row.details, row.extensions, row."associationId", coalesce(row."changedAt", now())
    from row left join row as parent on parent."stableId" = row."parentStableId"`.execute(tx);
}

async function insertAssociations({ actor, tx }: Scope, versionId: string, associations: readonly FileAssociation[]): Promise<void> {
  if (associations.length === 0) return;
  await sql`
    insert into framework_association (stable_id, framework_version_id, type, origin_stable_id, destination_stable_id, origin, destination, position,
      grouping_link, note, extensions, made_by, changed_at)
    select "stableId", ${versionId}, type, "originStableId", "destinationStableId", origin, destination, position, "groupingLink", note, extensions,
      ${actor.personId}, coalesce("changedAt", now())
    from jsonb_to_recordset(${JSON.stringify(associations)}::jsonb) as r ("stableId" uuid, type text, "originStableId" uuid, "destinationStableId" uuid,
      origin jsonb, destination jsonb, position int, "groupingLink" jsonb, note text, extensions jsonb, "changedAt" timestamptz)`.execute(
    tx,
  );
}

/** Removes the frameworks of the sample, with their versions and whatever stands in them. Published ones stay. Run it after the sample's schools are gone. */
export async function removeSampleFrameworks(scope: Scope): Promise<number> {
  if (!mayKeepFrameworks(scope.actor)) throw forbidden('remove the sample');
  const gone = await scope.tx.deleteFrom('framework').where('isSample', '=', true).returning('title').execute();
  for (const { title } of gone) await appendEvent(scope, { verb: 'remove', subject: 'framework', subjectId: null, before: { title } });
  if (gone.length > 0) {
    await removeDanglingCrosswalks(scope);
    await publish(scope);
  }
  return gone.length;
}

/** A crosswalk of a published framework into one that is gone leads nowhere. */
async function removeDanglingCrosswalks({ tx }: Scope): Promise<void> {
  await tx
    .deleteFrom('frameworkAssociation')
    .where('destination', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('frameworkItem as i').select('i.id').whereRef('i.stableId', '=', 'frameworkAssociation.destinationStableId'))),
    )
    .execute();
}
