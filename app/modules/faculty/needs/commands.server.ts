import { ownSchool } from '#app/platform/actor.ts';
import { appendEvent, appendSchoolEvent, type Change } from '#app/platform/events.server.ts';
import { conflict, forbidden, invalid } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { currentFramework } from '../../competencies/queries.server.ts';
import { assertSeen } from '../seen.ts';
import { evidenceToAdd } from './evidence-queries.server.ts';
import { type Need, needOf, programmesFor } from './queries.server.ts';
import {
  mayAddEvidence,
  mayBeginNeeds,
  mayCloseNeed,
  mayLinkProgramme,
  mayPrioritise,
  mayShowNeed,
  mayTakeOutEvidence,
  mayWriteNeed,
  whoMayNeed,
} from './rules.ts';
import type { EndForm, EvidenceForm, NeedForm, PriorityForm } from './schema.ts';

/** Begins a need, of the acting school or of the collaborative; answers its id. A school's is the school's alone until its lead shows it. */
export async function beginNeed(
  scope: Scope,
  { isOfSchool, isSample = false, ...said }: NeedForm & { isOfSchool: boolean; isSample?: boolean },
): Promise<string> {
  const { actor, tx } = scope;
  const ofSchoolId = isOfSchool ? ownSchool(actor).id : null;
  if (!mayBeginNeeds(actor, { ofSchoolId })) throw forbidden('begin a need', whoMayNeed.write);
  await assertCompetency(scope, said.competency);
  const { competency, title, lacking } = said;
  const { id } = await tx
    .insertInto('need')
    .values({
      ofSchoolId,
      competencyStableId: competency,
      title,
      lacking,
      isSample,
      begunBy: actor.personId,
      shownAt: ofSchoolId === null ? new Date() : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(
    scope,
    { ofSchoolId, shownAt: ofSchoolId === null ? new Date() : null },
    { verb: 'begin', subject: 'need', subjectId: id, after: said },
  );
  return id;
}

/** Changes what a need says. Conflict when somebody changed it since `seen`. */
export async function keepNeed(scope: Scope, { id, seen, said }: { id: string; seen: Date; said: NeedForm }): Promise<void> {
  // Of two who change it at once the second sees what the first wrote.
  await scope.tx.selectFrom('need').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();
  const need = await needOf(scope, id);
  if (!mayWriteNeed(scope.actor, need)) throw forbidden('change this need', whoMayNeed.write);
  assertOpen(need);
  assertSeen(seen, need.changedAt, 'this need');
  if (said.competency !== need.competencyStableId) await assertCompetency(scope, said.competency);
  const { competency, title, lacking } = said;
  await scope.tx
    .updateTable('need')
    .set({ competencyStableId: competency, title, lacking, changedAt: new Date() })
    .where('id', '=', id)
    .execute();
  const before = { competency: need.competencyStableId, title: need.title, lacking: need.lacking };
  await record(scope, need, { verb: 'change', subject: 'need', subjectId: id, before, after: said });
}

/** Throws a school's need away that nobody else read. */
export async function dropNeed(scope: Scope, id: string): Promise<void> {
  const need = await needOf(scope, id);
  if (!mayWriteNeed(scope.actor, need) || need.ofSchoolId === null) throw forbidden('throw this need away', whoMayNeed.write);
  if (need.shownAt !== null) throw conflict('The collaborative reads this need. Close it, so that what the schools said of it stays.');
  await scope.tx.deleteFrom('need').where('id', '=', id).execute();
  await record(scope, need, { verb: 'drop', subject: 'need', subjectId: id, before: { title: need.title } });
}

/** Shows a school's need to the collaborative, or takes it back: then nobody outside reads it, nor what the schools said of it. */
export async function showNeed(scope: Scope, { id, isShown }: { id: string; isShown: boolean }): Promise<void> {
  const need = await needOf(scope, id);
  if (!mayShowNeed(scope.actor, need)) throw forbidden('show this need to the collaborative', whoMayNeed.show);
  if ((need.shownAt !== null) === isShown) return;
  await scope.tx
    .updateTable('need')
    .set({ shownAt: isShown ? new Date() : null, changedAt: new Date() })
    .where('id', '=', id)
    .execute();
  await record(scope, { ...need, shownAt: null }, { verb: isShown ? 'show' : 'take back', subject: 'need', subjectId: id });
}

/** Adds evidence to a need. A figure, a theme, a point or a reported outcome is one that the actor may read and that is shown for it today; it is referred to and not copied. */
export async function addEvidence(scope: Scope, { needId, said }: { needId: string; said: EvidenceForm }): Promise<string> {
  const { actor, tx } = scope;
  const need = await needOf(scope, needId);
  if (!mayAddEvidence(actor, need)) throw forbidden('add evidence to this need', whoMayNeed.evidence);
  assertOpen(need);
  const { id } = await tx
    .insertInto('needEvidence')
    .values({
      needId,
      kind: said.kind,
      bySchoolId: actor.school?.id ?? null,
      addedBy: actor.personId,
      ...(await columnsOf(scope, need, said)),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await record(scope, need, { verb: 'add', subject: 'need_evidence', subjectId: id, after: said });
  return id;
}

async function columnsOf(scope: Scope, need: Need, said: EvidenceForm) {
  if ('words' in said) return { words: said.words, who: said.who, saidOn: said.day };
  const known = await evidenceToAdd(scope, need.about);
  const assertKnown = (list: readonly { readonly value: string }[], value: string, what: string) => {
    if (!list.some((each) => each.value === value))
      throw invalid(`${what} is not there to be chosen any more. Choose another, or reload the page.`);
  };
  if (said.kind === 'figure') {
    const { roundId, forSchoolId, figure, cell } = said;
    assertKnown(known.figures, [roundId, forSchoolId, figure, cell].join('|'), 'This figure');
    const { number } = await scope.tx
      .selectFrom('releasedFigure')
      .select('number')
      .where('roundId', '=', roundId)
      .where('forSchoolId', '=', forSchoolId)
      .where('figure', '=', figure)
      .executeTakeFirstOrThrow();
    return { roundId, forSchoolId, figure, cell, number };
  }
  if (said.kind === 'theme') {
    assertKnown(known.themes, said.themeId, 'This theme');
    return { themeId: said.themeId };
  }
  if (said.kind === 'survey') {
    const { reportedId, occasionId } = said;
    assertKnown(known.surveys, reportedId === null ? `offering|${occasionId}` : `reported|${reportedId}`, 'What this survey found');
    return { reportedId, occasionId };
  }
  assertKnown(known.points, `${said.listeningRoundId}|${said.pointId}`, 'This point');
  return { listeningRoundId: said.listeningRoundId, pointId: said.pointId };
}

/** Takes a piece of evidence out of a need. */
export async function takeOutEvidence(scope: Scope, { needId, evidenceId }: { needId: string; evidenceId: string }): Promise<void> {
  const need = await needOf(scope, needId);
  const found = need.evidence.find(({ id }) => id === evidenceId);
  if (!found) throw conflict('This evidence was taken out already.');
  if (!mayTakeOutEvidence(scope.actor, need, found)) throw forbidden('take this evidence out', whoMayNeed.evidence);
  assertOpen(need);
  await scope.tx.deleteFrom('needEvidence').where('needId', '=', needId).where('id', '=', evidenceId).execute();
  await record(scope, need, { verb: 'take out', subject: 'need_evidence', subjectId: evidenceId, before: { kind: found.kind } });
}

/** Says that a programme answers a need, or that it does not (`isLinked`). */
export async function linkProgramme(
  scope: Scope,
  { needId, programmeId, isLinked }: { needId: string; programmeId: string; isLinked: boolean },
): Promise<void> {
  const need = await needOf(scope, needId);
  if (!mayLinkProgramme(scope.actor, need)) throw forbidden('say which programme answers this need', whoMayNeed.link);
  assertOpen(need);
  if (isLinked) {
    if (!(await programmesFor(scope)).some(({ id }) => id === programmeId)) throw invalid('Choose a programme.');
    await scope.tx
      .insertInto('needProgramme')
      .values({ needId, programmeId, linkedBy: scope.actor.personId })
      .onConflict((on) => on.doNothing())
      .execute();
  } else await scope.tx.deleteFrom('needProgramme').where('needId', '=', needId).where('programmeId', '=', programmeId).execute();
  await record(scope, need, { verb: isLinked ? 'link' : 'unlink', subject: 'need_programme', subjectId: needId, after: { programmeId } });
}

/** Says for a school how soon it wants a need met, and why; said again, the newer word stands. */
export async function sayPriority(scope: Scope, { needId, word, reason }: PriorityForm & { needId: string }): Promise<void> {
  const { actor, tx } = scope;
  const need = await needOf(scope, needId);
  if (!mayPrioritise(actor, need)) throw forbidden('say how soon', whoMayNeed.prioritise);
  assertOpen(need);
  const bySchoolId = ownSchool(actor).id;
  const before = need.priorities.find((each) => each.bySchoolId === bySchoolId);
  const said = { word, reason, saidBy: actor.personId, saidAt: new Date() };
  await tx
    .insertInto('needPriority')
    .values({ needId, bySchoolId, ...said })
    .onConflict((on) => on.columns(['needId', 'bySchoolId']).doUpdateSet(said))
    .execute();
  await record(scope, need, {
    ...{ verb: 'prioritise', subject: 'need', subjectId: needId, after: { school: actor.school!.slug, word, reason } },
    ...(before && { before: { word: before.word, reason: before.reason } }),
  });
}

/** Closes a need with what became of it, or opens it again (`ended` null). */
export async function closeNeed(
  scope: Scope,
  { id, ended, because }: { id: string; ended: EndForm['ended'] | null; because: string },
): Promise<void> {
  const need = await needOf(scope, id);
  if (!mayCloseNeed(scope.actor, need)) throw forbidden('close this need', whoMayNeed.close);
  const set = ended === null ? { ended: null, endedBecause: null, endedAt: null } : { ended, endedBecause: because, endedAt: new Date() };
  await scope.tx
    .updateTable('need')
    .set({ ...set, changedAt: new Date() })
    .where('id', '=', id)
    .execute();
  await record(scope, need, {
    verb: ended === null ? 'open again' : 'close',
    subject: 'need',
    subjectId: id,
    ...(ended && { after: { ended, because } }),
  });
}

/** Removes the needs and reported outcomes of the sample that are the collaborative's; those of its schools go with them. */
export async function removeSampleNeeds(scope: Scope): Promise<void> {
  if (!mayBeginNeeds(scope.actor, { ofSchoolId: null })) throw forbidden('remove the sample');
  await scope.tx.deleteFrom('need').where('isSample', '=', true).where('ofSchoolId', 'is', null).execute();
  await scope.tx.deleteFrom('reportedOutcome').where('isSample', '=', true).execute();
  await appendEvent(scope, { verb: 'remove', subject: 'sample_needs', subjectId: null });
}

function assertOpen({ ended }: Need): void {
  if (ended !== null) throw conflict('This need is closed. Whoever convenes can open it again.');
}

async function assertCompetency(scope: Scope, stableId: string): Promise<void> {
  const { competencies } = await currentFramework(scope);
  if (!competencies.some((each) => each.stableId === stableId)) throw invalid('Choose a competency of the framework that stands.');
}

/** The record of a need that is a school's alone is the school's; else it is the collaborative's. */
function record(scope: Scope, { ofSchoolId, shownAt }: Pick<Need, 'ofSchoolId' | 'shownAt'>, change: Change): Promise<void> {
  return ofSchoolId !== null && shownAt === null ? appendSchoolEvent(scope, ofSchoolId, change) : appendEvent(scope, change);
}
