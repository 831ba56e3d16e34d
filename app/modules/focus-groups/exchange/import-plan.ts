import { counted, quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { nearestColour } from './code-colours.ts';
import { definitionIn } from './definition-text.ts';
import { createFindings } from './findings.ts';
import { createMemoPlan, type NewMemo, type NewNote, timeOf } from './memo-plan.ts';
import { codingsOf, type QdaCode, type QdaProject, type QdaSource } from './qda-project.ts';
import { guidFor, idOf } from './refi-id.ts';
import type { StudyCode } from './study-project.ts';

/** What a study has already, as far as the acting person sees it. */
export type KnownOfStudy = {
  readonly codes: readonly StudyCode[];
  readonly people: readonly { readonly id: string; readonly guid: string | null }[];
  readonly texts: readonly { readonly id: string; readonly text: string; readonly hidden: string }[];
  readonly codings: readonly PlacedCoding[];
  readonly memoIds: readonly string[];
};
type PlacedCoding = {
  readonly id: string;
  readonly textId: string;
  readonly codeId: string;
  readonly coderId: string;
  readonly begins: number;
  readonly ends: number;
};
/** A code that is added, each after the one above it. */
export type NewCode = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly example: string;
  readonly colour: number;
  readonly position: number;
};
/** Somebody who coded in the file; `personId` where it is somebody of the study. */
export type FileCoder = { readonly guid: string; readonly name: string; readonly personId: string | null };
/** A coding that comes in, in UTF-16 units of its source's text. */
export type NewCoding = {
  readonly id: string;
  readonly codeId: string;
  readonly coder: string;
  readonly start: number;
  readonly end: number;
  readonly memo: string;
  readonly madeAt: string | null;
};
/** A text of the file: `textId` where the team reads these very words already. */
export type PlannedSource = {
  readonly source: QdaSource;
  readonly textId: string | null;
  readonly codings: readonly NewCoding[];
  readonly notes: readonly NewNote[];
};
/** What would come in, and what is told about it. */
export type ImportPlan = {
  readonly codes: readonly NewCode[];
  readonly coders: readonly FileCoder[];
  readonly sources: readonly PlannedSource[];
  /** Memos on codes and on the study. */
  readonly memos: readonly NewMemo[];
  /** Codings that are there already. */
  readonly there: number;
  readonly messages: Message[];
};

/** What comes in, in numbers; `waiting` codings and `waitingMemos` stay closed until the text made of their original is signed. */
export type ImportCounts = {
  readonly codes: number;
  /** Who coded and is nobody of the study yet. */
  readonly coders: number;
  readonly texts: number;
  readonly codings: number;
  readonly waiting: number;
  readonly memos: number;
  readonly waitingMemos: number;
  /** Codings that are there already. */
  readonly there: number;
};

/** What a plan would bring. */
export function plannedCounts({ codes, coders, sources, memos, there }: ImportPlan): ImportCounts {
  const [fresh, known] = [sources.filter(({ textId }) => textId === null), sources.filter(({ textId }) => textId !== null)];
  const total = (key: 'codings' | 'notes', among: readonly PlannedSource[]) => among.reduce((sum, each) => sum + each[key].length, 0);
  const areMemosWaiting = fresh.length > 0;
  return {
    codes: codes.length,
    coders: coders.filter(({ personId }) => personId === null).length,
    texts: fresh.length,
    ...{ codings: total('codings', known), waiting: total('codings', fresh) },
    ...{ memos: total('notes', known) + (areMemosWaiting ? 0 : memos.length) },
    ...{ waitingMemos: total('notes', fresh) + (areMemosWaiting ? memos.length : 0) },
    there,
  };
}

/** Letters of a name or a title, as the forms of a study have it. */
export const longestName = 120;

const nobody = idOf('nobody named in a file') ?? '';

/**
 * What a project or a codebook brings into a study. A code, a coder or a coding that is there already (by its GUID, or a code by its place and name) stays one; a text whose very words the
 * team reads is that text; everything else is new. Whatever has no place in a study is told.
 */
export function importPlan(project: QdaProject, known: KnownOfStudy): ImportPlan {
  const findings = createFindings();
  const lost = (count: number, noun: string, did: string) =>
    findings.tell(
      {
        severity: 'warning',
        key: `lost ${noun}`,
        words: (of) => ({ found: counted(of, noun), expected: 'Codes, texts, codings, coders and memos', did }),
      },
      {},
      count,
    );
  const { codes, idOfCode } = plannedCodes(project.codes, known.codes, lost);
  const people = new Map(known.people.map(({ id, guid }) => [guid ?? guidFor(id), id]));
  const users = new Map(project.users.map((user) => [user.id, user]));
  const coders = new Map<string, FileCoder>();
  const taken = new Set<string>();
  const thereIds = new Set(known.codings.map(({ id }) => guidFor(id)));
  const thereKeys = new Set(known.codings.map((each) => keyOf(each)));
  const memoPlan = createMemoPlan(project, { there: known.memoIds, guidOf: (userId) => coderOf(userId).guid });
  let there = 0;
  const sources = project.sources.map((source): PlannedSource => {
    const textId = known.texts.find(({ text, hidden }) => text === source.text || hidden === source.text)?.id ?? null;
    const codings: NewCoding[] = [];
    const notes = source.selections.flatMap((selection) => (selection.codings.length === 0 ? memoPlan.onPassage(selection) : []));
    const placed = notes.filter(({ start, end }) => end > start);
    lost(notes.length - placed.length, 'memo of no letter', 'Left out.');
    const whole =
      source.codings.length > 0 ? [{ start: 0, end: source.text.length, codings: source.codings, memoIds: [], description: null }] : [];
    for (const { start, end, codings: given, memoIds, description } of [...whole, ...source.selections]) {
      for (const [at, coding] of given.entries()) {
        const coder = coderOf(coding.userId ?? project.userId);
        const codeId = idOfCode.get(coding.codeId);
        const said = memoPlan.onCoding(at === 0 ? [...coding.memoIds, ...memoIds] : coding.memoIds);
        const key = `${source.id} ${codeId} ${coder.guid} ${start} ${end}`;
        const why = whyLost({ codeId, start, end, isTwice: taken.has(key) });
        if (codeId === undefined || why !== null) {
          lost(1, why?.[0] ?? '', why?.[1] ?? '');
          continue;
        }
        taken.add(key);
        const place = { textId: textId ?? '', codeId, coderId: coder.personId ?? '', begins: start, ends: end };
        if (textId !== null && (thereIds.has(guidFor(coding.id)) || thereKeys.has(keyOf(place)))) {
          there += 1;
          continue;
        }
        const memo = [at === 0 ? description : null, said].filter(Boolean).join('\n\n');
        codings.push({ id: guidFor(coding.id), codeId, coder: coder.guid, start, end, memo, madeAt: timeOf(coding.at) });
      }
    }
    return { source, textId, codings, notes: placed };
  });
  function coderOf(userId: string | null): FileCoder {
    const guid = userId === null ? nobody : guidFor(userId);
    const user = userId === null ? undefined : users.get(userId);
    const coder = coders.get(guid) ?? {
      guid,
      name: (user?.name.trim() || 'Coder without a name').slice(0, 200),
      personId: people.get(guid) ?? null,
    };
    coders.set(guid, coder);
    return coder;
  }
  const { memos, strayed } = memoPlan.others(idOfCode);
  lost(strayed, 'memo on a whole text or on nothing', 'Came in as a memo on the study.');
  if (coders.has(nobody)) lost(1, 'name of a coder that the file does not give', 'Kept as “Coder without a name”.');
  if (project.origin !== 'Concord') lost(project.cases.length, 'case', 'Left out: participants are kept with their consent.');
  if (project.origin !== 'Concord') lost(project.variables.length, 'variable', 'Left out.');
  lost(project.sets.length, 'set', 'Left out.');
  for (const { source } of sources.filter(({ source: { text } }) => text.trim() === ''))
    lost(1, `text without a word${source.name === null ? '' : `, such as ${quoted(source.name)}`}`, 'Left out, with what was coded in it.');
  return {
    codes,
    coders: [...coders.values()],
    sources: sources.filter(({ source }) => source.text.trim() !== ''),
    memos,
    there,
    messages: findings.messages(),
  };
}

/** How many codings a project has. */
export function codingCount({ sources }: QdaProject): number {
  return sources.reduce((sum, source) => sum + codingsOf(source).length, 0);
}

/** Why a coding has no place, and what became of it; null where it has one. */
function whyLost({
  codeId,
  start,
  end,
  isTwice,
}: {
  codeId: string | undefined;
  start: number;
  end: number;
  isTwice: boolean;
}): [string, string] | null {
  if (codeId === undefined) return ['coding with a code that the file does not have', 'Left out.'];
  if (end <= start) return ['coding of no letter', 'Left out.'];
  return isTwice ? ['coding that stands twice (one coder, one code, one passage)', 'Came in once.'] : null;
}

function keyOf({ textId, codeId, coderId, begins, ends }: Omit<PlacedCoding, 'id'>): string {
  return `${textId} ${codeId} ${coderId} ${begins} ${ends}`;
}

function plannedCodes(tree: readonly QdaCode[], known: readonly StudyCode[], lost: (count: number, noun: string, did: string) => void) {
  const idOfCode = new Map<string, string>();
  const codes: NewCode[] = [];
  const byGuid = new Map(known.map(({ id }) => [guidFor(id), id]));
  const names = new Map<string, string>();
  const numbers = new Map<string, number>();
  const key = (parentId: string | null, name: string) => `${parentId} ${name.toLowerCase()}`;
  for (const { id, parentId, name, retiredAt } of known) if (retiredAt === null) names.set(key(parentId, name), id);
  const ownGuids = new Set(known.map(({ id }) => id));
  const place = (list: readonly QdaCode[], parentId: string | null): void =>
    list.forEach((code, position) => {
      const whole = code.name.trim() || 'Code without a name';
      const name = whole.slice(0, longestName).toWellFormed();
      if (name !== whole) lost(1, `code with a name of more than ${longestName} letters`, 'Its name is cut.');
      const same = byGuid.get(guidFor(code.id)) ?? names.get(key(parentId, name));
      const isOwn = same !== undefined && ownGuids.has(same);
      if (isOwn) idOfCode.set(code.id, same);
      else {
        let free = name;
        let n = numbers.get(key(parentId, name)) ?? 2;
        for (; names.has(key(parentId, free)); n += 1) free = `${name.slice(0, longestName - 8).toWellFormed()} (${n})`;
        // The next of this name begins where this one found its place.
        numbers.set(key(parentId, name), n);
        if (free !== name) lost(1, 'code with the name of another beside it', 'It has a number behind its name.');
        const id = guidFor(code.id);
        const { definition, include, exclude, example } = definitionIn(code.definition);
        const said = { definition: definition ?? '', include: include ?? '', exclude: exclude ?? '', example: example ?? '' };
        codes.push({
          id,
          parentId,
          name: free,
          ...said,
          colour: nearestColour(code.colour) ?? (known.length + codes.length) % 12,
          position,
        });
        names.set(key(parentId, free), id);
        idOfCode.set(code.id, id);
      }
      place(code.codes, idOfCode.get(code.id) ?? null);
    });
  place(tree, null);
  return { codes, idOfCode };
}
