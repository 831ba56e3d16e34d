import { sql } from 'kysely';
import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict, invalid, missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import type { Study } from '../study/queries.server.ts';
import { folded, type Original, occurrences, widened } from './deidentified.ts';
import { assertMayDeidentify, replacePassages } from './placing.server.ts';
import { newestOriginal, type Passage, passagesOf } from './queries.server.ts';
import { rememberName } from './roster-commands.server.ts';
import type { Answer, Marked } from './schema.ts';

/**
 * Answers a passage, and with `same` every open one of the same words: what stands there instead (`everywhere`: on the roster too), or that it stays. `before` and `behind` widen it by a word; `undo` takes the
 * answer back, with all that were given in the same act. Answers how many were answered.
 */
export async function answerPassage(
  scope: Scope,
  study: Study,
  { transcriptId, said }: { transcriptId: string; said: Answer },
): Promise<number> {
  const { actor, tx } = scope;
  const { siteId } = await assertMayDeidentify(scope, study, transcriptId);
  const original = await newestOriginal(scope, study, transcriptId);
  const passages = await passagesOf(scope, study, transcriptId);
  const passage = passages.find(({ id }) => id === said.passageId);
  if (!original || !passage) throw missing('This passage');
  if (passage.version !== original.version) throw conflict('A newer version came in. Look for passages again first.');
  if (said.act === 'before' || said.act === 'behind')
    return widenPassage(scope, study, { transcriptId, original, passages, passage, toward: said.act });
  const words = (each: Passage) => folded(original.text.slice(each.begins, each.ends));
  const together =
    said.act === 'undo'
      ? passages.filter(
          ({ answeredAt, answeredBy }) => answeredBy === passage.answeredBy && answeredAt?.getTime() === passage.answeredAt?.getTime(),
        )
      : passages.filter(
          (each) => each.id === passage.id || (said.same === 'yes' && each.answer === null && words(each) === words(passage)),
        );
  if (said.act === 'undo' && passage.answer === null) throw conflict('This passage has no answer to take back.');
  await tx
    .updateTable('identifyingPassage')
    .set({
      answer: said.act === 'undo' ? null : said.act,
      replacement: said.act === 'replace' ? said.replacement : null,
      answeredBy: said.act === 'undo' ? null : actor.personId,
      answeredAt: said.act === 'undo' ? null : sql<Date>`now()`,
    })
    .where('studyId', '=', study.id)
    .where(
      'id',
      'in',
      together.map(({ id }) => id),
    )
    .execute();
  if (said.act === 'replace' && said.everywhere === 'yes')
    await rememberName(scope, study, { siteId, name: original.text.slice(passage.begins, passage.ends), pseudonym: said.replacement });
  await appendStudyEvent(scope, study.id, {
    verb: said.act === 'undo' ? 'take back' : said.act,
    subject: 'identifying_passage',
    subjectId: passage.id,
    after: { category: passage.category, passages: together.length },
    isTrail: false,
  });
  return together.length;
}

async function widenPassage(
  scope: Scope,
  study: Study,
  {
    transcriptId,
    original,
    passages,
    passage,
    toward,
  }: {
    transcriptId: string;
    original: Original & { version: number };
    passages: readonly Passage[];
    passage: Passage;
    toward: 'before' | 'behind';
  },
): Promise<number> {
  const turn = original.turns.find(({ start, end }) => start <= passage.begins && passage.ends <= end);
  if (!turn) throw missing('The turn of this passage');
  const wide = widened(original.text, { start: passage.begins, end: passage.ends }, { turn, toward });
  const covered = passages.filter(({ id, begins, ends }) => id !== passage.id && begins < wide.end && ends > wide.start);
  const begins = Math.min(wide.start, ...covered.map((each) => each.begins));
  const ends = Math.max(wide.end, ...covered.map((each) => each.ends));
  if (begins === passage.begins && ends === passage.ends) throw conflict('The turn goes no further.');
  await replacePassages(scope, study, {
    passages: [passage, ...covered],
    moved: [{ id: passage.id, begins, ends }],
    ...{ transcriptId, version: original.version },
  });
  await appendStudyEvent(scope, study.id, {
    verb: 'widen',
    subject: 'identifying_passage',
    subjectId: passage.id,
    after: { category: passage.category },
    isTrail: false,
  });
  return 1;
}

/**
 * Marks, and replaces, every place where these very words stand and nothing was found: what only a person sees. Invalid when they stand nowhere, or only where
 * something is marked. Answers how many places.
 */
export async function markWords(
  scope: Scope,
  study: Study,
  { transcriptId, said: { words, replacement } }: { transcriptId: string; said: Marked },
): Promise<number> {
  const { actor, tx } = scope;
  const { siteId } = await assertMayDeidentify(scope, study, transcriptId);
  const original = await newestOriginal(scope, study, transcriptId);
  if (!original) throw conflict('There is no original to mark in.');
  const passages = await passagesOf(scope, study, transcriptId);
  if (passages.some(({ version }) => version !== original.version))
    throw conflict('A newer version came in. Look for passages again first.');
  const places = occurrences(original.text, words, original.turns);
  if (places.length === 0) throw invalid('These words stand nowhere in one turn as you wrote them. Copy them from the text.');
  const free = places.filter(({ start, end }) => passages.every(({ begins, ends }) => ends <= start || begins >= end));
  if (free.length === 0) throw conflict('These words are marked already, or lie in what is marked. Change the answer there.');
  const rows = await tx
    .insertInto('identifyingPassage')
    .values(
      free.map(({ start, end }) => ({
        ...{ studyId: study.id, transcriptId, siteId, version: original.version, begins: start, ends: end },
        ...{ category: 'indirect', foundBy: 'a person', suggestion: replacement },
        ...{ answer: 'replace' as const, replacement, answeredBy: actor.personId, answeredAt: sql<Date>`now()` },
      })),
    )
    .returning('id')
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'mark',
    subject: 'identifying_passage',
    subjectId: rows[0]!.id,
    after: { passages: rows.length },
    isTrail: false,
  });
  return rows.length;
}
