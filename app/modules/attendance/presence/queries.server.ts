import type { Scope } from '#app/platform/scope.server.ts';
import { pageWithin } from '#app/ui/page-within.ts';
import type { Occasion } from '../queries.server.ts';
import type { Span } from './minutes.ts';
import { presencePageSize, type QueueSearch } from './schema.ts';

/** The most registrants that are proposed for a line, and that a page shows what they say of themselves. */
const mostProposed = 5;
const mostClaims = 100;

/** Who was there, for those who run the occasion: the reports, how many lines a person decided of how many, and a page of who came. */
export async function presenceRead(scope: Scope, { id }: Pick<Occasion, 'id'>, page: number) {
  const { tx } = scope;
  const imports = await tx
    .selectFrom('presenceImport')
    .select(({ selectFrom, fn }) => [
      'id',
      'source',
      'fileName',
      'timeZone',
      'broughtAt',
      'undoneAt',
      selectFrom('presenceRow')
        .select(fn.countAll<number>().as('n'))
        .whereRef('presenceRow.importId', '=', 'presenceImport.id')
        .as('people'),
    ])
    .where('occasionId', '=', id)
    .orderBy('broughtAt')
    .execute();
  const { recorded, there } = await tx
    .selectFrom('presence')
    .select(({ fn }) => [fn.countAll<number>().as('recorded'), fn.countAll<number>().filterWhere('came', '=', true).as('there')])
    .where('occasionId', '=', id)
    .executeTakeFirstOrThrow();
  const { noted } = await tx
    .selectFrom('roomClaim')
    .select(({ fn }) => fn.countAll<number>().as('noted'))
    .where('occasionId', '=', id)
    .executeTakeFirstOrThrow();
  const shown = pageWithin(page, Number(recorded), presencePageSize);
  const came = await presences(scope, id)
    .limit(presencePageSize)
    .offset((shown - 1) * presencePageSize)
    .execute();
  return {
    ...{ imports, came, page: shown },
    ...{ recorded: Number(recorded), there: Number(there), noted: Number(noted) },
    progress: await progressOf(scope, id),
  };
}

function presences({ tx }: Scope, occasionId: string) {
  return tx
    .selectFrom('presence')
    .innerJoin('place', 'place.id', 'presence.placeId')
    .leftJoin('roomClaim', 'roomClaim.placeId', 'presence.placeId')
    .select(['place.id', 'name', 'mail', 'minutes', 'came', 'reason', 'firstAt', 'lastAt'])
    .where('presence.occasionId', '=', occasionId)
    .orderBy('name')
    .orderBy('place.id');
}

/** All attendance of an occasion for a file. */
export function allPresences(scope: Scope, { id }: Pick<Occasion, 'id'>) {
  return presences(scope, id).execute();
}
/** Somebody's attendance as a file has it. */
export type WrittenPresence = Awaited<ReturnType<typeof allPresences>>[number];

/** How many lines a person decided, of how many that named nobody's confirmed address. */
async function progressOf(scope: Scope, occasionId: string): Promise<{ decided: number; total: number }> {
  const { decided, total } = await uncertain(scope, occasionId)
    .select(({ fn }) => [
      fn.countAll<number>().as('total'),
      fn.countAll<number>().filterWhere('presenceRow.state', '<>', 'open').as('decided'),
    ])
    .executeTakeFirstOrThrow();
  return { decided: Number(decided), total: Number(total) };
}

/** Lines of the reports that stand which no confirmed address answered. */
function uncertain({ tx }: Scope, occasionId: string) {
  return tx
    .selectFrom('presenceRow')
    .innerJoin('presenceImport', 'presenceImport.id', 'presenceRow.importId')
    .leftJoin('person', 'person.id', 'presenceRow.settledBy')
    .where('presenceRow.occasionId', '=', occasionId)
    .where('undoneAt', 'is', null)
    .where('presenceRow.state', '<>', 'matched');
}

const lineColumns = [
  'presenceRow.id',
  'presenceRow.name',
  'presenceRow.mail',
  'joins',
  'minutes',
  'presenceRow.state',
  'settledAt',
] as const;

/**
 * The lines that wait for a person: the one that is looked at (`search.at`, or the first after it that is open), with registrants who may be meant, a page of all that are open, and a page of what was decided, by
 * whom and when, the newest first.
 */
export async function queueRead(scope: Scope, { id }: Pick<Occasion, 'id'>, search: QueueSearch) {
  const progress = await progressOf(scope, id);
  const openInAll = progress.total - progress.decided;
  const open = () =>
    uncertain(scope, id).where('presenceRow.state', '=', 'open').select(lineColumns).select('person.name as by').orderBy('presenceRow.id');
  const page = pageWithin(search.page, openInAll, presencePageSize);
  const lines = await open()
    .limit(presencePageSize)
    .offset((page - 1) * presencePageSize)
    .execute();
  const { at } = search;
  const after = at === undefined ? undefined : await open().where('presenceRow.id', '>=', at).executeTakeFirst();
  const shown = after ?? (page === 1 ? lines[0] : await open().executeTakeFirst());
  const next = shown && ((await open().where('presenceRow.id', '>', shown.id).executeTakeFirst()) ?? (await open().executeTakeFirst()));
  const decidedPage = pageWithin(search.decided, progress.decided, presencePageSize);
  const decided = await uncertain(scope, id)
    .leftJoin('place', 'place.id', 'presenceRow.placeId')
    .where('presenceRow.state', '<>', 'open')
    .select(lineColumns)
    .select(['person.name as by', 'place.name as placeName', 'place.mail as placeMail'])
    .orderBy('settledAt', 'desc')
    .orderBy('presenceRow.id')
    .limit(presencePageSize)
    .offset((decidedPage - 1) * presencePageSize)
    .execute();
  return {
    progress,
    shown: shown ? { ...shown, joins: shown.joins as Span[], proposed: await proposedFor(scope, id, shown.name ?? '') } : null,
    next: next && next.id !== shown?.id ? next.id : null,
    lines,
    page,
    openInAll,
    decided,
    decidedPage,
  };
}

/** All lines that no confirmed address answered for a file: those that wait, then those that were decided. */
export async function allUncertain(scope: Scope, { id }: Pick<Occasion, 'id'>) {
  const lines = await uncertain(scope, id)
    .leftJoin('place', 'place.id', 'presenceRow.placeId')
    .select(lineColumns)
    .select(['person.name as by', 'place.name as placeName', 'place.mail as placeMail'])
    .orderBy(({ eb }) => eb('presenceRow.state', '=', 'open'), 'desc')
    .orderBy('settledAt', 'desc')
    .orderBy('presenceRow.id')
    .execute();
  // Of a decision that was taken back the line keeps who did so, and when; it decides nothing.
  return lines.map((line) => (line.state === 'open' ? { ...line, by: null, settledAt: null } : line));
}
/** Such a line as a file has it. */
export type UncertainLine = Awaited<ReturnType<typeof allUncertain>>[number];

/** Registrants of whom no attendance is recorded and whose name, or what they say of how they joined, shares a word with the name in a report; who says the name itself comes first. */
async function proposedFor({ tx }: Scope, occasionId: string, name: string) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 2);
  const found = await tx
    .selectFrom('place')
    .leftJoin('presence', 'presence.placeId', 'place.id')
    .select(['place.id', 'name', 'mail', 'organisation', 'claim'])
    .where('place.occasionId', '=', occasionId)
    .where('state', '<>', 'cancelled')
    .where('mail', 'is not', null)
    .where(({ eb, or }) => or([eb('presence.came', 'is', null), eb('presence.came', '=', false)]))
    .where(({ eb, or }) =>
      or([
        eb('claim', 'is not', null),
        ...words.slice(0, 6).flatMap((word) => [eb('name', 'ilike', `%${word}%`), eb('claim', 'ilike', `%${word}%`)]),
      ]),
    )
    .orderBy('claimedAt')
    .orderBy('position')
    .limit(mostClaims)
    .execute();
  const shared = (text: string | null) => words.filter((word) => text?.toLowerCase().includes(word.toLowerCase())).length;
  const worth = (each: (typeof found)[number]) => shared(each.name) + 2 * shared(each.claim);
  return found.toSorted((one, other) => worth(other) - worth(one)).slice(0, mostProposed);
}

/** What the holder of a place (its id, in a scope that holds its link) reads of their attendance; null while nothing is recorded. */
export async function presenceOfPlace({ tx }: Scope, placeId: string): Promise<{ minutes: number; came: boolean } | null> {
  return (await tx.selectFrom('presence').select(['minutes', 'came']).where('placeId', '=', placeId).executeTakeFirst()) ?? null;
}
