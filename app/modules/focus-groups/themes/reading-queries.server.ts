import { sql } from 'kysely';
import type { Scope } from '#app/platform/scope.server.ts';
import { hexOf } from '#app/platform/secret.server.ts';
import type { Study } from '../study/queries.server.ts';

/** What participants said of a theme who read it back, the oldest first. */
export async function readingsOf({ tx }: Scope, study: Study, themeId: string) {
  return tx
    .selectFrom('themeReading')
    .innerJoin('participant', (join) =>
      join.onRef('participant.studyId', '=', 'themeReading.studyId').onRef('participant.id', '=', 'themeReading.participantId'),
    )
    .select(['themeReading.id', 'participantId', 'participant.pseudonym', 'answer', 'words', 'saidAt'])
    .where('themeReading.studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .orderBy('themeReading.id')
    .execute();
}

/** Which sayings of participants who read a theme back may stand in a file today, by id. */
export async function printableReadings({ tx }: Scope, study: Study): Promise<Set<string>> {
  const rows = await tx.selectFrom('printableReading').select('id').where('studyId', '=', study.id).$narrowType<{ id: string }>().execute();
  return new Set(rows.map(({ id }) => id));
}

/** Who was asked to read a theme back, the newest first. Leads and research staff see it, others an empty list. */
export async function askedReaders({ tx }: Scope, study: Study, themeId: string) {
  return tx
    .selectFrom('themeLink')
    .innerJoin('participant', (join) =>
      join.onRef('participant.studyId', '=', 'themeLink.studyId').onRef('participant.id', '=', 'themeLink.participantId'),
    )
    .select(['themeLink.id', 'participant.pseudonym', 'madeAt', 'expiresAt', 'endedAt'])
    .select(sql<boolean>`ended_at is null and expires_at > now()`.as('isOpen'))
    .where('themeLink.studyId', '=', study.id)
    .where('themeId', '=', themeId)
    .orderBy('themeLink.id', 'desc')
    .execute();
}

/** Participants who may be asked: they agreed to be contacted again, and did not withdraw. */
export async function whoMayBeAsked({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('participant')
    .innerJoin('participantAllows as a', (join) =>
      join.onRef('a.studyId', '=', 'participant.studyId').onRef('a.participantId', '=', 'participant.id'),
    )
    .select(['participant.id', 'pseudonym'])
    .where('participant.studyId', '=', study.id)
    .where(
      sql<boolean>`'contact again' = any (a.granted) and a.withdrawn is null and keeps_site(participant.study_id, participant.site_id)`,
    )
    .orderBy('pseudonym')
    .execute();
}

/** What a participant's link opens; null when it opens nothing. */
export type ThemeToRead = {
  readonly study: string;
  readonly isSample: boolean;
  readonly claim: string;
  readonly plain: string;
  readonly expiresAt: Date;
  readonly said: number;
};

/** The theme that a link opens, for whoever holds its token: its words and the study's title, and nothing of anybody. */
export async function themeToRead({ tx }: Scope, token: string): Promise<ThemeToRead | null> {
  const { rows } = await sql<ThemeToRead>`
    select study, is_sample as "isSample", claim, plain, expires_at as "expiresAt", said from theme_to_read(${hexOf(token)})`.execute(tx);
  return rows[0] ?? null;
}
