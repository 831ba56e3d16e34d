import { sql } from 'kysely';
import type { Message } from '#app/platform/message.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayAskForOriginals } from '../rules.ts';
import { mayReadOriginalsOf } from '../study/key-queries.server.ts';
import { sessions } from '../study/people-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { studySites } from '../study/site-queries.server.ts';
import type { SpeakerRule } from './speaker-rule.ts';
import type { PlacedTurn, TextVersion } from './text-version.ts';
import type { TranscriptSource } from './transcript-reading.ts';

function transcriptRows({ tx }: Scope, study: Study) {
  return tx
    .selectFrom('transcript')
    .innerJoin('groupSession', (join) =>
      join.onRef('groupSession.studyId', '=', 'transcript.studyId').onRef('groupSession.id', '=', 'transcript.sessionId'),
    )
    .innerJoin('studySite', (join) =>
      join.onRef('studySite.studyId', '=', 'transcript.studyId').onRef('studySite.id', '=', 'transcript.siteId'),
    )
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .leftJoin('person', 'person.id', 'transcript.broughtBy')
    .select(['transcript.id', 'transcript.title', 'transcript.sessionId', 'transcript.siteId', 'state', 'broughtAt', 'erasedAt'])
    .select(['groupSession.title as session', 'school.name as site', 'person.name as broughtBy'])
    .select(sql<boolean>`may_read_originals(transcript.study_id, transcript.site_id)`.as('mayRead'))
    .where('transcript.studyId', '=', study.id);
}

/** The transcripts of a study by session: what everybody of the study may know, and whether the acting person may read what was said as it was said. */
export async function transcripts(scope: Scope, study: Study) {
  const rows = await transcriptRows(scope, study).orderBy('groupSession.heldOn').orderBy('session').orderBy('transcript.title').execute();
  return rows.map((row) => ({ ...row, mayRead: row.mayRead && mayAskForOriginals(study) }));
}
export type Transcript = Awaited<ReturnType<typeof transcripts>>[number];

/** One transcript of a study, as everybody of it may know it. */
export async function transcript(scope: Scope, study: Study, transcriptId: string): Promise<Transcript> {
  const row = await transcriptRows(scope, study).where('transcript.id', '=', transcriptId).executeTakeFirst();
  if (!row) throw missing('This transcript');
  return { ...row, mayRead: row.mayRead && mayAskForOriginals(study) };
}

/** The sessions for which the acting person may bring in a transcript, with the state of their site's approval. */
export async function sessionsToBringFor(scope: Scope, study: Study) {
  const sites = await studySites(scope, study);
  const open = new Set<string>();
  for (const { id } of sites) if (await mayReadOriginalsOf(scope, study, id)) open.add(id);
  const all = await sessions(scope, study);
  return all.filter(({ siteId }) => open.has(siteId)).map(({ id, title, site }) => ({ id, title, site }));
}

/** A version of what was said as it was said. */
export type Original = {
  readonly number: number;
  readonly fileName: string;
  readonly format: string;
  readonly hash: string;
  readonly change: 'brought' | 'rule' | 'words';
  readonly version: TextVersion;
  readonly rule: SpeakerRule;
  readonly messages: readonly Message[];
};

/** A transcript with its newest version, or with that of a number; forbidden unless the acting person may read originals of its site, missing when there is none (any more). */
export async function originalOf(
  scope: Scope,
  study: Study,
  { transcriptId, number }: { transcriptId: string; number?: number | undefined },
): Promise<{ transcript: Transcript; original: Original; newest: number }> {
  const found = await transcript(scope, study, transcriptId);
  if (!found.mayRead)
    throw forbidden(
      'read what was said as it was said: research staff and moderators whom the study names for the site do, if they do not teach there',
    );
  const { newest } = await originals(scope, study, transcriptId)
    .select(({ fn }) => fn.max('version').as('newest'))
    .executeTakeFirstOrThrow();
  if (newest === null) throw missing('The original of this transcript');
  return { transcript: found, original: await versionOf(scope, study, { transcriptId, number: number ?? newest }), newest };
}

/**
 * What the file of a transcript brought, the last version that it or a rule made, and the newest one: what another rule is applied to. `source` is null where what somebody
 * said was taken out: then the file's passages went, too. Rights as for `originalOf`.
 */
export async function ruledOriginal(scope: Scope, study: Study, transcriptId: string) {
  const { transcript: found, original } = await originalOf(scope, study, { transcriptId });
  const first = await originals(scope, study, transcriptId).select('source').where('version', '=', 1).executeTakeFirst();
  if (!first?.source) return { transcript: found, original, source: null, ruled: original };
  const { ruled } = await originals(scope, study, transcriptId)
    .select(({ fn }) => fn.max('version').as('ruled'))
    .where('change', '<>', 'words')
    .executeTakeFirstOrThrow();
  return {
    transcript: found,
    original,
    source: { ...(first.source as object), format: original.format } as TranscriptSource,
    ruled: ruled === original.number ? original : await versionOf(scope, study, { transcriptId, number: ruled ?? 1 }),
  };
}

function originals({ tx }: Scope, study: Study, transcriptId: string) {
  return tx.selectFrom('transcriptOriginal').where('transcriptOriginal.studyId', '=', study.id).where('transcriptId', '=', transcriptId);
}

async function versionOf(
  scope: Scope,
  study: Study,
  { transcriptId, number }: { transcriptId: string; number: number },
): Promise<Original> {
  const row = await originals(scope, study, transcriptId)
    .select(['version', 'fileName', 'format', 'text', 'hash', 'turns', 'messages', 'change', 'rule'])
    .where('version', '=', number)
    .executeTakeFirst();
  if (!row) throw missing('This version');
  const { version, text, turns, rule, messages, ...rest } = row;
  return {
    ...rest,
    number: version,
    version: { text, turns: turns as unknown as PlacedTurn[] },
    rule: (rule as SpeakerRule | null) ?? { mark: 'none', speakers: [] },
    messages: messages as unknown as Message[],
  };
}

/** The versions of an original, the newest first, as far as the acting person may read them: who made which, and by what. */
export async function originalVersions(scope: Scope, study: Study, transcriptId: string) {
  return originals(scope, study, transcriptId)
    .leftJoin('person', 'person.id', 'transcriptOriginal.broughtBy')
    .select(['version', 'change', 'hash', 'broughtAt', 'person.name as by'])
    .select(sql<number>`jsonb_array_length(edits)`.as('edits'))
    .orderBy('version', 'desc')
    .execute();
}

/** Who the speakers of a transcript are, as far as somebody said and the acting person may read it. */
export async function speakersOf({ tx }: Scope, study: Study, transcriptId: string) {
  return tx
    .selectFrom('transcriptSpeaker')
    .leftJoin('participant', (join) =>
      join.onRef('participant.studyId', '=', 'transcriptSpeaker.studyId').onRef('participant.id', '=', 'transcriptSpeaker.participantId'),
    )
    .select(['label', 'kind', 'transcriptSpeaker.participantId', 'pseudonym'])
    .where('transcriptSpeaker.studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .orderBy('label')
    .execute();
}
