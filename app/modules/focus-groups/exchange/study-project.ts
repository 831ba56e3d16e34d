import { codeColours } from './code-colours.ts';
import { definitionText } from './definition-text.ts';
import { emptyProject, type QdaCode, type QdaMemo, type QdaProject, type QdaSelection } from './qda-project.ts';
import { guidFor, idOf } from './refi-id.ts';

/** A code as the study has it. */
export type StudyCode = {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly example: string;
  readonly colour: number;
  readonly position: number;
  readonly mergedInto: string | null;
  readonly retiredAt: Date | null;
};
/** A text that the team reads, with the words of whoever does not allow to be quoted already hidden. */
export type StudyText = {
  readonly id: string;
  readonly title: string;
  readonly session: string;
  readonly site: string;
  readonly text: string;
  readonly participantIds: readonly string[];
};
/** A coding that the acting person may see. */
export type StudyCoding = {
  readonly id: string;
  readonly textId: string;
  readonly codeId: string;
  readonly coderId: string;
  readonly begins: number;
  readonly ends: number;
  readonly memo: string;
  readonly madeAt: Date;
};
/** A memo on the study, a code (`codeId`) or a turn of a text (`textId`, at [begins, ends)) that the acting person may read. */
export type StudyMemo = {
  readonly id: string;
  readonly codeId: string | null;
  readonly textId: string | null;
  readonly begins: number | null;
  readonly ends: number | null;
  readonly words: string;
  readonly authorId: string;
  readonly madeAt: Date;
};
/** What of a study goes out; `guid` of a coder is that of the file in which the coder came. */
export type StudyRows = {
  readonly title: string;
  readonly codes: readonly StudyCode[];
  readonly texts: readonly StudyText[];
  readonly codings: readonly StudyCoding[];
  readonly memos: readonly StudyMemo[];
  readonly coders: readonly { readonly id: string; readonly name: string; readonly guid: string | null }[];
  readonly participants: readonly { readonly id: string; readonly pseudonym: string }[];
};

const [sessionId, siteId] = [made('variable session'), made('variable site')];

/** A study as a project: what the acting person may see of it, in ids that are the same each time. A code that was merged is the one that it counts as. */
export function projectOfStudy({ title, codes, texts, codings, memos: unsorted, coders, participants }: StudyRows): QdaProject {
  const into = new Map(codes.map(({ id, mergedInto }) => [id, mergedInto ?? id]));
  const users = new Map(coders.map(({ id, name, guid }) => [id, { id: guid ?? guidFor(id), name, initials: null }]));
  // by what is the same after a way out and in again
  const written = unsorted.toSorted((one, other) => +one.madeAt - +other.madeAt || (guidFor(one.id) < guidFor(other.id) ? -1 : 1));
  const userOf = (personId: string) => users.get(personId)?.id ?? guidFor(personId);
  const memos: QdaMemo[] = written.map(({ id, words, authorId, madeAt }) => ({
    ...{ id: guidFor(id), name: null, description: null, text: words, userId: userOf(authorId), at: madeAt.toISOString() },
  }));
  const sources = texts.map((text) => {
    const selections = new Map<string, QdaSelection>();
    for (const { id, codeId, coderId, begins, ends, memo, madeAt } of codings.filter(({ textId }) => textId === text.id)) {
      const place = `${begins} ${ends}`;
      const selection: QdaSelection = selections.get(place) ?? {
        ...{ id: made(`selection ${text.id} ${place}`), name: null, start: begins, end: ends },
        ...{ description: null, userId: null, at: null, codings: [], memoIds: [] },
      };
      selections.set(place, selection);
      const [userId, at] = [userOf(coderId), madeAt.toISOString()];
      const memoIds = memo === '' ? [] : [made(`memo ${guidFor(id)}`)];
      for (const memoId of memoIds) memos.push({ id: memoId, name: null, description: null, text: memo, userId, at });
      selection.codings.push({ id, codeId: into.get(codeId) ?? codeId, userId, at, memoIds });
    }
    const onTurns = Map.groupBy(
      written.filter(({ textId }) => textId === text.id),
      ({ begins, ends }) => `${begins} ${ends}`,
    );
    for (const [place, [first, ...others]] of onTurns)
      if (first)
        selections.set(`turn ${place}`, {
          ...{ id: made(`turn ${text.id} ${place}`), name: null, start: first.begins ?? 0, end: first.ends ?? 0 },
          ...{ description: null, userId: null, at: null, codings: [], memoIds: [first, ...others].map(({ id }) => guidFor(id)) },
        });
    const values = [
      { variableId: sessionId, value: text.session },
      { variableId: siteId, value: text.site },
    ];
    return {
      ...{ id: text.id, name: text.title, description: null, text: text.text, userId: null, at: null },
      ...{ selections: [...selections.values()], codings: [], memoIds: [], values },
    };
  });
  const onCodes = Map.groupBy(
    written.flatMap(({ id, codeId }) => (codeId === null ? [] : [{ memoId: guidFor(id), codeId: into.get(codeId) ?? codeId }])),
    ({ codeId }) => codeId,
  );
  const used = new Set([...codings.map(({ codeId }) => into.get(codeId) ?? codeId), ...onCodes.keys()]);
  const coded = new Set([...codings.map(({ coderId }) => coderId), ...written.map(({ authorId }) => authorId)]);
  const memoIdsOf = (codeId: string) => onCodes.get(codeId)?.map(({ memoId }) => memoId) ?? [];
  const variable = (id: string, name: string) => ({ id, name, description: null, kind: 'Text' as const });
  const cases = participants.map(({ id, pseudonym }) => ({
    ...{ id, name: pseudonym, description: null, codeIds: [], values: [], selectionIds: [] },
    sourceIds: texts.filter(({ participantIds }) => participantIds.includes(id)).map((text) => text.id),
  }));
  return {
    ...emptyProject(title),
    origin: 'Concord',
    users: [...users].flatMap(([id, user]) => (coded.has(id) ? [user] : [])),
    codes: codesUnder(null, codes, { used, memoIdsOf }),
    variables: texts.length === 0 ? [] : [variable(sessionId, 'Session'), variable(siteId, 'Site')],
    cases: cases.filter(({ sourceIds }) => sourceIds.length > 0),
    ...{ sources, memos, memoIds: written.flatMap(({ id, codeId, textId }) => (codeId === null && textId === null ? [guidFor(id)] : [])) },
  };
}

/** What a source says of its session, where it came from a study of Concord. */
export function sessionOf({ variables }: QdaProject, values: QdaProject['sources'][number]['values']): string | null {
  const session = variables.find(({ name }) => name === 'Session');
  return values.find(({ variableId }) => variableId === session?.id)?.value ?? null;
}

/** Codes in use, and retired ones that still have codings or memos, below one. A code in use under a retired one does not occur. */
function codesUnder(
  parentId: string | null,
  all: readonly StudyCode[],
  { used, memoIdsOf }: { used: ReadonlySet<string>; memoIdsOf(codeId: string): string[] },
): QdaCode[] {
  return all
    .filter((code) => code.parentId === parentId)
    .sort((one, other) => one.position - other.position || (one.id < other.id ? -1 : 1))
    .flatMap((code) => {
      const below = codesUnder(code.id, all, { used, memoIdsOf });
      if (code.retiredAt !== null && !used.has(code.id) && below.length === 0) return [];
      const { id, name, definition, include, exclude, example, colour } = code;
      const said = definitionText({ definition, include, exclude, example });
      return [{ id, name, definition: said, colour: codeColours[colour] ?? null, isCodable: true, memoIds: memoIdsOf(id), codes: below }];
    });
}

function made(name: string): string {
  return idOf(name) ?? name;
}
