import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { hold } from '#app/platform/secret-link.server.ts';
import { codeFrom } from '../../members/sign-in/code.ts';
import { placeHeldBy } from '../places/queries.server.ts';
import { type Occasion, occasionOf } from '../queries.server.ts';
import { runsOccasion } from '../rules.ts';
import { RoomCode } from './schema.ts';

/** The most draws of a room's letters before it is given up: of thirty thousand names, one is free. */
const mostDraws = 40;

async function assertMayShow(scope: Scope, occasionId: string): Promise<Occasion> {
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(scope.actor, occasion)) throw forbidden('show the code of a room', 'Those who run the event may.');
  return occasion;
}

/** Lets the code be shown, with a new secret: no code of before holds any more. */
export async function openRoom(scope: Scope, occasionId: string): Promise<void> {
  const { actor, tx } = scope;
  const occasion = await assertMayShow(scope, occasionId);
  if (!occasion.recordsAttendance)
    throw conflict('Attendance is not recorded here. Turn it on where the event is planned, if somebody needs it.');
  if (occasion.status !== 'published' && occasion.status !== 'held')
    throw conflict('The event is not public, so nobody has a place that could be noted.');
  const opened = { secret: randomBytes(32).toString('hex'), openedBy: actor.personId, openedAt: new Date(), closedAt: null };
  const again = () => tx.updateTable('occasionRoom').set(opened).where('occasionId', '=', occasionId).executeTakeFirst();
  // Letters may be those of a room that the actor does not see, so each draw is tried.
  for (let draw = 0; Number((await again()).numUpdatedRows) === 0; draw++) {
    if (draw === mostDraws) throw conflict('No name for a room is free just now. Try again.');
    const letters = codeFrom(randomBytes(64)).slice(0, 3);
    const made = await tx
      .insertInto('occasionRoom')
      .values({ occasionId, letters, ...opened })
      .onConflict((on) => on.doNothing())
      .returning('occasionId')
      .executeTakeFirst();
    if (made) break;
  }
  await appendEvent(scope, { verb: 'open', subject: 'occasion_room', subjectId: occasionId });
}

/** Ends it: from now on no code of this occasion holds. What was noted stands. */
export async function closeRoom(scope: Scope, occasionId: string): Promise<void> {
  await assertMayShow(scope, occasionId);
  const closed = await scope.tx
    .updateTable('occasionRoom')
    .set({ closedAt: new Date() })
    .where('occasionId', '=', occasionId)
    .where('closedAt', 'is', null)
    .returning('occasionId')
    .executeTakeFirst();
  if (!closed) throw conflict('The code is not shown any more.');
  await appendEvent(scope, { verb: 'close', subject: 'occasion_room', subjectId: occasionId });
}

/** What a code brought: a pass for its occasion, or why there is none. */
export type Entered =
  | { readonly state: 'here'; readonly occasionId: string; readonly pass: string }
  | { readonly state: 'old' | 'wrong' | 'wait' };

/** Somebody brings a code: answers a pass for a quarter of an hour when it holds. Wrong ones are counted, so that nobody guesses; `network` is where they come from. It refuses by its answer, since a count must stay. */
export async function enterRoom({ tx }: Scope, code: string, network: string): Promise<Entered> {
  assertMayBeCode(code);
  const pass = newSecret();
  const { rows } = await sql<{ state: 'here' | 'old' | 'wrong' | 'wait'; occasion: string | null }>`
    select state, occasion from enter_room(${code}, ${network}, ${hexOf(pass)})`.execute(tx);
  const { state, occasion } = rows[0]!;
  return state === 'here' ? { state, occasionId: occasion!, pass } : { state };
}

function assertMayBeCode(code: string): void {
  if (!RoomCode.safeParse(code).success) throw invalid('The code in the room has eight letters and digits.');
}

const claimRefusals = {
  none: 'You have no place here. Register first, or use the address that you registered with.',
  waiting: 'You are on the waiting list. Tell whoever runs this that you are there: they give places and can note you by hand.',
  other: 'This is the code of another event.',
  asks: 'Three addresses were written with this code. Scan the code that is shown now to write another.',
  past: 'This was noted already, or was asked more than two hours ago. You can still say below that you were there.',
  gone: 'This code was brought more than a quarter of an hour ago, or somebody else was noted with it. Scan the code that is shown now.',
};

/** Notes that the actor, or whoever the place of `token` is, was in the room when the pass was given. */
export async function claimInRoom(scope: Scope, pass: string, token: string | null = null): Promise<void> {
  if (token !== null) await hold(scope, token);
  const { rows } = await sql<{ state: 'noted' | keyof typeof claimRefusals }>`select claim_in_room(${hexOf(pass)}) as state`.execute(
    scope.tx,
  );
  assertMayBeNoted(rows[0]!.state);
}

function assertMayBeNoted(state: 'noted' | 'asked' | keyof typeof claimRefusals): void {
  if (state !== 'noted' && state !== 'asked') throw conflict(claimRefusals[state]);
}

/** Somebody with a pass writes the address that they registered with: its owner is mailed a page whose button notes them. It does not tell whether the address is known. Send notices after the scope. */
export async function askInRoom({ tx }: Scope, pass: string, mail: string): Promise<void> {
  const { rows } = await sql<{ state: 'asked' | 'asks' | 'gone' }>`select ask_in_room(${hexOf(pass)}, ${mail}) as state`.execute(tx);
  assertMayBeNoted(rows[0]!.state);
}

/** Whoever reads the mail says that it was them who was in the room. */
export async function confirmInRoom(scope: Scope, token: string): Promise<void> {
  await hold(scope, token);
  const { rows } = await sql<{ state: 'noted' | 'past' }>`select confirm_in_room() as state`.execute(scope.tx);
  assertMayBeNoted(rows[0]!.state);
}

/** The holder of a place types the code on the page of their place: `noted`, or why not. Wrong codes are counted, as in `enterRoom`. */
export async function claimByCode(
  scope: Scope,
  token: string,
  { code, network }: { code: string; network: string },
): Promise<'noted' | 'old' | 'wrong' | 'wait'> {
  const { occasion } = await placeHeldBy(scope, token);
  const entered = await enterRoom(scope, code, network);
  if (entered.state !== 'here') return entered.state;
  assertMayBeNoted(entered.occasionId === occasion.id ? 'noted' : 'other');
  await claimInRoom(scope, entered.pass, token);
  return 'noted';
}

/** Why a code brought nothing, for whoever brought it. */
export const codeRefusals = {
  old: 'This code has changed meanwhile. Scan or type the one that is shown now.',
  wrong: 'This is not the code that is shown. Compare it with the one in the room; it changes every half minute.',
  wait: 'Too many wrong codes came from here, or for this room. Wait ten minutes, or tell whoever runs this that you are there: they can note you by hand.',
} as const;
