import type { ReactNode } from 'react';

/** `own` marks the reader's own; `suggestion` what a program proposed and nobody accepted yet. */
export type TagKind = 'plain' | 'own' | 'attention' | 'danger' | 'success' | 'suggestion';

/** A word or two about the thing it stands beside; the word says it, the colour only helps. */
export function Tag({ kind = 'plain', children }: { kind?: TagKind; children: ReactNode }) {
  return <span className={`tag ${kind}`}>{children}</span>;
}
