import type { Message } from '#app/platform/message.ts';
import { inferredRule, type PositionRule } from './position-rule.ts';
import { tellRule } from './position-words.ts';
import type { QdaProject } from './qda-project.ts';
import type { Counts, RefiDraft } from './refi-draft.ts';
import { joinUp } from './refi-joining.ts';
import { moveMarks } from './refi-marks.ts';
import { placedSource } from './refi-placing.ts';
import { type LoadedText, writtenTexts } from './refi-texts.ts';
import { type LineEnds, plainText } from './text-places.ts';

/** What a file holds, in counts of its elements; whether the schema holds; how it counts positions; and all that is to be told. */
export type QdaCheck = { valid: boolean } & Counts & { offsets: PositionRule['ends'] | 'unknown'; messages: Message[] };

/**
 * The project of a draft, once the texts are there that its sources and memos name by path. Positions are counted as `rule` says, else as most names of selections
 * speak for, else with exclusive ends.
 */
export function projectOf(
  draft: RefiDraft,
  texts: ReadonlyMap<string, LoadedText>,
  rule: Partial<PositionRule> = {},
): { project: QdaProject; check: QdaCheck } {
  const { findings, counts, kind } = draft;
  moveMarks(draft);
  const sources = writtenTexts(draft.sources, texts, findings);
  const memos = writtenTexts(draft.memos, texts, findings);
  const named = sources.map(({ thing, text }) => ({ written: text, selections: thing.selections }));
  const inferred = inferredRule(named, lineEndsOf(draft));
  const taken = { ...inferred.rule, ...rule };
  if (kind === 'project') tellRule(inferred, { taken, isAsked: rule.ends !== undefined, texts: named, findings });
  const project: QdaProject = {
    ...{ name: draft.name, origin: draft.origin, description: draft.description, userId: draft.userId, at: draft.at },
    ...{ memoIds: draft.memoIds, users: draft.users, codes: draft.codes, variables: draft.variables, cases: draft.cases, sets: draft.sets },
    sources: sources.map(({ thing, text }) => placedSource(thing, { written: text, rule: taken, findings })),
    memos: memos.map(({ thing: { written: _, marks: __, line: ___, ...memo }, text }) => ({ ...memo, text: plainText(text) })),
  };
  joinUp(project, draft);
  const offsets = rule.ends ?? inferred.ends;
  return { project, check: { valid: findings.isValid(), ...counts, offsets, messages: findings.messages() } };
}

/** ATLAS.ti counts a line end as one, also in files that have two characters for it, and so do we. */
function lineEndsOf({ origin }: RefiDraft): LineEnds {
  return /^(?:atlas|concord)/i.test(origin ?? '') ? 'one' : 'as written';
}
