import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import type { Mail } from '#app/platform/mail.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { hold } from '#app/platform/secret-link.server.ts';
import { zoneOf } from '../../members/queries.server.ts';
import { isForMembers, registrationOf } from '../occasion.ts';
import { type Occasion, occasionOf } from '../queries.server.ts';
import { runsOccasion } from '../rules.ts';
import { askHours, askMail } from './ask-mail.ts';
import { heldBy, ownPlaceAt, placeHeldBy } from './queries.server.ts';
import type { PlaceForm, RegisterForm } from './schema.ts';

const refusals = {
  none: 'This event takes no registration.',
  'not-yet': 'Registration is not open yet.',
  closed: 'Registration is closed.',
  cancelled: 'This event was cancelled.',
  over: 'This event is over.',
};

/** Whoever asks while registration is open may have a place, or wait for one. */
function assertMayRegister(occasion: Occasion): void {
  const registration = registrationOf(occasion, { now: new Date(), taken: occasion.confirmed, waiting: occasion.waiting });
  if (registration !== 'open' && registration !== 'full') throw conflict(refusals[registration]);
}

/** Somebody without an account asks for a place. Answers the mail that is to be sent; it is the same whether or not the address is known. `address` is the network's, `base` our own origin. */
export async function askForPlace(
  scope: Scope,
  occasionId: string,
  { address, base, ...asked }: RegisterForm & { address: string; base: string },
): Promise<Mail> {
  const occasion = await occasionOf(scope, occasionId);
  assertMayRegister(occasion);
  if (isForMembers(occasion)) throw conflict('This is for members: sign in, and take a place on its page.');
  const token = newSecret();
  const hash = await hold(scope, token);
  const expiresAt = new Date(Date.now() + askHours * 3_600_000);
  await scope.tx
    .insertInto('placeAsk')
    .values({ ...asked, occasionId, address, tokenHash: hash, expiresAt })
    .execute()
    .catch((error: { code?: string; hint?: string }) => {
      throw error.code === 'PA429'
        ? invalid(
            `Too many places were asked for from here, or for this address. Wait ${error.hint}, then ask once and use the newest mail.`,
          )
        : error;
    });
  return askMail(asked, occasion, `${base}/places/${token}`);
}

/** Confirms an ask with the token of its mail: takes the place, or opens the one that this address has. Answers the occasion's id; send notices after the scope. */
export async function confirmPlace(scope: Scope, token: string): Promise<string> {
  const { tx } = scope;
  await turn(scope, (await heldBy(scope, token)).occasion.id);
  const held = await heldBy(scope, token);
  if (held.kind === 'place') return held.occasion.id; // the button was pressed twice
  const { ask, occasion } = held;
  const known = await tx
    .selectFrom('place')
    .select('id')
    .where('occasionId', '=', occasion.id)
    .where('mail', '=', ask.mail)
    .where('state', '<>', 'cancelled')
    .executeTakeFirst();
  if (!known) assertMayRegister(occasion);
  const { mail, name, organisation, needs, timeZone } = ask;
  const place = known ?? (await newPlace(scope, { occasionId: occasion.id, mail, name, organisation, needs, timeZone }));
  await tx
    .insertInto('placeLink')
    .values({ tokenHash: hexOf(token), placeId: place.id })
    .execute();
  await tx.updateTable('placeAsk').set({ usedAt: new Date() }).where('tokenHash', '=', hexOf(token)).execute();
  if (!known) await settle(scope, occasion.id);
  await appendEvent(scope, { verb: known ? 'open' : 'take', subject: 'place', subjectId: place.id });
  return occasion.id;
}

/** Somebody signed in takes a place under their own name and address. Answers its id; send notices after the scope. */
export async function takePlace(scope: Scope, occasionId: string, { needs }: { needs: string }): Promise<string> {
  const { actor, tx } = scope;
  if (actor.personId === null) throw forbidden('take a place with one click', 'Sign in, or register with your email address.');
  await turn(scope, occasionId);
  const occasion = await occasionOf(scope, occasionId);
  if (occasion.followsId !== null)
    throw conflict('This is one of several dates. A place is taken for all of them, on the page that tells of them.');
  assertMayRegister(occasion);
  if (await ownPlaceAt(scope, occasionId)) throw conflict('You have a place already.');
  const { mail, name } = await tx.selectFrom('person').select(['mail', 'name']).where('id', '=', actor.personId).executeTakeFirstOrThrow();
  const { personId, school } = actor;
  const timeZone = await zoneOf(scope);
  const place = await newPlace(scope, { occasionId, personId, mail, name, organisation: school?.name ?? '', needs, timeZone });
  await settle(scope, occasionId);
  await appendEvent(scope, { verb: 'take', subject: 'place', subjectId: place.id });
  return place.id;
}

type NewPlace = RegisterForm & { occasionId: string; personId?: string };

async function newPlace({ tx }: Scope, place: NewPlace): Promise<{ id: string }> {
  return tx
    .insertInto('place')
    .values(place)
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: { constraint?: string }) => {
      throw error.constraint === 'place_once'
        ? conflict('This address has a place already. Its link is in the mail that confirmed it.')
        : error;
    });
}

/** Makes a link to the actor's own place, and answers its token. */
export async function openOwnPlace(scope: Scope, placeId: string): Promise<string> {
  const { actor, tx } = scope;
  const own = await tx.selectFrom('place').select('id').where('id', '=', placeId).where('personId', '=', actor.personId).executeTakeFirst();
  if (actor.personId === null) throw forbidden('open a place without its link');
  if (!own) throw missing('This place');
  const token = newSecret();
  await tx
    .insertInto('placeLink')
    .values({ tokenHash: hexOf(token), placeId })
    .execute();
  await appendEvent(scope, { verb: 'open', subject: 'place', subjectId: placeId });
  return token;
}

async function assertMayChange(scope: Scope, token: string) {
  await turn(scope, (await placeHeldBy(scope, token)).occasion.id);
  const held = await placeHeldBy(scope, token);
  if (held.place.erasedAt !== null) throw forbidden('change a place whose holder is forgotten');
  return held;
}

/** Changes what a place says of its holder. The address stays: it is what was confirmed. */
export async function changePlace(scope: Scope, token: string, said: PlaceForm): Promise<void> {
  const { place } = await assertMayChange(scope, token);
  await scope.tx.updateTable('place').set(said).where('id', '=', place.id).execute();
  await appendEvent(scope, { verb: 'change', subject: 'place', subjectId: place.id });
}

/** Gives a place back, of dates that go together all that are to come; whoever waits first has it. Send notices after the scope. */
export async function cancelPlace(scope: Scope, token: string): Promise<void> {
  const { place, occasion } = await assertMayChange(scope, token);
  if (place.state === 'cancelled') throw conflict('This place was given back already.');
  await giveBackByHolder(scope, place, occasion);
}

/** The same by somebody signed in, for their own place at an occasion. */
export async function cancelOwnPlace(scope: Scope, occasionId: string): Promise<void> {
  await turn(scope, occasionId);
  const place = await ownPlaceAt(scope, occasionId);
  if (!place) throw conflict('You have no place there: it was given back already.');
  if (scope.actor.personId === null) throw forbidden('give back a place without its link');
  await giveBackByHolder(scope, place, await occasionOf(scope, occasionId));
}

async function giveBackByHolder(
  scope: Scope,
  { id, state }: { id: string; state: string },
  { id: occasionId, endsAt }: Occasion,
): Promise<void> {
  if (endsAt <= new Date()) throw conflict('The event is over, so there is nothing to give back.');
  await giveBack(scope, id, { cancelledBy: 'holder', cancelledBecause: null });
  await tell(scope, { occasionId, placeId: id, kind: 'place-cancelled', detail: { was: state } });
  await settle(scope, occasionId);
  await appendEvent(scope, { verb: 'cancel', subject: 'place', subjectId: id });
}

/** Forgets who holds a place, at once; one that is still to come is given back first. Send notices after the scope: somebody may have the place now. */
export async function forgetHolder(scope: Scope, token: string): Promise<void> {
  const { place, occasion } = await assertMayChange(scope, token);
  if (place.state !== 'cancelled' && occasion.endsAt > new Date())
    await giveBack(scope, place.id, { cancelledBy: 'holder', cancelledBecause: null });
  await scope.tx
    .updateTable('place')
    .set({ personId: null, name: null, mail: null, organisation: null, needs: null, claim: null, erasedAt: new Date() })
    .where('id', '=', place.id)
    .execute();
  await settle(scope, occasion.id);
  await appendEvent(scope, { verb: 'forget', subject: 'place', subjectId: place.id });
}

/** Those who run the occasion take a place back and say why. Send notices after the scope. */
export async function declinePlace(
  scope: Scope,
  occasionId: string,
  { place: placeId, because }: { place: string; because: string },
): Promise<void> {
  const { actor, tx } = scope;
  await turn(scope, occasionId);
  const occasion = await occasionOf(scope, occasionId);
  if (!runsOccasion(actor, occasion)) throw forbidden('take a place back', 'Those who run the event may.');
  const place = await tx
    .selectFrom('place')
    .select('state')
    .where('id', '=', placeId)
    .where('occasionId', '=', occasionId)
    .executeTakeFirst();
  if (!place) throw missing('This place');
  if (place.state === 'cancelled') throw conflict('This place was given back already.');
  await giveBack(scope, placeId, { cancelledBy: 'host', cancelledBecause: because });
  await tell(scope, { occasionId, placeId, kind: 'declined', detail: { because, was: place.state } });
  await settle(scope, occasionId);
  await appendEvent(scope, { verb: 'decline', subject: 'place', subjectId: placeId });
}

async function giveBack(
  { tx }: Scope,
  placeId: string,
  how: { cancelledBy: 'holder' | 'host'; cancelledBecause: string | null },
): Promise<void> {
  await tx
    .updateTable('place')
    .set({ ...how, state: 'cancelled', cancelledAt: new Date() })
    .where('id', '=', placeId)
    .execute();
}

type Told = { occasionId: string; placeId: string; kind: 'place-cancelled' | 'declined'; detail: object };

async function tell({ tx }: Scope, { detail, ...notice }: Told): Promise<void> {
  await tx
    .insertInto('occasionNotice')
    .values({ ...notice, detail: JSON.stringify(detail) })
    .execute();
}

/** Waits until nobody else changes places of this occasion. It comes before the first thing that is written. */
async function turn({ tx }: Scope, occasionId: string): Promise<void> {
  await sql`select take_turn(${occasionId})`.execute(tx);
}

async function settle({ tx }: Scope, occasionId: string): Promise<void> {
  await sql`select settle_places(${occasionId})`.execute(tx);
}
