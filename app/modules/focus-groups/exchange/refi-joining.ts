import { counted, quoted } from '#app/platform/kept-text.ts';
import type { Message } from '#app/platform/message.ts';
import { codesOnPaths, type QdaCoding, type QdaProject } from './qda-project.ts';
import type { RefiDraft } from './refi-draft.ts';

type Words = Pick<Message, 'expected' | 'did'> & { found(count: number): string };

/**
 * Makes everything that points to something point to what is there: people whom the file does not name get a name, notes that a link ties to a selection are memos of it, and what
 * points to nothing is left out. Each is told.
 */
export function joinUp(project: QdaProject, draft: RefiDraft): void {
  const { findings } = draft;
  const selections = new Map(project.sources.flatMap((source) => source.selections).map((selection) => [selection.id, selection]));
  const memoIds = new Set(project.memos.map(({ id }) => id));
  const sourceIds = new Set(project.sources.map(({ id }) => id));
  const variableIds = new Set(project.variables.map(({ id }) => id));
  const codes = [...codesOnPaths(project.codes)].map(({ code }) => code);
  const codeIds = new Set(codes.map(({ id }) => id));

  function tell(key: string, severity: Message['severity'], { found, expected, did }: Words, line?: number) {
    findings.tell({ severity, key: `join ${key}`, words: (count) => ({ found: found(count), expected, did }) }, { line });
  }
  function known(ids: readonly string[], there: { has(id: string): boolean }, what: string): string[] {
    return ids.filter((id) => {
      if (there.has(id)) return true;
      const found = (count: number) => `${counted(count, 'reference')} to a ${what} that is not there, such as ${id}`;
      tell(what, 'warning', { found, expected: `A ${what} of this file`, did: 'Left out.' });
      return false;
    });
  }
  const codings = (all: readonly QdaCoding[]) =>
    all.filter((coding) => {
      coding.memoIds = known(coding.memoIds, memoIds, 'memo');
      if (codeIds.has(coding.codeId)) return true;
      const found = (count: number) => `${counted(count, 'coding')} with a code that is not there, such as ${coding.codeId}`;
      tell('coding', 'error', { found, expected: 'A code of this file', did: 'Left out.' });
      return false;
    });

  for (const { from, to, line } of draft.links) {
    const [selection, memo] = [selections.get(from ?? ''), memoIds.has(to ?? '') ? to : null];
    if (selection && memo) {
      selection.memoIds = [...new Set([...selection.memoIds, memo])];
      const found = (count: number) => `${counted(count, 'link')} from a selection to a note (NVivo’s annotations)`;
      tell('annotation', 'note', { found, expected: 'A memo of the selection', did: 'Each became one.' }, line);
    } else {
      const found = (count: number) => `${counted(count, 'link')} between other things`;
      tell('link', 'warning', { found, expected: 'Links from selections to notes', did: 'Left out.' }, line);
    }
  }
  project.memoIds = known(project.memoIds, memoIds, 'memo');
  for (const code of codes) code.memoIds = known(code.memoIds, memoIds, 'memo');
  for (const source of project.sources) {
    source.memoIds = known(source.memoIds, memoIds, 'memo');
    source.codings = codings(source.codings);
    source.values = source.values.filter(({ variableId }) => known([variableId], variableIds, 'variable').length > 0);
    for (const selection of source.selections) {
      selection.memoIds = known(selection.memoIds, memoIds, 'memo');
      selection.codings = codings(selection.codings);
    }
  }
  for (const each of project.cases) {
    each.codeIds = known(each.codeIds, codeIds, 'code');
    each.sourceIds = known(each.sourceIds, sourceIds, 'source');
    each.selectionIds = known(each.selectionIds, selections, 'selection');
    each.values = each.values.filter(({ variableId }) => known([variableId], variableIds, 'variable').length > 0);
  }
  for (const set of project.sets) {
    set.codeIds = known(set.codeIds, codeIds, 'code');
    set.sourceIds = known(set.sourceIds, sourceIds, 'source');
    set.memoIds = known(set.memoIds, memoIds, 'memo');
  }
  nameStrangers(project, draft);
  tellOddities(project, tell);
}

/** People who coded or wrote and whom the file does not list, each as one of their own, so that two never become one. */
function nameStrangers(project: QdaProject, { findings }: RefiDraft) {
  const users = new Set(project.users.map(({ id }) => id));
  const made = project.sources.flatMap((source) => [
    source,
    ...source.codings,
    ...source.selections.flatMap((selection) => [selection, ...selection.codings]),
  ]);
  for (const { userId } of [project, ...project.memos, ...made]) {
    if (userId === null || users.has(userId)) continue;
    users.add(userId);
    const name = `Unknown person ${userId.slice(0, 8)}`;
    project.users.push({ id: userId, name, initials: null });
    const words = (count: number) => ({
      found: `${counted(count, 'person')} whom the file does not list`,
      expected: 'A user for everyone who coded or wrote',
      did: `Added, the first as ${quoted(name)}.`,
    });
    findings.tell({ severity: 'warning', key: 'stranger', words });
  }
}

function tellOddities(project: QdaProject, tell: (key: string, severity: Message['severity'], words: Words) => void) {
  const selections = project.sources.flatMap((source) => source.selections);
  for (const { codings, description, memoIds } of selections)
    if (codings.length === 0 && (description !== null || memoIds.length > 0)) {
      const found = (count: number) => `${counted(count, 'selection')} with a comment and no code`;
      tell('comment', 'note', { found, expected: 'Nothing; MAXQDA writes them', did: 'Kept as comments.' });
    }
  for (const { codings } of [...project.sources, ...selections])
    for (const { userId } of codings) {
      const found = (count: number) => `${counted(count, 'coding')} without a word on whose it is`;
      if (userId === null) tell('unsigned', 'warning', { found, expected: 'A coder of each', did: 'Kept, as nobody’s.' });
    }
  for (const name of twice(project.sources.map((source) => source.name ?? ''))) {
    const found = (count: number) => `${counted(count, 'name')} of several sources, such as ${quoted(name)}`;
    tell('names', 'note', { found, expected: 'A name for each source', did: 'Sources of one name are kept apart.' });
  }
  for (const name of twice(project.users.map((user) => user.name))) {
    const found = (count: number) => `${counted(count, 'name')} of several people, such as ${quoted(name)}`;
    tell('coders', 'note', { found, expected: 'A name for each person', did: 'People of one name are kept apart.' });
  }
}

/** What stands in a list more than once. */
function twice(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => name !== '' && (seen.has(name) || !seen.add(name))));
}
