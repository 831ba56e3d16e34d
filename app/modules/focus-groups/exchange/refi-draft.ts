import { counted } from '#app/platform/kept-text.ts';
import { createFindings, type Findings } from './findings.ts';
import type { QdaCase, QdaCode, QdaSet, QdaUser, QdaVariable } from './qda-project.ts';
import { caseOf, setOf, userOf, variableOf } from './refi-case-part.ts';
import { codeOf } from './refi-code-part.ts';
import { createRefiIds, idOf } from './refi-id.ts';
import { nameOf, targets, time } from './refi-node.ts';
import { memoOf, sourcesOf, type WrittenMemo, type WrittenSource } from './refi-source-part.ts';
import { createRefiWalker, type RefiNode } from './refi-walker.ts';

/** From one thing to another, such as from a selection to a note on it. */
export type WrittenLink = { readonly from: string | null; readonly to: string | null; readonly line: number };

/** Everything that the XML of a file says, before its texts are there. */
export type RefiDraft = {
  kind: 'project' | 'codebook' | null;
  name: string;
  origin: string | null;
  description: string | null;
  userId: string | null;
  at: string | null;
  memoIds: string[];
  users: QdaUser[];
  codes: QdaCode[];
  variables: QdaVariable[];
  cases: QdaCase[];
  sources: WrittenSource[];
  memos: WrittenMemo[];
  links: WrittenLink[];
  sets: QdaSet[];
  findings: Findings;
  counts: Counts;
};

/** How many elements the file has, whether or not there is a place for them here. */
export type Counts = { users: number; codes: number; sources: number; selections: number; codings: number; memos: number };

/** Takes the XML of a project or a codebook in pieces. Throws `UnreadableFile` where it cannot go on; `line` then says where. */
export type DraftReader = { write(text: string): void; end(): RefiDraft; line(): number };

const sourceNames = ['TextSource', 'PictureSource', 'PDFSource', 'AudioSource', 'VideoSource'];
const selectionNames = ['PlainText', 'Picture', 'PDF', 'Audio', 'Video', 'Transcript'].map((kind) => `${kind}Selection`);

/** A reader of one file. */
export function createDraftReader(): DraftReader {
  const findings = createFindings();
  const desk = { ids: createRefiIds(findings), findings };
  const draft: RefiDraft = {
    ...{ kind: null, name: '', origin: null, description: null, userId: null, at: null, memoIds: [] },
    ...{ users: [], codes: [], variables: [], cases: [], sources: [], memos: [], links: [], sets: [], findings },
    counts: { users: 0, codes: 0, sources: 0, selections: 0, codings: 0, memos: 0 },
  };

  function take(node: RefiNode) {
    if (node.name === 'Project' || node.name === 'CodeBook') {
      draft.name = nameOf(node, 'A project without a name');
      draft.origin = node.attributes.origin?.trim() || null;
      draft.userId = idOf(node.attributes.creatingUserGUID);
      draft.at = time(node);
    } else if (node.name === 'User') draft.users.push(userOf(node, desk));
    else if (node.name === 'Code') draft.codes.push(codeOf(node, desk));
    else if (node.name === 'Variable') draft.variables.push(variableOf(node, desk));
    else if (node.name === 'Case') draft.cases.push(caseOf(node, desk));
    else if (node.name === 'Note') draft.memos.push(memoOf(node, desk));
    else if (node.name === 'Set') draft.sets.push(setOf(node, desk));
    else if (node.name === 'Link')
      draft.links.push({ from: idOf(node.attributes.originGUID), to: idOf(node.attributes.targetGUID), line: node.line });
    else if (node.name === 'Graph') {
      const words = (count: number) => ({ found: counted(count, 'drawn graph'), expected: 'Codes, codings and memos', did: 'Left out.' });
      findings.tell({ severity: 'warning', key: 'graph', words }, { line: node.line });
    } else if (node.name === 'Description') draft.description ??= node.text.trim() || null;
    else if (node.name === 'NoteRef') draft.memoIds.push(...targets({ ...node, children: [node] }, 'NoteRef'));
    else for (const source of sourcesOf(node, desk)) draft.sources.push(source);
  }

  const walker = createRefiWalker(take, findings);
  const countOf = (names: readonly string[]) => names.reduce((sum, name) => sum + walker.count(name), 0);
  return {
    write: (text) => walker.write(text),
    line: () => walker.line(),
    end() {
      walker.end();
      draft.kind = walker.schema()?.kind ?? null;
      draft.counts = {
        users: countOf(['User']),
        codes: countOf(['Code']),
        sources: countOf(sourceNames),
        selections: countOf(selectionNames),
        codings: countOf(['Coding']),
        memos: countOf(['Note']),
      };
      return draft;
    },
  };
}
