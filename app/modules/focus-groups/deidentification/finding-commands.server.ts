import { appendStudyEvent } from '#app/platform/events.server.ts';
import { conflict } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { readKey } from '../study/key-queries.server.ts';
import type { Study } from '../study/queries.server.ts';
import { carriedAcross, editsBetween } from '../transcripts/edit-list.ts';
import type { Original } from './deidentified.ts';
import type { FoundPassage, RosterName } from './found-passages.server.ts';
import { assertMayDeidentify, replacePassages } from './placing.server.ts';
import { newestOriginal, passagesOf } from './queries.server.ts';
import { freePseudonym, inParts, isGenericLabel, plainRole, schoolNames } from './replacement.ts';
import { takenPseudonyms } from './roster-queries.server.ts';

/** What passages are looked for in, and the names that are looked for. */
export type Source = {
  readonly version: number;
  readonly original: Original;
  readonly roster: readonly RosterName[];
  readonly title: string;
};

/**
 * Gives what `foundPassages` needs: the newest original, and the roster of its site (the key, whose reading is an event; the labels of speakers; what staff added; the schools).
 * Speakers who are no participants get the one pseudonym that they keep. Conflict before anything came in.
 */
export async function beginFinding(scope: Scope, study: Study, transcriptId: string): Promise<Source> {
  const { siteId, forSchoolId, title } = await assertMayDeidentify(scope, study, transcriptId);
  const found = await newestOriginal(scope, study, transcriptId);
  if (!found) throw conflict('There is no original to look in: it did not come in yet, or it was erased.');
  await nameSpeakers(scope, study, { transcriptId, siteId });
  const { version, ...original } = found;
  const roster = await rosterOf(scope, study, { transcriptId, siteId, forSchoolId });
  await appendStudyEvent(scope, study.id, { verb: 'look', subject: 'identifying_passage', subjectId: transcriptId, after: { version } });
  return { version, original, roster, title };
}

/** Whoever speaks and is no participant of the study gets a pseudonym that stays; a moderator by name has the one of another site. */
async function nameSpeakers({ actor, tx }: Scope, study: Study, { transcriptId, siteId }: { transcriptId: string; siteId: string }) {
  const labels = await tx
    .selectFrom('transcriptSpeaker')
    .select(['label', 'kind'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('participantId', 'is', null)
    .orderBy('label')
    .execute();
  const entries = await tx
    .selectFrom('rosterEntry')
    .select(['names', 'pseudonym', 'siteId'])
    .where('studyId', '=', study.id)
    .where('kind', '=', 'person')
    .execute();
  const [here, elsewhere] = [entries.filter((each) => each.siteId === siteId), entries.filter((each) => each.siteId !== siteId)];
  const known = new Set(here.flatMap(({ names }) => names));
  const taken = await takenPseudonyms({ actor, tx }, study);
  for (const { label, kind } of labels.filter((each) => !known.has(each.label))) {
    const same =
      kind === 'moderator' && !isGenericLabel(label) ? elsewhere.find(({ names }) => names.includes(label))?.pseudonym : undefined;
    const isFree = same !== undefined && !here.some(({ pseudonym: used }) => used === same);
    const pseudonym = isFree ? same : freePseudonym(plainRole(kind), taken);
    taken.add(pseudonym);
    await tx
      .insertInto('rosterEntry')
      .values({ studyId: study.id, siteId, kind: 'person', names: [label], pseudonym, addedBy: actor.personId })
      .execute();
  }
}

async function rosterOf(
  scope: Scope,
  study: Study,
  { transcriptId, siteId, forSchoolId }: { transcriptId: string; siteId: string; forSchoolId: string },
): Promise<RosterName[]> {
  const { tx } = scope;
  const participants = await tx
    .selectFrom('participant')
    .select(['id', 'pseudonym'])
    .where('studyId', '=', study.id)
    .where('siteId', '=', siteId)
    .execute();
  const key = await readKey(scope, study, { participantIds: participants.map(({ id }) => id), why: 'to find names in a transcript' });
  const labels = await tx
    .selectFrom('transcriptSpeaker')
    .select(['label', 'participantId'])
    .where('studyId', '=', study.id)
    .where('transcriptId', '=', transcriptId)
    .where('participantId', 'is not', null)
    .execute();
  const entries = await tx
    .selectFrom('rosterEntry')
    .select(['id', 'kind', 'names', 'pseudonym'])
    .where('studyId', '=', study.id)
    .where('siteId', '=', siteId)
    .execute();
  const schools = await tx
    .selectFrom('studySite')
    .innerJoin('school', 'school.id', 'studySite.forSchoolId')
    .select(['school.id', 'school.name'])
    .where('studySite.studyId', '=', study.id)
    .execute();
  const people = participants.map(({ id, pseudonym }) => ({
    ...{ id, pseudonym, kind: 'person' as const },
    names: [
      ...key.filter(({ participantId }) => participantId === id).map(({ name }) => name),
      ...labels.filter(({ participantId }) => participantId === id).map(({ label }) => label),
    ].filter((name) => !isGenericLabel(name)),
  }));
  return [
    ...people,
    ...entries.map((entry) => ({ ...entry, names: entry.names.filter((name) => !isGenericLabel(name)) })),
    ...schools.map(({ id, name }) => ({
      ...{ id, kind: 'place' as const, names: schoolNames(name) },
      pseudonym: id === forSchoolId ? '[this school]' : '[another school]',
    })),
  ].filter(({ names }) => names.length > 0);
}

/**
 * Keeps what was found in a version. What was found or marked before is carried to it: an answer stands where its words still stand, else the passage is gone. Conflict when
 * another version came in meanwhile. Answers how many passages are new.
 */
export async function keepFound(
  scope: Scope,
  study: Study,
  { transcriptId, version, found }: { transcriptId: string; version: number; found: readonly FoundPassage[] },
): Promise<number> {
  const { tx } = scope;
  const { siteId } = await assertMayDeidentify(scope, study, transcriptId);
  const original = await newestOriginal(scope, study, transcriptId);
  if (original?.version !== version) throw conflict('Another version came in while passages were looked for. Look again.');
  const kept = await carryPassages(scope, study, { transcriptId, original });
  const added = found.filter(({ begins, ends }) => kept.every((one) => one.ends <= begins || one.begins >= ends));
  for (const part of inParts(added))
    await tx
      .insertInto('identifyingPassage')
      .values(part.map((passage) => ({ ...passage, studyId: study.id, transcriptId, siteId, version })))
      .execute();
  await tx
    .updateTable('transcript')
    .set({ state: 'reviewing' })
    .where('studyId', '=', study.id)
    .where('id', '=', transcriptId)
    .where('state', '=', 'brought')
    .execute();
  await appendStudyEvent(scope, study.id, {
    verb: 'find',
    subject: 'identifying_passage',
    subjectId: transcriptId,
    after: { version, found: added.length },
  });
  return added.length;
}

async function carryPassages(
  scope: Scope,
  study: Study,
  { transcriptId, original }: { transcriptId: string; original: Original & { version: number } },
): Promise<{ begins: number; ends: number }[]> {
  const { tx } = scope;
  const passages = await passagesOf(scope, study, transcriptId);
  const earlier = [...new Set(passages.map(({ version }) => version))].filter((version) => version !== original.version);
  if (earlier.length === 0) return passages;
  const kept: { begins: number; ends: number }[] = passages.filter(({ version }) => version === original.version);
  const move: { id: string; begins: number; ends: number }[] = [];
  for (const version of earlier) {
    const before = await tx
      .selectFrom('transcriptOriginal')
      .select('text')
      .where('studyId', '=', study.id)
      .where('transcriptId', '=', transcriptId)
      .where('version', '=', version)
      .executeTakeFirstOrThrow();
    const spans = passages.filter((each) => each.version === version).map(({ id, begins, ends }) => ({ id, start: begins, end: ends }));
    for (const { id, start, end, outcome } of carriedAcross(spans, editsBetween(before.text, original.text)))
      if (outcome === 'kept') move.push({ id, begins: start, ends: end });
  }
  await replacePassages(scope, study, {
    passages: passages.filter(({ version }) => version !== original.version),
    moved: move,
    ...{ transcriptId, version: original.version },
  });
  return [...kept, ...move];
}
