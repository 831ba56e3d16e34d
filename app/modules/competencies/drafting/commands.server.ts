import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayKeepFrameworks } from '../rules.ts';
import { type Act, type DraftAssociation, type DraftChange, type Place, perform } from './outline-acts.ts';
import type { DraftItem } from './outline-tree.ts';
import { type EditorItem, editorItems, lastTouch, pastActs } from './queries.server.ts';
import type { SentAct } from './schema.ts';
import { targetIn } from './target.ts';

/** What an act did: the words for it, the item to go on from, the rows as they stand now, the ids that are gone, and the draft's revision before and after. */
export type Acted = {
  readonly said: string;
  readonly focus: string | null;
  readonly rows: readonly EditorItem[];
  readonly gone: readonly string[];
  readonly revision: { readonly before: number; readonly after: number };
};

/** Acts that change the outline; taking back and doing again are the other two. */
export type OutlineAct = Exclude<SentAct, { change: string }>;

/**
 * Does one act on a draft. Acts on one draft wait for each other; one that was made on an item which somebody changed meanwhile is a conflict that says who and how.
 * Invalid where the outline's rules refuse it.
 */
export async function changeDraft(scope: Scope, { versionId, sent }: { versionId: string; sent: OutlineAct }): Promise<Acted> {
  const version = await lockedDraft(scope, versionId);
  const items = await draftItems(scope, versionId);
  await refuseStale(scope, version, { sent, items });
  const act = actOf(sent, items);
  const published = await publishedStableIds(scope, version.frameworkId);
  const change = perform({ items, associations: await draftAssociations(scope, versionId) }, act, {
    newId: randomUUID,
    isPublished: (stableId) => published.has(stableId),
  });
  const rows = await fullRows(scope, versionId, { ...change, origin: originOf(act) });
  await putRows(scope, { ...rows, touched: touchedBy(change) });
  const { id } = await scope.tx
    .insertInto('frameworkChange')
    .values({
      frameworkVersionId: versionId,
      act: act.act,
      title: change.said,
      before: JSON.stringify(rows.before),
      after: JSON.stringify(rows.after),
      madeBy: scope.actor.personId,
      madeAt: sql<Date>`clock_timestamp()`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendEvent(scope, { verb: act.act, subject: 'framework_version', subjectId: versionId, after: { change: id, said: change.said } });
  return acted(scope, version, { said: change.said, focus: change.focus, rows });
}

/** Takes the last act of a draft back, whoever did it, or does again what was taken back last. `changeId` is the act that the person saw named; another one is a conflict. */
export async function stepDraft(
  scope: Scope,
  { versionId, changeId, way }: { versionId: string; changeId: string; way: 'undo' | 'redo' },
): Promise<Acted> {
  const version = await lockedDraft(scope, versionId);
  const { last, next } = await pastActs(scope, versionId);
  const standing = way === 'undo' ? last : next;
  if (!standing) throw invalid(way === 'undo' ? 'There is nothing to undo in this draft.' : 'There is nothing to do again in this draft.');
  if (standing.id !== changeId)
    throw conflict(
      `The draft changed since you looked. Last: ${standing.by ?? 'somebody'}, “${standing.title}”. Look at it, then ${way} that.`,
    );
  const kept = await scope.tx
    .selectFrom('frameworkChange')
    .select(['before', 'after'])
    .where('id', '=', standing.id)
    .executeTakeFirstOrThrow();
  const [was, is] = way === 'undo' ? [kept.after, kept.before] : [kept.before, kept.after];
  const rows = { before: was as Rows, after: is as Rows };
  await putRows(scope, { ...rows, touched: rows.after.items.map(({ id }) => id) });
  await scope.tx
    .updateTable('frameworkChange')
    .set({ undoneAt: way === 'undo' ? sql<Date>`clock_timestamp()` : null })
    .where('id', '=', standing.id)
    .execute();
  await appendEvent(scope, {
    verb: way,
    subject: 'framework_version',
    subjectId: versionId,
    after: { change: standing.id, said: standing.title },
  });
  return acted(scope, version, { said: `${way === 'undo' ? 'Undone' : 'Done again'}: ${standing.title}`, focus: rows.after.focus, rows });
}

type LockedDraft = Awaited<ReturnType<typeof lockedDraft>>;
type SeenItem = DraftItem & { readonly changedAt: Date };
/** Rows of the two tables as PostgreSQL writes them in JSON, and the item that a person goes on from when they stand. */
type Row = { readonly id: string; readonly [column: string]: unknown };
type Rows = { readonly items: readonly Row[]; readonly associations: readonly Row[]; readonly focus: string | null };

/** The draft, locked until this transaction ends, so that acts come one after the other. */
async function lockedDraft({ actor, tx }: Scope, versionId: string) {
  if (!mayKeepFrameworks(actor)) throw forbidden('edit drafts');
  const version = await tx
    .selectFrom('frameworkVersion')
    .select(['id', 'frameworkId', 'number', 'status', 'changedAt'])
    .where('id', '=', versionId)
    .forUpdate()
    .executeTakeFirst();
  if (!version) throw missing('This draft');
  if (version.status !== 'draft')
    throw conflict(`Version ${version.number} was adopted, and adopted versions never change. Begin a new draft from it.`);
  return version;
}

function draftItems({ tx }: Scope, versionId: string): Promise<SeenItem[]> {
  return tx
    .selectFrom('frameworkItem')
    .select([
      'id',
      'stableId',
      'parentId',
      'position',
      'kind',
      'phase',
      'code',
      'shortTitle',
      'text',
      'publishedText',
      'itemType',
      'changedAt',
    ])
    .where('frameworkVersionId', '=', versionId)
    .execute();
}

function draftAssociations({ tx }: Scope, versionId: string): Promise<DraftAssociation[]> {
  return tx
    .selectFrom('frameworkAssociation')
    .select(['id', 'type', 'originStableId', 'destinationStableId'])
    .where('frameworkVersionId', '=', versionId)
    .execute();
}

async function publishedStableIds({ tx }: Scope, frameworkId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('frameworkItem as i')
    .innerJoin('frameworkVersion as v', 'v.id', 'i.frameworkVersionId')
    .select('i.stableId')
    .distinct()
    .where('v.frameworkId', '=', frameworkId)
    .where('v.status', '<>', 'draft')
    .execute();
  return new Set(rows.map(({ stableId }) => stableId));
}

async function refuseStale(
  scope: Scope,
  version: LockedDraft,
  { sent, items }: { sent: OutlineAct; items: readonly SeenItem[] },
): Promise<void> {
  if (sent.act === 'renumber' && sent.revision !== version.changedAt.getTime())
    throw conflict('The draft changed since these codes were proposed. Look at the new proposal.');
  const seen =
    sent.act === 'merge' ? sent.ids.map((id, at) => [id, sent.seen[at]] as const) : 'seen' in sent ? [[sent.id, sent.seen] as const] : [];
  for (const [id, at] of seen) {
    if (items.find((item) => item.id === id)?.changedAt.getTime() === at) continue;
    const touch = await lastTouch(scope, version.id, id);
    if (!touch) throw missing('This item');
    throw conflict(
      `${touch.by} was faster: “${touch.title}”. Nothing of yours was done; look at what stands now, then do it again if it still fits.`,
    );
  }
}

function actOf(sent: OutlineAct, items: readonly DraftItem[]): Act {
  switch (sent.act) {
    case 'add': {
      const { act, where, id, ...words } = sent;
      return { act, place: placeFrom(where, () => id ?? null), words };
    }
    case 'edit': {
      const { act, id, seen, ...words } = sent;
      return { act, id, words };
    }
    case 'move':
      return { act: 'move', id: sent.id, place: placeFrom(sent.where, () => targetIn(items, sent.target).id) };
    case 'split': {
      const { id, parts, codes } = sent;
      return { act: 'split', id, parts: parts.map((text, at) => ({ code: codes[at] ?? null, shortTitle: null, text })) };
    }
    case 'merge': {
      const { act, ids, seen, ...words } = sent;
      return { act, ids, words };
    }
    case 'renumber':
      return { act: 'renumber', under: sent.id ?? null };
    default:
      return { act: sent.act, id: sent.id };
  }
}

/** The item that a person was at when they did it. */
function originOf(act: Act): string | null {
  if (act.act === 'merge') return act.ids[0] ?? null;
  if (act.act === 'renumber') return act.under;
  if (act.act !== 'add') return act.id;
  return 'after' in act.place ? act.place.after : act.place.under;
}

function placeFrom(where: 'after' | 'under' | 'end', target: () => string | null): Place {
  if (where === 'end') return { under: null };
  const id = target();
  if (id === null) throw invalid('Choose an item.');
  return where === 'after' ? { after: id } : { under: id };
}

/** What the change touched, as whole rows: what CASE says of an item beyond our columns stays with it. */
async function fullRows(
  { actor, tx }: Scope,
  versionId: string,
  change: DraftChange & { origin: string | null },
): Promise<{ before: Rows; after: Rows }> {
  const whole = async (table: 'framework_item' | 'framework_association', rows: readonly { id: string }[]): Promise<Row[]> => {
    if (rows.length === 0) return [];
    const { rows: found } = await sql<{ row: Row }>`select to_jsonb(t) - 'title' as row from ${sql.table(table)} t
      where t.id = any(${rows.map(({ id }) => id)}::uuid[]) and t.framework_version_id = ${versionId}`.execute(tx);
    return found.map(({ row }) => row);
  };
  const before: Rows = {
    items: await whole('framework_item', change.items.before),
    associations: await whole('framework_association', change.associations.before),
    focus: change.origin,
  };
  const known = new Map(before.items.map((row) => [row.id, row]));
  const fresh = () => ({ framework_version_id: versionId, details: {}, extensions: {}, association_id: randomUUID() });
  return {
    before,
    after: {
      items: change.items.after.map((item) => ({ ...(known.get(item.id) ?? fresh()), ...columnsOf(item) })),
      associations: change.associations.after.map(({ id, type, originStableId, destinationStableId }) => ({
        id,
        stable_id: randomUUID(),
        framework_version_id: versionId,
        type,
        origin_stable_id: originStableId,
        destination_stable_id: destinationStableId,
        extensions: {},
        made_by: actor.personId,
      })),
      focus: change.focus,
    },
  };
}

function columnsOf({ id, stableId, parentId, position, kind, phase, code, shortTitle, text, publishedText, itemType }: DraftItem): Row {
  return {
    id,
    stable_id: stableId,
    parent_id: parentId,
    position,
    kind,
    phase,
    code,
    short_title: shortTitle,
    text,
    published_text: publishedText,
    item_type: itemType,
  };
}

/** What somebody may have looked at and now finds otherwise; a neighbour that only stands one further is not. */
function touchedBy({ items: { before, after }, focus }: DraftChange): string[] {
  const old = new Map(before.map((item) => [item.id, item]));
  const isOther = (item: DraftItem) => {
    const was = old.get(item.id);
    return !was || (Object.keys(item) as (keyof DraftItem)[]).some((key) => key !== 'position' && item[key] !== was[key]);
  };
  return after.filter((item) => item.id === focus || isOther(item)).map(({ id }) => id);
}

/** Makes the rows of `before` those of `after`. What is new or other comes first, so that nothing hangs under what then goes. */
async function putRows(
  { tx }: Scope,
  { before, after, touched }: { before: Rows; after: Rows; touched: readonly string[] },
): Promise<void> {
  await sql`insert into framework_item (id, stable_id, framework_version_id, parent_id, position, kind, phase, code, short_title, text, published_text, item_type,
      details, extensions, association_id, changed_at)
    select id, stable_id, framework_version_id, parent_id, position, kind, phase, code, short_title, text, published_text, item_type,
      details, extensions, association_id, clock_timestamp() from jsonb_populate_recordset(null::framework_item, ${JSON.stringify(after.items)}::jsonb)
    on conflict (id) do update set parent_id = excluded.parent_id, position = excluded.position, kind = excluded.kind, phase = excluded.phase, code = excluded.code,
      short_title = excluded.short_title, text = excluded.text, published_text = excluded.published_text, item_type = excluded.item_type,
      changed_at = case when framework_item.id = any(${touched}::uuid[]) then excluded.changed_at else framework_item.changed_at end`.execute(
    tx,
  );
  await drop(tx, 'frameworkItem', { before: before.items, after: after.items });
  await sql`insert into framework_association select * from jsonb_populate_recordset(null::framework_association,
      (select coalesce(jsonb_agg(row || jsonb_build_object('changed_at', clock_timestamp())), '[]') from jsonb_array_elements(${JSON.stringify(after.associations)}::jsonb) as row))
    on conflict (id) do nothing`.execute(tx);
  await drop(tx, 'frameworkAssociation', { before: before.associations, after: after.associations });
}

async function drop(
  tx: Scope['tx'],
  table: 'frameworkItem' | 'frameworkAssociation',
  { before, after }: { before: readonly Row[]; after: readonly Row[] },
): Promise<void> {
  const kept = new Set(after.map(({ id }) => id));
  const gone = before.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  if (gone.length > 0)
    await tx
      .deleteFrom(table)
      .where(({ eb, val }) => eb('id', '=', eb.fn.any(val(gone))))
      .execute();
}

async function acted(
  scope: Scope,
  version: LockedDraft,
  { said, focus, rows }: { said: string; focus: string | null; rows: { before: Rows; after: Rows } },
): Promise<Acted> {
  const { changedAt } = await scope.tx
    .updateTable('frameworkVersion')
    .set({ changedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', version.id)
    .returning('changedAt')
    .executeTakeFirstOrThrow();
  const here = new Set(rows.after.items.map(({ id }) => id));
  return {
    said,
    focus,
    rows: here.size === 0 ? [] : await editorItems(scope, version.id, [...here]),
    gone: rows.before.items.map(({ id }) => id).filter((id) => !here.has(id)),
    revision: { before: version.changedAt.getTime(), after: changedAt.getTime() },
  };
}
