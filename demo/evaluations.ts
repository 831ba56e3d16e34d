import type { Actor } from '#app/platform/actor.ts';
import { visitor } from '#app/platform/actor.ts';
import { as, asSystem } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { currentFramework } from '../app/modules/competencies/queries.server.ts';
import { answerInstrument, keepInstrument, shareEvaluation } from '../app/modules/faculty/evaluation/commands.server.ts';
import { type Phase, readQuestions, usualPoints } from '../app/modules/faculty/evaluation/instrument.ts';
import { instrumentOf } from '../app/modules/faculty/evaluation/queries.server.ts';
import { offeringNamed } from '../app/modules/faculty/offerings/queries.server.ts';

const asked = [
  '1: I can give a learner one small part of a conversation, and watch it',
  '2: I can stay when a learner or a patient is moved',
  '3: I can say on the same day what I saw, and let the learner speak first',
  'aim: I can lead a practice round with a simulated patient',
].join('\n');
/** Then and now of each question, person by person: most moved up, some stayed, one moved down. Invented. */
const thenAndNow = [
  '13 23 24 12',
  '24 34 25 13',
  '23 33 24 23',
  '34 44 35 24',
  '12 22 23 12',
  '24 35 33 24',
  '33 34 45 34',
  '13 22 24 13',
  '25 45 35 25',
  '23 32 24 22',
  '24 33 34 13',
  '12 23 23 23',
  '34 44 45 35',
  '23 34 24 14',
];
const intentions = [
  'Ask each learner for one goal before we go in. (Invented.)',
  'Wait ten seconds before I help. (Invented.)',
  'Say what I saw on the same day. (Invented.)',
  'Hold a practice round with our residents. (Invented.)',
  'Let the learner speak first. (Invented.)',
];
const better = ['More time for the third afternoon. (Invented.)', 'A round with an interpreter. (Invented.)'];
const did = [3, 4, 2, 3, 1, 3, 4, 2, 3];
const stood = [
  'Nobody covers my ward for an hour. (Invented.)',
  'My site has no quiet room. (Invented.)',
  'Two of our residents left. (Invented.)',
];

/** Asks around the two offerings of the sample, and lets whoever came to the one that was held answer, as the year went by: afterwards, and after three months. Its figures are shown. */
export async function sampleEvaluations(convener: Actor, { held, coming }: { held: string; coming: string }): Promise<void> {
  const { competencies } = await as(convener, currentFramework);
  const { questions } = readQuestions(asked, { points: usualPoints, competencies });
  const occasions = await as(
    convener,
    async (scope) => [(await offeringNamed(scope, held)).occasionId, (await offeringNamed(scope, coming)).occasionId] as const,
  );
  await asSystem(({ tx }) => tx.updateTable('occasion').set({ keepsMailDays: 500 }).where('id', 'in', occasions).execute());
  const levels = { questions, kirkpatrick: 2, moore: 4, followUps: [3, 12] };
  await as(convener, (scope) => keepInstrument(scope, occasions[0], { design: 'then-test', ...levels }));
  await as(convener, (scope) => keepInstrument(scope, occasions[1], { design: 'pre and post', ...levels }));
  const tokens = await linksOf(occasions[0]);
  await whileOpen(convener, { occasionId: occasions[0], phase: 'after' }, async () => {
    for (const [at, said] of thenAndNow.entries()) {
      const scales = said.split(' ').flatMap((pair, question) => [
        [`then.q${question + 1}`, pair[0]!],
        [`now.q${question + 1}`, pair[1]!],
      ]);
      const words = {
        ...(at % 2 === 0 && { intend: intentions[at % intentions.length] }),
        ...(at % 5 === 0 && { better: better[at % better.length] }),
      };
      await as(visitor, (scope) =>
        answerInstrument(scope, tokens[at]!, { ...Object.fromEntries(scales), ...words } as Record<string, string>),
      );
    }
  });
  await whileOpen(convener, { occasionId: occasions[0], phase: '3 months' }, async () => {
    for (const [at, word] of did.entries())
      await as(visitor, (scope) =>
        answerInstrument(scope, tokens[at]!, {
          did: String(word),
          meant: intentions[at % intentions.length]!,
          ...(at % 3 === 0 && { stood: stood[at / 3]! }),
        }),
      );
  });
  await as(convener, (scope) => shareEvaluation(scope, occasions[0], true));
}

/** A link for each confirmed place. */
function linksOf(occasionId: string): Promise<string[]> {
  return asSystem(async ({ tx }) => {
    const places = await tx
      .selectFrom('place')
      .select('id')
      .where('occasionId', '=', occasionId)
      .where('state', '=', 'confirmed')
      .orderBy('position')
      .execute();
    const links = places.map(({ id }) => ({ placeId: id, token: newSecret() }));
    await tx
      .insertInto('placeLink')
      .values(links.map(({ placeId, token }) => ({ placeId, tokenHash: hexOf(token) })))
      .execute();
    return links.map(({ token }) => token);
  });
}

/** Sets an asking to now, and back to when it was once the work is done. */
async function whileOpen(
  convener: Actor,
  { occasionId, phase }: { occasionId: string; phase: Phase },
  work: () => Promise<void>,
): Promise<void> {
  const { askings } = (await as(convener, (scope) => instrumentOf(scope, occasionId)))!;
  const { opensAt, closesAt } = askings.find((each) => each.phase === phase)!;
  const set = (times: { opensAt: Date; closesAt: Date }) =>
    asSystem(({ tx }) =>
      tx.updateTable('instrumentAsking').set(times).where('occasionId', '=', occasionId).where('phase', '=', phase).execute(),
    );
  await set({ opensAt: new Date(Date.now() - 60_000), closesAt: new Date(Date.now() + 3_600_000) });
  await work();
  await set({ opensAt, closesAt });
}
