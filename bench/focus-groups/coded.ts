import { seededRandom } from '#app/maths/random.ts';
import { beginStudy, giveStudyRole } from '#app/modules/focus-groups/study/commands.server.ts';
import { studyNamed } from '#app/modules/focus-groups/study/queries.server.ts';
import { type Actor, operator } from '#app/platform/actor.ts';
import { closeDatabase } from '#app/platform/db.server.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { hashOf, newSecret } from '#app/platform/secret.server.ts';
import { heardGroup, signedText } from '../../tests/studies.ts';
import { buildPages, builtServer, ownDatabase } from '../measuring.ts';

const turns = 2500;
const wordsInTurn = 40;
/** So many words the text has. */
export const words = turns * wordsInTurn;
const vocabulary =
  'we sat with her family and nobody spoke until she asked what the scan had shown then I did not know where to look'.split(' ');

/** A built server with a signed text of 100,000 generated words in an open round, which three coders gave so many overlapping codings. */
export type Coded = {
  /** The page of the text. */
  readonly address: string;
  /** The token of one of the coders. */
  readonly token: string;
  readonly codeId: string;
  /** Marked passages, as they lie in the text. */
  readonly passages: readonly { readonly begins: number; readonly ends: number }[];
  readonly text: string;
};

/** Works with such a server and leaves nothing of it. */
export async function* withCoded<Figure>(codings: number, work: (coded: Coded) => AsyncIterable<Figure>): AsyncIterable<Figure> {
  yield* withServer(
    () => codedStudy(codings),
    ({ path, origin, ...made }) => work({ ...made, address: origin + path }),
  );
}

/** Works with a built server on its own database that holds what `prepare` made, and leaves nothing of it. */
export async function* withServer<Made extends object, Figure>(
  prepare: () => Promise<Made>,
  work: (made: Made & { readonly origin: string }) => AsyncIterable<Figure>,
): AsyncIterable<Figure> {
  buildPages();
  await using _database = ownDatabase();
  const made = await prepare();
  await closeDatabase();
  await using server = await builtServer();
  yield* work({ ...made, origin: server.address });
}

/** A study with a site and a session, its people by name, and a token for one of them: what every measure of focus groups begins with. */
export async function heardStudy(signedIn: 'Mo' | 'Sam') {
  const people = ['Lena', 'Mo', 'Ada', 'Sam', 'Sol'];
  const ids = await as(operator(), async ({ tx }) => {
    const made = await tx
      .insertInto('person')
      .values(people.map((name) => ({ name, mail: `${name.toLowerCase()}@invented.example` })))
      .returning('id')
      .execute();
    await tx
      .insertInto('collaborativeRole')
      .values(made.map(({ id }) => ({ personId: id, role: 'convener' as const })))
      .execute();
    return made.map(({ id }) => id);
  });
  const actors = people.map((name, at): Actor => ({ kind: 'person', personId: ids[at]!, name, school: null, roles: ['convener'] }));
  const lena = actors[0];
  const slug = await as(lena!, (scope) => beginStudy(scope, { title: 'Measured', approach: 'thematic', question: 'What helps?' }));
  const study = await as(lena!, (scope) => studyNamed(scope, slug));
  for (const [name, role] of Object.entries({ mo: 'coder', ada: 'coder', sam: 'staff', sol: 'staff' } as const))
    await as(lena!, (scope) => giveStudyRole(scope, study, { mail: `${name}@invented.example`, role, siteId: null }));
  const schoolId = await as(operator(), async ({ tx }) => {
    const { id } = await tx
      .insertInto('school')
      .values({ slug: 'invented', name: 'Invented school', isMember: false })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  });
  const group = await heardGroup(study.id, { schoolId, pseudonyms: ['Willow', 'Rowan', 'Hazel'] });
  const token = newSecret();
  await asSystem(async ({ tx }) => {
    const session = { personId: ids[people.indexOf(signedIn)]!, tokenHash: hashOf(token), expiresAt: new Date(Date.now() + 3_600_000) };
    await tx.insertInto('session').values(session).execute();
  });
  return { slug, studyId: study.id, ids, actors, token, ...group };
}

/** Such a study itself, in the database that this process works with; `memoOf` gives the memo of each coding. */
export async function codedStudy(count: number, memoOf: (at: number) => string = () => '') {
  const random = seededRandom(20);
  const between = (from: number, to: number) => from + Math.floor(random() * (to - from));
  const heard = await heardStudy('Mo');
  const { slug, studyId, ids, actors, siteId, sessionId, participantOf } = heard;
  const [lena, , , sam, sol] = actors;
  const speakers = Object.entries(participantOf);
  const said = Array.from({ length: turns }, (_, at) => {
    const [speaker, participantId] = speakers[at % speakers.length]!;
    return { speaker, participantId, text: Array.from({ length: wordsInTurn }, () => vocabulary[between(0, vocabulary.length)]).join(' ') };
  });
  const text = said.map((turn) => turn.text).join('\n');
  const textId = await signedText([sam!, sol!], { studyId, siteId, sessionId, title: 'Group 1', said });
  const { roundId, codeIds } = await as(lena!, async ({ tx }) => {
    const codes = Array.from({ length: 25 }, (_, at) => ({ studyId, name: `Code ${at + 1}`, colour: at % 12, position: at }));
    const made = await tx.insertInto('code').values(codes).returning('id').execute();
    const round = await tx
      .insertInto('codingRound')
      .values({ studyId, title: 'Round 1', kind: 'open' })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { roundId: round.id, codeIds: made.map(({ id }) => id) };
  });
  const passages = Array.from({ length: count }, (_, at) => {
    const begins = Math.floor((at / count) * (text.length - 800)) + between(0, 200);
    return { begins, ends: begins + between(30, 600) };
  });
  await as(operator(), async ({ tx }) => {
    const rows = passages.map((passage, at) => ({
      ...{ studyId, roundId, textId, ...passage, codebookVersion: 1 },
      codeId: codeIds[at % codeIds.length]!,
      coderId: ids[at % 3]!,
      memo: memoOf(at),
    }));
    for (let from = 0; from < rows.length; from += 500)
      await tx
        .insertInto('coding')
        .values(rows.slice(from, from + 500))
        .execute();
  });
  return { ...heard, path: `/w/focus-groups/${slug}/coding/${roundId}/${textId}`, codeId: codeIds[0]!, passages, text };
}
