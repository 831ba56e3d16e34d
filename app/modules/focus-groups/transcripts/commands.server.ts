import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReadOriginalsOf } from '../study/key-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { assertCovered } from '../study/site-queries.server.ts';
import type { NextVersion, OriginalVersion } from './original-version.ts';
import { sessionsToBringFor, transcript } from './queries.server.ts';
import { hashInput, type TextVersion } from './text-version.ts';
import type { TranscriptSource } from './transcript-reading.ts';

const whoMay = 'research staff and moderators whom the study names for the site do, if they do not teach there';

/** Refuses whoever may bring in nothing for any site of the study: asked before a file travels. */
export async function assertMayBringIn(scope: Scope, study: Study): Promise<void> {
  if ((await sessionsToBringFor(scope, study)).length === 0)
    throw forbidden(`bring a transcript in: ${whoMay}, once a session of it is kept`);
}

/** What is brought: of which session, under which title, and what its file gave. */
export type BroughtTranscript = {
  readonly sessionId: string;
  readonly title: string;
  readonly fileName: string;
  readonly source: TranscriptSource;
  readonly first: OriginalVersion;
};

/**
 * Keeps what a file brought as the first version of an original. Answers the transcript. Conflict when the site’s approval does not cover today, originals are to be gone
 * already, or the title is taken.
 */
export async function bringTranscript(
  scope: Scope,
  study: Study,
  { sessionId, title, fileName, source, first }: BroughtTranscript,
): Promise<string> {
  const { actor, tx } = scope;
  const session = await tx
    .selectFrom('groupSession')
    .select('siteId')
    .where('studyId', '=', study.id)
    .where('id', '=', sessionId)
    .executeTakeFirst();
  if (!session) throw missing('This session');
  const { siteId } = session;
  // Whoever holds the machine brings in, and reads nothing of it.
  if (actor.kind !== 'operator' && !(await mayReadOriginalsOf(scope, study, siteId))) throw forbidden(`bring a transcript in: ${whoMay}`);
  await assertCovered(scope, study, siteId);
  await assertOriginalsStay(scope, study);
  if (first.version.text === '') throw invalid('Nothing that was said is in this file. Choose the transcript itself.');
  const taken = await tx
    .selectFrom('transcript')
    .select('id')
    .where('studyId', '=', study.id)
    .where('title', '=', title)
    .executeTakeFirst();
  if (taken) throw conflict(`There is a transcript called ${title} already.`);
  const { id } = await tx
    .insertInto('transcript')
    .values({ studyId: study.id, sessionId, siteId, title, broughtBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { format, ...kept } = source;
  const original = written(first);
  await tx
    .insertInto('transcriptOriginal')
    .values({
      ...{ studyId: study.id, transcriptId: id, siteId, version: 1, fileName, format, change: 'brought' as const },
      ...original,
      source: JSON.stringify(kept),
      broughtBy: actor.personId,
    })
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'bring',
    subject: 'transcript',
    subjectId: id,
    after: { sessionId, format, turns: first.version.turns.length, hash: original.hash },
  });
  return id;
}

async function assertOriginalsStay({ tx }: Scope, study: Study): Promise<void> {
  const gone = await tx
    .selectFrom('study')
    .select('id')
    .where('id', '=', study.id)
    .where(sql<boolean>`originals_until < current_date`)
    .executeTakeFirst();
  if (gone)
    throw conflict(
      'The day on which originals of this study are erased has passed, so none comes in any more. Its lead can set a later day in the protocol.',
    );
}

/** Keeps the next version of an original: another speaker rule’s, or with other words. Conflict when somebody made one since `seen`. */
export async function keepNextVersion(
  scope: Scope,
  study: Study,
  { transcriptId, seen, next }: { transcriptId: string; seen: number; next: NextVersion },
): Promise<void> {
  const { actor, tx } = scope;
  const { siteId, mayRead } = await transcript(scope, study, transcriptId);
  if (!mayRead) throw forbidden(`change what was said as it was said: ${whoMay}`);
  const before = await newestLocked(scope, study, { transcriptId, seen });
  const number = seen + 1;
  const { fileName, format } = before;
  const original = written(next);
  await tx
    .insertInto('transcriptOriginal')
    .values({
      ...{ studyId: study.id, transcriptId, siteId, version: number, fileName, format, change: next.change },
      ...original,
      edits: JSON.stringify(next.edits),
      broughtBy: actor.personId,
    })
    .execute();
  const labels = [...new Set(next.version.turns.flatMap(({ speaker }) => (speaker === null ? [] : [speaker])))];
  await tx
    .deleteFrom('transcriptSpeaker')
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where(({ not, eb }) => not(eb('label', '=', sql<string>`any (${labels}::text[])`)))
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: next.change === 'rule' ? 'divide' : 'correct',
    subject: 'transcript',
    subjectId: transcriptId,
    before: { version: seen, hash: before.hash },
    after: { version: number, hash: original.hash, turns: next.version.turns.length, edits: next.edits.length },
  });
}

/** Says who speaks under each label of a version: participants of the site, moderators, others; the labels that are not listed are nobody yet. */
export async function linkSpeakers(
  scope: Scope,
  study: Study,
  {
    transcriptId,
    seen,
    speakers,
  }: {
    transcriptId: string;
    seen: number;
    speakers: readonly { label: string; kind: 'participant' | 'moderator' | 'other'; participantId: string | null }[];
  },
): Promise<void> {
  const { tx } = scope;
  const { siteId, mayRead } = await transcript(scope, study, transcriptId);
  if (!mayRead) throw forbidden(`say who speaks: ${whoMay}`);
  const { turns } = await newestLocked(scope, study, { transcriptId, seen });
  const labels = new Set((turns as unknown as TextVersion['turns']).map(({ speaker }) => speaker));
  if (speakers.some(({ label }) => !labels.has(label)))
    throw conflict('A speaker of this form is none of the transcript any more. Open it anew.');
  const ids = [...new Set(speakers.flatMap(({ participantId }) => participantId ?? []))];
  const known = await tx
    .selectFrom('participant')
    .select('id')
    .where('studyId', '=', study.id)
    .where('siteId', '=', siteId)
    .where('id', '=', sql<string>`any (${ids}::uuid[])`)
    .execute();
  if (known.length !== ids.length) throw missing('This participant');
  await tx.deleteFrom('transcriptSpeaker').where('studyId', '=', study.id).where('transcriptId', '=', transcriptId).execute();
  if (speakers.length > 0)
    await tx
      .insertInto('transcriptSpeaker')
      .values(speakers.map((speaker) => ({ ...speaker, studyId: study.id, transcriptId, siteId })))
      .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'link',
    subject: 'transcript_speaker',
    subjectId: transcriptId,
    after: { participants: ids.length, moderators: speakers.filter(({ kind }) => kind === 'moderator').length, of: labels.size },
  });
}

/** The newest version of an original, kept from changing while one is made of it. */
async function newestLocked({ tx }: Scope, study: Study, { transcriptId, seen }: { transcriptId: string; seen: number }) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`transcript ${transcriptId}`}, 0))`.execute(tx);
  const newest = await tx
    .selectFrom('transcriptOriginal')
    .select(['version', 'fileName', 'format', 'hash', 'turns'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!newest) throw missing('The original of this transcript');
  if (newest.version !== seen)
    throw conflict(
      `Version ${newest.version} was made while you had version ${seen} open. Open it in another tab; what you wrote is still here.`,
    );
  return newest;
}

function written({ version, rule, messages }: OriginalVersion) {
  const { text, turns } = version;
  const hash = createHash('sha256').update(hashInput(version)).digest('hex');
  return { text, turns: JSON.stringify(turns), hash, rule: JSON.stringify(rule), messages: JSON.stringify(messages) };
}
