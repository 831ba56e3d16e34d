/** A coding as a page shows it: [begins, ends) in UTF-16 units of its text. */
export type Shown = {
  readonly id: string;
  readonly codeId: string;
  readonly coderId: string;
  readonly begins: number;
  readonly ends: number;
  readonly memo: string;
};
/** A code as a coder meets it; `countsAs`: the code that it was merged into, else its own id. */
export type CodeShown = {
  readonly id: string;
  readonly name: string;
  readonly depth: number;
  readonly colour: number;
  readonly isInUse: boolean;
  readonly countsAs: string;
};
type Given = { readonly id: string; readonly begins: number; readonly ends: number; readonly memo: string };
/** What a coder does to one coding. The page that does it chose the coding's id, so that it can speak of it before it is kept. */
export type Act =
  | ({ readonly act: 'code' | 'keep'; readonly codeId: string } & Given)
  | ({ readonly act: 'add'; readonly name: string } & Given)
  | { readonly act: 'uncode'; readonly id: string };
/** What the server says of an act: the coding as it stands (null: there is none), and the code that was added with it. */
export type Taken = { readonly coding: Shown | null; readonly code?: CodeShown };

/** The stand-in for the id of a code that is not added yet. */
export function codeToCome(name: string): string {
  return `to come: ${name}`;
}

/** The name in such a stand-in; null for the id of a code that is kept. */
export function nameToCome(codeId: string): string | null {
  const begin = codeToCome('');
  return codeId.startsWith(begin) ? codeId.slice(begin.length) : null;
}

/** The codings as they will be once the acts that wait are taken, by where they begin. */
export function withActs(codings: Iterable<Shown>, acts: readonly Act[], coderId: string): Shown[] {
  const standing = new Map([...codings].map((coding) => [coding.id, coding]));
  for (const act of acts) {
    if (act.act === 'uncode') standing.delete(act.id);
    else {
      const { id, begins, ends, memo } = act;
      standing.set(id, { id, coderId, begins, ends, memo, codeId: act.act === 'add' ? codeToCome(act.name) : act.codeId });
    }
  }
  return [...standing.values()].sort((one, other) => one.begins - other.begins || (one.id < other.id ? -1 : 1));
}

/** The act that takes another back; `before`: the coding as it stood. Null when nothing stood there. */
export function undoing({ act, id }: Act, before: Shown | undefined): Act | null {
  if (act === 'code' || act === 'add') return { act: 'uncode', id };
  if (!before) return null;
  const { codeId, begins, ends, memo } = before;
  return { act: act === 'uncode' ? 'code' : 'keep', id, codeId, begins, ends, memo };
}

/** An act that waits behind another, once the server has said what stands: with the ids that the other's coding and its added code have there. */
export function settled(later: Act, done: Act, { coding, code }: Taken): Act {
  const named = coding && later.id === done.id ? { ...later, id: coding.id } : later;
  const isOfNew = code && done.act === 'add' && 'codeId' in named && named.codeId === codeToCome(done.name);
  return isOfNew ? { ...named, codeId: code.id } : named;
}

/** An act as the fields of a form. */
export function fieldsOf({ act, ...said }: Act): Record<string, string> {
  if (!('begins' in said)) return { uncode: said.id };
  const { id, begins, ends, memo, ...code } = said;
  return { ...code, memo, passage: `${begins}-${ends}`, ...(act === 'keep' ? { keep: id } : { id }) };
}
