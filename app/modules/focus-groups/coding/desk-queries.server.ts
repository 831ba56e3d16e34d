import { missing } from '#app/platform/problem.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { mayCode } from '../rules.ts';
import { isOn } from '../study/approach.ts';
import { type Study, studyPeople } from '../study/queries.server.ts';
import { inTree } from './codebook.ts';
import type { CodeShown, Shown } from './coding-acts.ts';
import { turnMemos } from './memo-queries.server.ts';
import { type Code, codes, type Round, roundOf } from './queries.server.ts';
import { askedIn } from './round-queries.server.ts';
import { partsOf, partWith } from './text-parts.ts';
import { signedTexts } from './text-queries.server.ts';

/** Which text, in which round, at which turn (its position, from 0). */
export type Place = { readonly roundId: string; readonly textId: string; readonly turn: number };

/** What a coder has on the desk: the part of a text with that turn, its codings as far as the acting person may see them, and the codebook. Missing unless the text is signed. */
export async function deskOf(scope: Scope, study: Study, { roundId, textId, turn }: Place) {
  const round = await roundOf(scope, study, roundId);
  const part = await partOfText(scope, study, { textId, turn });
  const people = new Map((await studyPeople(scope, study)).map(({ personId, name }) => [personId, name]));
  const { isBlind, isOpen } = stateOf(round);
  return {
    round: { id: round.id, title: round.title, isBlind, isOpen },
    ...part,
    /** The turns of the whole text that the round asks for; null: every turn of every text. */
    asked: round.seed === null ? null : await askedIn(scope, study, { roundId, textId }),
    codes: codesShown(await codes(scope, study)),
    memos: (await turnMemos(scope, study, { textId, roundId })).filter(
      ({ position }) => position >= part.here.first && position < part.here.after,
    ),
    codings: await codingsBetween(scope, study, { roundId, textId, ...part.here }),
    people: Object.fromEntries(people),
    personId: scope.actor.personId,
    mayCode: mayCode(study) && isOn(study.approach, 'coding') && isOpen && scope.actor.personId !== null,
  };
}
export type Desk = Awaited<ReturnType<typeof deskOf>>;

/** How a round stands: whether nobody sees another's codings yet, and whether it goes on. */
export type RoundState = { readonly isBlind: boolean; readonly isOpen: boolean };
function stateOf({ kind, openedAt, closedAt }: Round): RoundState {
  return { isBlind: kind === 'blind' && openedAt === null, isOpen: closedAt === null };
}

/** How a round stands for whoever has it open. Missing when it is none of the study. */
export async function roundState(scope: Scope, study: Study, roundId: string): Promise<RoundState> {
  return stateOf(await roundOf(scope, study, roundId));
}

async function partOfText(scope: Scope, study: Study, { textId, turn }: { textId: string; turn: number }) {
  const found = (await signedTexts(scope, study)).find(({ id }) => id === textId);
  const row =
    found &&
    (await scope.tx
      .selectFrom('transcriptText')
      .select('text')
      .where('studyId', '=', study.id)
      .where('id', '=', textId)
      .executeTakeFirst());
  if (!found || !row) throw missing('This text');
  const turns = await scope.tx
    .selectFrom('transcriptTurn')
    .select(['position', 'speaker', 'kind', 'begins', 'ends'])
    .where('studyId', '=', study.id)
    .where('textId', '=', textId)
    .orderBy('position')
    .execute();
  const parts = partsOf(turns);
  const here = partWith(parts, turn) ?? { first: 0, after: 0, begins: 0, ends: 0 };
  return {
    text: { id: textId, title: found.title, session: found.session, turns: turns.length },
    here,
    parts: parts.map(({ first }) => first),
    turns: turns.slice(here.first, here.after).map((each) => ({ ...each, text: row.text.slice(each.begins, each.ends) })),
  };
}

type Between = { readonly roundId: string; readonly textId: string; readonly begins: number; readonly ends: number };

async function codingsBetween({ tx }: Scope, study: Study, { roundId, textId, begins, ends }: Between): Promise<Shown[]> {
  return tx
    .selectFrom('coding')
    .select(['id', 'codeId', 'coderId', 'begins', 'ends', 'memo'])
    .where('studyId', '=', study.id)
    .where('roundId', '=', roundId)
    .where('textId', '=', textId)
    .where('begins', '<', ends)
    .where('ends', '>', begins)
    .orderBy('begins')
    .orderBy('id')
    .execute();
}

/** A coding as the acting person may see it; null when there is none for them. */
export async function codingShown({ tx }: Scope, study: Study, codingId: string): Promise<Shown | null> {
  const found = await tx
    .selectFrom('coding')
    .select(['id', 'codeId', 'coderId', 'begins', 'ends', 'memo'])
    .where('studyId', '=', study.id)
    .where('id', '=', codingId)
    .executeTakeFirst();
  return found ?? null;
}

/** A code as a coder meets it. Missing when the study has none of this id. */
export async function codeShown(scope: Scope, study: Study, codeId: string): Promise<CodeShown> {
  const found = codesShown(await codes(scope, study)).find(({ id }) => id === codeId);
  if (!found) throw missing('This code');
  return found;
}

/** What a live reader may hear of a coding: nothing (undefined) in a blind round, another's or not; null when it was taken back. */
export async function codingHeard(
  scope: Scope,
  study: Study,
  { roundId, codingId }: { roundId: string; codingId: string },
): Promise<Shown | null | undefined> {
  const { isBlind } = await roundState(scope, study, roundId);
  return isBlind ? undefined : codingShown(scope, study, codingId);
}

/** Codes in use in the order of the tree, then those that went out of use: old codings name them. */
function codesShown(all: readonly Code[]): CodeShown[] {
  const listed = inTree(all);
  const inUse = new Set(listed.map(({ id }) => id));
  const retired = all.filter(({ id }) => !inUse.has(id)).map((code) => ({ ...code, depth: 0 }));
  return [...listed, ...retired].map(({ id, name, depth, colour, mergedInto }) => ({
    ...{ id, name, depth, colour },
    isInUse: inUse.has(id),
    countsAs: mergedInto ?? id,
  }));
}
