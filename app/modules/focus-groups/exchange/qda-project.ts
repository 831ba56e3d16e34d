/**
 * A project of qualitative analysis as other programs exchange it, in a form of our own. Texts have LF line ends and no byte order mark; `start` and `end` are
 * UTF-16 units of the text, `end` not included. Ids are lower-case GUIDs, unique among things of one kind; `at` is an XML date with time; what nobody said is null.
 */
export type QdaProject = {
  name: string;
  /** The program that wrote it. */
  origin: string | null;
  description: string | null;
  userId: string | null;
  at: string | null;
  memoIds: string[];
  users: QdaUser[];
  codes: QdaCode[];
  variables: QdaVariable[];
  cases: QdaCase[];
  sources: QdaSource[];
  memos: QdaMemo[];
  sets: QdaSet[];
};

/** Somebody who coded or wrote. Two of one name are two. */
export type QdaUser = { id: string; name: string; initials: string | null };

/** A code with those below it; `colour` is `#rrggbb`. One that is not codable only holds others together. */
export type QdaCode = {
  id: string;
  name: string;
  definition: string | null;
  colour: string | null;
  isCodable: boolean;
  memoIds: string[];
  codes: QdaCode[];
};

/** Whose code on what: two coders of one selection are two codings. */
export type QdaCoding = { id: string; codeId: string; userId: string | null; at: string | null; memoIds: string[] };

/** A stretch of a text; its name is null where that is the text itself. One without codings is a comment: its description or its memos. */
export type QdaSelection = {
  id: string;
  name: string | null;
  start: number;
  end: number;
  description: string | null;
  userId: string | null;
  at: string | null;
  codings: QdaCoding[];
  memoIds: string[];
};

/** A text; `codings` are those of the whole of it. */
export type QdaSource = {
  id: string;
  name: string | null;
  description: string | null;
  text: string;
  userId: string | null;
  at: string | null;
  selections: QdaSelection[];
  codings: QdaCoding[];
  memoIds: string[];
  values: QdaValue[];
};

/** A note that codes, codings, selections, sources or the project point to. */
export type QdaMemo = {
  id: string;
  name: string | null;
  description: string | null;
  text: string;
  userId: string | null;
  at: string | null;
};

/** The kinds of a variable, in the words of REFI-QDA. */
export const variableKinds = ['Text', 'Boolean', 'Integer', 'Float', 'Date', 'DateTime'] as const;

/** What is known of cases or sources by name, such as a school or a year of study. */
export type QdaVariable = { id: string; name: string; description: string | null; kind: (typeof variableKinds)[number] };

/** What a variable is for one case or source, as written; null where the file names the variable and no value. */
export type QdaValue = { variableId: string; value: string | null };

/** A person, a group or anything else of which texts or selections speak. */
export type QdaCase = {
  id: string;
  name: string | null;
  description: string | null;
  codeIds: string[];
  values: QdaValue[];
  sourceIds: string[];
  selectionIds: string[];
};

/** Codes, sources or memos that somebody put together. */
export type QdaSet = { id: string; name: string; description: string | null; codeIds: string[]; sourceIds: string[]; memoIds: string[] };

/** A project in which nothing stands yet. */
export function emptyProject(name: string): QdaProject {
  return {
    ...{ name, origin: null, description: null, userId: null, at: null, memoIds: [] },
    ...{ users: [], codes: [], variables: [], cases: [], sources: [], memos: [], sets: [] },
  };
}

/** A code with the names above it and its own, from the top. */
export type CodeOnPath = { code: QdaCode; path: readonly string[] };

/** All codes of a tree, each before those below it. */
export function* codesOnPaths(codes: readonly QdaCode[], above: readonly string[] = []): Generator<CodeOnPath> {
  for (const code of codes) {
    const path = [...above, code.name];
    yield { code, path };
    yield* codesOnPaths(code.codes, path);
  }
}

/** All codings of a source: of the whole of it, then those of its selections in order. */
export function codingsOf(source: QdaSource): QdaCoding[] {
  return [...source.codings, ...source.selections.flatMap(({ codings }) => codings)];
}
