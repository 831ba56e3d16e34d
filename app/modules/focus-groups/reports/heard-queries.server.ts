import type { Scope } from '#app/platform/scope.server.ts';
import { inTree } from '../coding/codebook.ts';
import { codes, rounds } from '../coding/queries.server.ts';
import { signedTexts } from '../coding/text-queries.server.ts';
import { sessions as allSessions } from '../study/people-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { countedRounds } from './counted.ts';
import type { HeardSession, HeardTurn } from './heard.ts';

/** The sessions with a signed text in the order in which they were held, each text with its turns; people whose turns were removed are not in it. */
export async function heardSessions(scope: Scope, study: Study): Promise<HeardSession[]> {
  const { tx } = scope;
  const texts = await signedTexts(scope, study);
  if (texts.length === 0) return [];
  const ids = texts.map(({ id }) => id);
  const bodies = await tx
    .selectFrom('transcriptText')
    .innerJoin('transcript', (join) =>
      join.onRef('transcript.studyId', '=', 'transcriptText.studyId').onRef('transcript.id', '=', 'transcriptText.transcriptId'),
    )
    .select(['transcriptText.id', 'transcriptText.text', 'transcript.title', 'transcript.sessionId'])
    .where('transcriptText.studyId', '=', study.id)
    .where('transcriptText.id', 'in', ids)
    .orderBy('transcript.title')
    .execute();
  const turns = await tx
    .selectFrom('transcriptTurn')
    .select(['textId', 'position', 'speaker', 'kind', 'participantId', 'begins', 'ends', 'fromMs', 'toMs'])
    .where('studyId', '=', study.id)
    .where('textId', 'in', ids)
    .orderBy('textId')
    .orderBy('position')
    .execute();
  const came = await tx
    .selectFrom('attendance')
    .innerJoin('participant', (join) =>
      join.onRef('participant.studyId', '=', 'attendance.studyId').onRef('participant.id', '=', 'attendance.participantId'),
    )
    .select(['attendance.sessionId', 'pseudonym'])
    .where('attendance.studyId', '=', study.id)
    .where('came', '=', true)
    .where('participant.state', '<>', 'withdrawn')
    .orderBy('pseudonym')
    .execute();
  const turnsOf = Map.groupBy(turns, ({ textId }) => textId);
  const textsOf = Map.groupBy(bodies, ({ sessionId }) => sessionId);
  return (await allSessions(scope, study)).flatMap(({ id, title, site }) => {
    const own = textsOf.get(id);
    if (!own) return [];
    const texts = own.map((body) => ({
      id: body.id,
      title: body.title,
      turns: (turnsOf.get(body.id) ?? []).map(
        ({ textId, fromMs, toMs, ...turn }): HeardTurn => ({
          ...turn,
          text: body.text.slice(turn.begins, turn.ends),
          start: fromMs,
          end: toMs,
        }),
      ),
    }));
    return [{ id, title, site, texts, came: came.filter(({ sessionId }) => sessionId === id).map(({ pseudonym }) => pseudonym) }];
  });
}

/**
 * What figures over a study's codings are made of: its sessions, the codes in use, and the counted codings. Over several schools, codings that meet words of somebody who does
 * not agree to be read together with other schools are left out; `leftOut` is how many.
 */
export async function counted(scope: Scope, study: Study) {
  const { tx } = scope;
  const sessions = await heardSessions(scope, study);
  const inUse = inTree(await codes(scope, study)).map(({ id, name }) => ({ id, name }));
  const chosen = countedRounds(await rounds(scope, study));
  const texts = new Map(sessions.flatMap((session) => session.texts.map((text) => [text.id, text] as const)));
  if (texts.size === 0 || chosen.length === 0) return { sessions, codes: inUse, codings: [], rounds: chosen, leftOut: 0 };
  const found = await tx
    .selectFrom('coding')
    .select(['id', 'textId', 'codeId', 'begins', 'ends'])
    .where('studyId', '=', study.id)
    .where(
      'roundId',
      'in',
      chosen.map(({ id }) => id),
    )
    .where('textId', 'in', [...texts.keys()])
    .orderBy('textId')
    .orderBy('begins')
    .orderBy('id')
    .execute();
  const closed = new Set<string>();
  if (new Set(sessions.map(({ site }) => site)).size > 1)
    for (const { participantId, mayCross } of await tx
      .selectFrom('participantAllows')
      .select(['participantId', 'mayCross'])
      .where('studyId', '=', study.id)
      .execute())
      if (!mayCross && participantId !== null) closed.add(participantId);
  const codings = found.filter(({ textId, begins, ends }) => {
    const turns = texts.get(textId)!.turns;
    return !turns.some((turn) => turn.participantId !== null && closed.has(turn.participantId) && begins < turn.ends && turn.begins < ends);
  });
  return { sessions, codes: inUse, codings, rounds: chosen, leftOut: found.length - codings.length };
}
export type Counted = Awaited<ReturnType<typeof counted>>;
