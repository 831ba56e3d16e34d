import { sql } from 'kysely';
import { appendEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import { occasionOf } from '../../attendance/queries.server.ts';
import { askingsOf, type Instrument, plainCode, readAnswers } from './instrument.ts';
import { askedNow, instrumentOf, spanOf } from './queries.server.ts';
import { mayEvaluate, whoMayEvaluate } from './rules.ts';

const dayMs = 86_400_000;

/** Asks these questions around an offering, by the date that decides who has a place. Once anybody answered they stay as they were asked. */
export async function keepInstrument(
  scope: Scope,
  occasionId: string,
  { followUps, ...said }: Instrument & { followUps: readonly number[] },
): Promise<void> {
  const { occasion, before } = await assertUnanswered(scope, occasionId);
  const dates = await spanOf(scope, occasionId);
  const askings = askingsOf({ design: said.design, followUps }, dates);
  if (said.design === 'pre and post' && dates.startsAt <= new Date())
    throw conflict('It has begun, so nobody can be asked before it. Choose the retrospective pre-post, and ask once afterwards.');
  const last = Math.max(...askings.map(({ opensAt }) => opensAt.getTime()));
  const days = Math.ceil((last - occasion.endsAt.getTime()) / dayMs) + 7;
  if (days > occasion.keepsMailDays)
    throw conflict(
      `The addresses of those who come are kept for ${occasion.keepsMailDays} days, and asking so late needs ${days}. Keep them for longer on the page of the offering, before people enrol, or ask for a shorter time.`,
    );
  const values = { ...said, questions: JSON.stringify(said.questions), changedAt: new Date() };
  await scope.tx
    .insertInto('instrument')
    .values({ occasionId, ...values })
    .onConflict((on) => on.column('occasionId').doUpdateSet(values))
    .execute();
  await scope.tx.deleteFrom('instrumentAsking').where('occasionId', '=', occasionId).execute();
  await scope.tx
    .insertInto('instrumentAsking')
    .values(askings.map((asking) => ({ occasionId, ...asking })))
    .execute();
  await appendEvent(scope, {
    verb: 'ask',
    subject: 'instrument',
    subjectId: occasionId,
    ...(before && { before: before.instrument }),
    after: { ...said, followUps },
  });
}

/** Asks nothing around an offering; as long as nobody answered. */
export async function dropInstrument(scope: Scope, occasionId: string): Promise<void> {
  await assertUnanswered(scope, occasionId);
  await scope.tx.deleteFrom('instrument').where('occasionId', '=', occasionId).execute();
  await appendEvent(scope, { verb: 'drop', subject: 'instrument', subjectId: occasionId });
}

/** Shows the figures of an evaluation, without anybody's words, to whoever reads needs; or takes them back. */
export async function shareEvaluation(scope: Scope, occasionId: string, isShared: boolean): Promise<void> {
  const occasion = await occasionOf(scope, occasionId);
  if (!mayEvaluate(scope.actor, occasion)) throw forbidden('show what was found', whoMayEvaluate.run);
  const before = await instrumentOf(scope, occasionId);
  if (before === null) throw conflict('Nothing is asked around this offering.');
  if ((before.sharedAt !== null) === isShared) return;
  await scope.tx
    .updateTable('instrument')
    .set({ sharedAt: isShared ? new Date() : null })
    .where('occasionId', '=', occasionId)
    .execute();
  await appendEvent(scope, { verb: isShared ? 'share' : 'take back', subject: 'instrument', subjectId: occasionId });
}

/** Keeps what the holder of a place's link answers to what is asked now, apart from who they are; the database writes the event, since nobody has signed in. */
export async function answerInstrument(scope: Scope, token: string, typed: Readonly<Record<string, string>>): Promise<void> {
  const { instrument, phase } = await assertAsked(scope, token);
  const { scales, texts } = readAnswers(instrument, { phase, typed });
  if (Object.keys(scales).length + Object.keys(texts).length === 0) throw conflict('Answer at least one of the questions.');
  const typedCode = (typed.code ?? '').trim();
  const code = instrument.design === 'pre and post' && (phase === 'before' || phase === 'after') ? plainCode(typedCode) : null;
  if (typedCode !== '' && code === null && instrument.design === 'pre and post')
    throw conflict('This code is too short to be yours alone: make it at least four letters and digits long, or leave it empty.');
  const { rows } = await sql<{ said: string }>`
    select answer_instrument(${hexOf(token)}, ${phase}, ${code ?? ''}, ${JSON.stringify(scales)}::jsonb, ${JSON.stringify(texts)}::jsonb) as said`.execute(
    scope.tx,
  );
  if (rows[0]?.said === 'gone') throw missing('What this link led to');
  if (rows[0]?.said === 'twice') throw conflict('You answered already. Thank you.');
}

/** Whoever has a confirmed place, while something is asked. */
async function assertAsked(scope: Scope, token: string) {
  const { instrument, phase } = await askedNow(scope, token, new Date());
  if (instrument === null || phase === null)
    throw forbidden('answer now', 'Questions are asked of whoever has a place, for the time that the page says.');
  return { instrument, phase };
}

async function assertUnanswered(scope: Scope, occasionId: string) {
  const occasion = await occasionOf(scope, occasionId);
  if (!mayEvaluate(scope.actor, occasion)) throw forbidden('ask questions around this offering', whoMayEvaluate.run);
  const before = await instrumentOf(scope, occasionId);
  if (before?.askings.some(({ answers }) => answers > 0))
    throw conflict('Somebody answered already, so the questions stay as they were asked.');
  if (before?.askings.some(({ opensAt }) => opensAt <= new Date()))
    throw conflict('It is asked already, so the questions stay as they are.');
  return { occasion, before };
}
