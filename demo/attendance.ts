import { type Actor, visitor } from '#app/platform/actor.ts';
import { as } from '#app/platform/scope.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { instantOf } from '#app/ui/instant.ts';
import { giveByHand, giveCertificates, revokeCertificate } from '../app/modules/attendance/certificates/commands.server.ts';
import { certificatesRead } from '../app/modules/attendance/certificates/queries.server.ts';
import { askForCredit } from '../app/modules/attendance/credit/commands.server.ts';
import { answerEvaluation, keepQuestions } from '../app/modules/attendance/evaluation/commands.server.ts';
import { askForPlace, confirmPlace, takePlace } from '../app/modules/attendance/places/commands.server.ts';
import { claimPresence } from '../app/modules/attendance/presence/claim-commands.server.ts';
import { answerRows, bringReport } from '../app/modules/attendance/presence/commands.server.ts';
import { queueRead } from '../app/modules/attendance/presence/queries.server.ts';
import { readReport } from '../app/modules/attendance/presence/report.ts';
import { claimByCode, claimInRoom, closeRoom, enterRoom, openRoom } from '../app/modules/attendance/rooms/commands.server.ts';
import { roomShown } from '../app/modules/attendance/rooms/queries.server.ts';

const zone = 'America/New_York';
const registrants = ['Mira Olsson', 'Dev Ramanathan', 'Lucia Ferro', 'Sam Whitlock', 'Yuki Hara'];
const mailOf = (name: string) => `${name.toLowerCase().replace(' ', '.')}@sample.example`;

const thoughts: ReadonlyArray<Readonly<Record<string, string>>> = [
  { what: 'Wait a little longer before I fill a silence' },
  { what: 'Ask the student what they heard, before I say what I heard', better: 'More time for questions' },
  { what: 'Use the first exercise with my group in spring' },
  { better: 'Send the slides beforehand' },
  { what: 'Try it with one colleague first', better: 'Say at the beginning what will be recorded' },
];

/** Five invented people ask for a place and confirm it by the link of their mail, as anybody does; answers what opens their places. */
export function register(occasionId: string): Promise<string[]> {
  return as(visitor, async (scope) => {
    const tokens = [];
    for (const name of registrants) {
      const said = { name, mail: mailOf(name), organisation: 'An invented school', needs: '', timeZone: zone };
      const { text } = await askForPlace(scope, occasionId, { ...said, address: `sample ${occasionId}`, base: 'http://sample.example' });
      const token = /\/places\/([\w-]+)/.exec(text)![1]!;
      await confirmPlace(scope, token);
      tokens.push(token);
    }
    return tokens;
  });
}

/** Members take a place with one click. */
export async function registerMembers(occasionId: string, members: readonly Actor[]): Promise<void> {
  for (const member of members) await as(member, (scope) => takePlace(scope, occasionId, { needs: '' }));
}

/** An occasion that people registered for, as if it had been at noon of an earlier day; whoever has a place by a link answers the usual questions. */
export async function beOver(
  convener: Actor,
  occasionId: string,
  { on, tokens }: { on: string; tokens: readonly string[] },
): Promise<void> {
  const startsAt = instantOf(on, '12:00', zone)!;
  await as(convener, async (scope) => {
    await scope.tx
      .updateTable('occasion')
      .set({ startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), status: 'held' })
      .where('id', '=', occasionId)
      .execute();
    await keepQuestions(scope, occasionId);
  });
  await as(visitor, async (scope) => {
    for (const [at, token] of tokens.entries())
      await answerEvaluation(scope, token, { worth: 3 + (at % 3), use: 2 + (at % 4), ...thoughts[at % thoughts.length]! });
  });
}

/** Who was there by the meeting's own report: some found by their address, some decided by a person, two lines that wait; and certificates, of which one was revoked. */
export async function attend(
  convener: Actor,
  occasionId: string,
  { on, members }: { on: string; members: readonly string[] },
): Promise<void> {
  const startsAt = instantOf(on, '12:00', zone)!;
  const read = readReport(reportOf(isoDayIn(startsAt, zone), members), {
    ...{ startsAt, endsAt: new Date(startsAt.getTime() + 3_600_000), timeZone: zone },
  });
  if ('problem' in read) throw new Error(read.problem);
  await as(convener, async (scope) => {
    await bringReport(scope, occasionId, { report: read, fileName: 'participants (invented).csv', timeZone: zone });
    const { lines } = await queueRead(scope, { id: occasionId }, { page: 1, decided: 1 });
    const named = (name: string) => lines.filter((line) => line.name === name).map(({ id }) => id);
    await answerRows(scope, occasionId, { answer: 'is', rows: named('Yuki’s tablet'), mail: mailOf('Yuki Hara') });
    await answerRows(scope, occasionId, { answer: 'nobody', rows: named('Notes of the host') });
    await giveCertificates(scope, occasionId);
    const speaker = { holder: 'Noor Castellan (invented)', minutes: 60, mail: '' as const };
    await giveByHand(scope, occasionId, speaker);
    const { given } = await certificatesRead(scope, occasionId, { page: 1 });
    const certificate = given.find(({ holder }) => holder === 'Sam Whitlock')!.id;
    const because = 'Somebody else joined with this address, as its holder told us (an invented reason).';
    await revokeCertificate(scope, occasionId, { certificate, because });
  });
}

/** An invented report as Zoom writes it. */
function reportOf(isoDay: string, members: readonly string[]) {
  const [year, month, date] = isoDay.split('-');
  const line = (name: string, mail: string, [from, to]: [string, string]) =>
    [name, mail, `${month}/${date}/${year} ${from} PM`, `${month}/${date}/${year} ${to} PM`, 'No'].join(',');
  const whole: [string, string] = ['12:01:10', '12:59:30'];
  return [
    'Name (Original Name),User Email,Join Time,Leave Time,In Waiting Room',
    line('Mira Olsson', mailOf('Mira Olsson'), whole),
    line('Dev', mailOf('Dev Ramanathan'), ['12:00:40', '12:31:00']),
    line('Dev (phone)', mailOf('Dev Ramanathan'), ['12:30:20', '12:58:00']),
    line('Lucia Ferro', mailOf('Lucia Ferro'), ['12:02:00', '12:21:00']),
    line('Sam Whitlock', mailOf('Sam Whitlock'), whole),
    ...members.map((mail) => line('A member', mail, whole)),
    line('Yuki’s tablet', '', ['12:04:00', '12:57:00']),
    line('Notes of the host', '', whole),
    line('iPhone', '', ['12:10:00', '12:48:00']),
    line('S. Whitlock', 'sam@home.example', ['12:15:00', '12:59:00']),
  ].map((text, at) => ({ line: at + 1, cells: text.split(',') }));
}

/**
 * An occasion in a room that ended a few minutes ago: members scanned the code, two with a link typed it, one says that they were there without it; two asked for credit, and who was there has a
 * certificate with its badge. Nothing but the clock of the database says when a code was brought, so the occasion is of now.
 */
export async function meetInRoom(
  convener: Actor,
  occasionId: string,
  { tokens, members }: { tokens: readonly string[]; members: readonly Actor[] },
): Promise<void> {
  const endsAt = new Date(Math.floor(Date.now() / 300_000) * 300_000 - 300_000);
  await as(convener, async (scope) => {
    await scope.tx
      .updateTable('occasion')
      .set({ startsAt: new Date(endsAt.getTime() - 3_600_000), endsAt, status: 'held' })
      .where('id', '=', occasionId)
      .execute();
    await keepQuestions(scope, occasionId);
    await openRoom(scope, occasionId);
  });
  const code = async () => (await as(convener, (scope) => roomShown(scope, { id: occasionId })))!.code;
  const network = 'sample';
  for (const member of members) {
    const shown = await code();
    const entered = await as(visitor, (scope) => enterRoom(scope, shown, network));
    if (entered.state === 'here') await as(member, (scope) => claimInRoom(scope, entered.pass));
  }
  const [first, second, third] = tokens;
  for (const token of [first!, second!]) {
    const shown = await code();
    await as(visitor, (scope) => claimByCode(scope, token, { code: shown, network }));
  }
  await as(visitor, async (scope) => {
    await askForCredit(scope, first!, { firstName: 'Mira', lastName: 'Olsson', degree: 'MD', profession: 'Physician' });
    await askForCredit(scope, second!, { firstName: 'Dev', lastName: 'Ramanathan', degree: 'MSN, RN', profession: 'Nurse' });
    await claimPresence(scope, third!, 'My phone was empty. I sat beside Mira. (An invented claim.)');
  });
  await as(convener, async (scope) => {
    await closeRoom(scope, occasionId);
    await giveCertificates(scope, occasionId);
  });
}
