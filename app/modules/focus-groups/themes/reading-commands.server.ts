import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf, newSecret } from '#app/platform/secret.server.ts';
import { mayKeepParticipants } from '../rules.ts';
import type { Study } from '../study/queries.server.ts';
import { assertMayKeepPeopleAt } from '../study/site-queries.server.ts';
import { themeOf } from './queries.server.ts';
import { themeToRead, whoMayBeAsked } from './reading-queries.server.ts';
import type { ThemeReadBack } from './schema.ts';

/** How long a link opens its theme. */
export const linkDays = 30;

/**
 * Makes a participant's link to a theme and answers its token, which is kept nowhere: only its hash is. A link of theirs that is open ends. Missing for no participant of the study,
 * conflict when they did not agree to be contacted again or withdrew.
 */
export async function askReader(
  scope: Scope,
  study: Study,
  { themeId, participantId }: { themeId: string; participantId: string },
): Promise<string> {
  const { actor, tx } = scope;
  if (!mayKeepParticipants(study)) throw forbidden('ask participants: the study’s leads and research staff do');
  const { setAsideAt } = await themeOf(scope, study, themeId);
  if (setAsideAt !== null) throw conflict('This theme is set aside. Take it up again first.');
  const participant = await tx
    .selectFrom('participant')
    .select(['pseudonym', 'siteId'])
    .where('studyId', '=', study.id)
    .where('id', '=', participantId)
    .executeTakeFirst();
  if (!participant) throw missing('This participant');
  await assertMayKeepPeopleAt(scope, study, participant.siteId);
  if (!(await whoMayBeAsked(scope, study)).some(({ id }) => id === participantId))
    throw conflict(`${participant.pseudonym} did not agree to be contacted again, or withdrew.`);
  await tx
    .updateTable('themeLink')
    .set({ endedAt: sql<Date>`now()` })
    .where('studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .where('participantId', '=', participantId)
    .where('endedAt', 'is', null)
    .execute();
  const token = newSecret();
  const { id } = await tx
    .insertInto('themeLink')
    .values({
      studyId: study.id,
      themeId,
      participantId,
      tokenHash: hexOf(token),
      madeBy: actor.personId,
      expiresAt: sql<Date>`now() + make_interval(days => ${linkDays})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await appendStudyEvent(scope, study.id, { verb: 'ask', subject: 'theme_link', subjectId: id, after: { themeId, participantId } });
  return token;
}

/** Ends a participant's link. What they said stays. */
export async function endLink(scope: Scope, study: Study, { themeId, linkId }: { themeId: string; linkId: string }): Promise<void> {
  if (!mayKeepParticipants(study)) throw forbidden('end a link: the study’s leads and research staff do');
  const ended = await scope.tx
    .updateTable('themeLink')
    .set({ endedAt: sql<Date>`now()` })
    .where('studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .where('id', '=', linkId)
    .where('endedAt', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!ended) throw missing('This link');
  await appendStudyEvent(scope, study.id, { verb: 'end', subject: 'theme_link', subjectId: linkId });
}

/**
 * Keeps what a participant says of the theme that their link opens; the database writes the event, since nobody has signed in. Missing when the link opens nothing, conflict when it said as
 * much as a link may.
 */
export async function sayOfTheme(scope: Scope, { token, answer, words }: { token: string } & ThemeReadBack): Promise<void> {
  await assertMaySay(scope, token);
  const { rows } = await sql<{ said: string }>`select say_of_theme(${hexOf(token)}, ${answer}, ${words}) as said`.execute(scope.tx);
  if (rows[0]?.said === 'gone') throw missing('What this link led to');
  if (rows[0]?.said === 'full') throw conflict('You have told us ten times what you think, which is as much as one link takes. Thank you.');
}

/** Whoever holds the token of a link that is open may. */
async function assertMaySay(scope: Scope, token: string): Promise<void> {
  if ((await themeToRead(scope, token)) === null) throw missing('What this link led to');
}
