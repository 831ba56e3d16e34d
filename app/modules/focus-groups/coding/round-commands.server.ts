import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayLeadStudy } from '../rules.ts';
import { isOn } from '../study/approach.ts';
import type { Study } from '../study/queries.server.ts';
import { codebookVersion, roundOf } from './queries.server.ts';
import type { NewRound } from './schema.ts';

/** Begins a round of coding with the codebook as it stands. Blind rounds belong to the coding reliability approach. Answers its id. */
export async function beginRound(scope: Scope, study: Study, { title, kind }: NewRound): Promise<string> {
  const { actor, tx } = scope;
  if (!mayLeadStudy(study)) throw forbidden('begin a round: the study’s lead does');
  if (!isOn(study.approach, kind === 'blind' ? 'rounds' : 'coding'))
    throw conflict(
      'The approach of this study has no blind rounds. Its protocol can name the coding reliability approach, with the reason.',
    );
  const begun = await tx
    .insertInto('codingRound')
    .values({ studyId: study.id, title, kind, codebookVersion: await codebookVersion(scope, study), begunBy: actor.personId })
    .onConflict((on) => on.columns(['studyId', 'title']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!begun) throw conflict(`There is a round called ${title} already.`);
  await appendStudyEvent(scope, study.id, { verb: 'begin', subject: 'coding_round', subjectId: begun.id, after: { title, kind } });
  return begun.id;
}

/** Opens a blind round: from now on the team sees everybody's codings. It cannot be made blind again. Conflict when it is open. */
export async function openRound(scope: Scope, study: Study, roundId: string): Promise<void> {
  if (!mayLeadStudy(study)) throw forbidden('open a round: the study’s lead does');
  const { title, kind, openedAt } = await roundOf(scope, study, roundId);
  if (kind !== 'blind' || openedAt !== null) throw conflict(`${title} is open already.`);
  await scope.tx
    .updateTable('codingRound')
    .set({ openedAt: sql<Date>`now()` })
    .where('studyId', '=', study.id)
    .where('id', '=', roundId)
    .where('openedAt', 'is', null)
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'open', subject: 'coding_round', subjectId: roundId, after: { title } });
}

/** Closes a round: its codings stay as they are. Conflict when it is closed. */
export async function closeRound(scope: Scope, study: Study, roundId: string): Promise<void> {
  if (!mayLeadStudy(study)) throw forbidden('close a round: the study’s lead does');
  const { title, closedAt } = await roundOf(scope, study, roundId);
  if (closedAt !== null) throw conflict(`${title} is closed already.`);
  await scope.tx
    .updateTable('codingRound')
    .set({ closedAt: sql<Date>`now()` })
    .where('studyId', '=', study.id)
    .where('id', '=', roundId)
    .execute();
  await appendStudyEvent(scope, study.id, { verb: 'close', subject: 'coding_round', subjectId: roundId, after: { title } });
}
