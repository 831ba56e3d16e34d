/** A change of the codebook, as far as it makes somebody look again. */
export type BookChange = {
  readonly version: number;
  readonly act: string;
  readonly codeId: string;
  readonly intoId: string | null;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
};
/** A coding, as far as it may have to be looked at again. */
export type Looked = {
  readonly codeId: string;
  readonly codebookVersion: number;
  readonly lookedVersion: number | null;
  readonly reworded: boolean;
};
/** Why: its code was split, its words changed, its code was merged, its code went out of use, or what its code means was written anew. */
export type Cause = 'split' | 'words' | 'merge' | 'retire' | 'meaning';
/** `into`: the codes that it may have now, where the change names them; `reason`: what whoever changed it wrote. */
export type LookAgain = { readonly cause: Cause; readonly into: readonly string[]; readonly reason: string | null };

/**
 * Whether a coding has to be looked at again, and why: since it was made, or since its coder looked, its code was split, merged, retired or given another meaning, or the words
 * under it changed. A new name, place or colour changes nothing of what was coded. Null: it stands.
 */
export function lookAgain(coding: Looked, changes: readonly BookChange[]): LookAgain | null {
  const seen = coding.lookedVersion ?? coding.codebookVersion;
  const later = changes.filter(({ codeId, version }) => codeId === coding.codeId && version > seen);
  const split = later.filter(({ act }) => act === 'split');
  if (split.length > 0) return { cause: 'split', into: split.flatMap(({ intoId }) => intoId ?? []), reason: split[0]!.reason };
  if (coding.reworded) return { cause: 'words', into: [], reason: null };
  const out = later.find(({ act }) => act === 'merge' || act === 'retire');
  if (out) return { cause: out.act === 'merge' ? 'merge' : 'retire', into: out.intoId === null ? [] : [out.intoId], reason: out.reason };
  return later.some(changesMeaning) ? { cause: 'meaning', into: [], reason: null } : null;
}

const meaning = ['definition', 'include', 'exclude'] as const;

function changesMeaning({ act, before, after }: BookChange): boolean {
  if (act !== 'describe' && act !== 'move') return false;
  const [was, is] = [before as Record<string, unknown> | null, after as Record<string, unknown> | null];
  // What is written for the first time makes a meaning plain; it is not another one.
  return meaning.some((name) => was?.[name] !== '' && was?.[name] !== is?.[name]);
}
