import { forbidden, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayReadOriginalsOf } from '../study/key-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { folded, type Original, type OriginalTurn, unknownSpeaker } from './deidentified.ts';
import type { Category } from './proposal.ts';
import { speakersOf, type Transcript, transcriptOf } from './roster-queries.server.ts';

/** A transcript, for whoever may read at its site what was said as it was said; forbidden for everybody else of the study. */
export async function openTranscript(scope: Scope, study: Study, transcriptId: string): Promise<Transcript> {
  const transcript = await transcriptOf(scope, study, transcriptId);
  if (!(await mayReadOriginalsOf(scope, study, transcript.siteId)))
    throw forbidden(
      'read what was said as it was said',
      'Research staff and moderators whom the study names for the site do, if they do not teach there.',
    );
  return transcript;
}

/** The newest version of what was said; null before anything came in, or when it was erased. Nothing for whoever may not read it. */
export async function newestOriginal({ tx }: Scope, study: Study, transcriptId: string): Promise<(Original & { version: number }) | null> {
  const row = await tx
    .selectFrom('transcriptOriginal')
    .select(['version', 'text', 'turns'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { version: row.version, text: row.text, turns: row.turns as unknown as OriginalTurn[] } : null;
}

/** The passages of a transcript's newest reading, by position, with whose answer stands. */
export async function passagesOf({ tx }: Scope, study: Study, transcriptId: string) {
  const rows = await tx
    .selectFrom('identifyingPassage')
    .leftJoin('person', 'person.id', 'identifyingPassage.answeredBy')
    .select([
      'identifyingPassage.id',
      'version',
      'begins',
      'ends',
      'category',
      'foundBy',
      'suggestion',
      'answer',
      'replacement',
      'answeredBy',
      'answeredAt',
      'person.name as answerer',
    ])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .orderBy('begins')
    .execute();
  return rows.map((row) => ({ ...row, category: row.category as Category }));
}
export type Passage = Awaited<ReturnType<typeof passagesOf>>[number];

/**
 * The queue of a transcript: how far it is, the passage that is asked for (or the first open one) in its turn, how many open ones have the same words, and the acting
 * person's last answer. `isStale`: a newer version came in since passages were looked for.
 */
export async function queueOf(scope: Scope, study: Study, { transcriptId, passageId }: { transcriptId: string; passageId?: string }) {
  const transcript = await openTranscript(scope, study, transcriptId);
  const original = await newestOriginal(scope, study, transcriptId);
  const passages = await passagesOf(scope, study, transcriptId);
  const speakers = await speakersOf(scope, study, transcriptId);
  const isStale = original !== null && passages.some(({ version }) => version !== original.version);
  const asked = passages.find(({ id }) => id === passageId);
  if (passageId !== undefined && !asked) throw missing('This passage');
  const open = passages.filter(({ answer }) => answer === null);
  const current = asked ?? open[0];
  const last = passages
    .filter(({ answeredBy }) => answeredBy !== null && answeredBy === scope.actor.personId)
    .reduce<Passage | undefined>((one, other) => (one && one.answeredAt! >= other.answeredAt! ? one : other), undefined);
  const summary = {
    transcript,
    hasOriginal: original !== null,
    isStale,
    total: passages.length,
    answered: passages.length - open.length,
    lastId: last?.id ?? null,
  };
  if (!original || !current || isStale) return { ...summary, item: null };
  return { ...summary, item: itemOf({ original, current, open, speakers }) };
}

function itemOf({
  original: { text, turns },
  current,
  open,
  speakers,
}: {
  original: Original;
  current: Passage;
  open: readonly Passage[];
  speakers: Awaited<ReturnType<typeof speakersOf>>;
}) {
  const turn = turns.find(({ start, end }) => start <= current.begins && current.ends <= end);
  const words = text.slice(current.begins, current.ends);
  const label = turn?.speaker ?? null;
  return {
    ...current,
    words,
    before: text.slice(turn?.start ?? current.begins, current.begins),
    behind: text.slice(current.ends, turn?.end ?? current.ends),
    speaker: (label === null ? undefined : speakers.get(label)) ?? unknownSpeaker,
    isKnownSpeaker: label === null || speakers.has(label),
    same: open.filter(({ id, begins, ends }) => id !== current.id && folded(text.slice(begins, ends)) === folded(words)).length,
  };
}
export type QueueItem = ReturnType<typeof itemOf>;

/** The whole of what was said, turn by turn, cut at its passages: pieces of text, those of a passage with it. */
export async function wholeOriginal(scope: Scope, study: Study, transcriptId: string) {
  const transcript = await openTranscript(scope, study, transcriptId);
  const original = await newestOriginal(scope, study, transcriptId);
  const passages = await passagesOf(scope, study, transcriptId);
  const speakers = await speakersOf(scope, study, transcriptId);
  if (!original || passages.some(({ version }) => version !== original.version)) return { transcript, turns: [] };
  let at = 0;
  const turns = original.turns.map(({ speaker, start, end }) => {
    const pieces: { start: number; text: string; passage: Passage | null }[] = [];
    let from = start;
    for (let passage = passages[at]; passage && passage.begins < end; passage = passages[++at]) {
      pieces.push({ start: from, text: original.text.slice(from, passage.begins), passage: null });
      pieces.push({ start: passage.begins, text: original.text.slice(passage.begins, passage.ends), passage });
      from = passage.ends;
    }
    pieces.push({ start: from, text: original.text.slice(from, end), passage: null });
    return {
      start,
      speaker: ((speaker === null ? undefined : speakers.get(speaker)) ?? unknownSpeaker).pseudonym,
      pieces: pieces.filter(({ text }) => text !== ''),
    };
  });
  return { transcript, turns };
}
