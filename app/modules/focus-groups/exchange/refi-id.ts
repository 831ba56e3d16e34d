import { v5 } from 'uuid';
import type { Findings } from './findings.ts';
import type { RefiNode } from './refi-walker.ts';

/** Makes GUIDs of what is none; of Concord's own, never changed, so that the same file gives the same ids again. */
const namespace = 'b8a1f0c6-6d0e-5f0a-9a53-0d7c1f5e2a41';
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The ids of one file: each thing its own, and what points to it the same. */
export type RefiIds = {
  /** The id of a thing of a kind (`code`, `source`, …); one that the file gives twice, or not at all, gets another. */
  own(kind: string, node: RefiNode, written?: string): string;
};

/** What a reference points to; null where it points to nothing. */
export function idOf(written: string | undefined): string | null {
  const bare = (written ?? '')
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
  if (bare === '') return null;
  return guid.test(bare) ? bare : v5(bare, namespace);
}

/**
 * The GUID under which something of ours goes out: the id itself, or where it is one that carries its time (version 6 or 7), which other programs do not know,
 * the same one of version 5 every time.
 */
export function guidFor(id: string): string {
  const known = idOf(id) ?? v5(id, namespace);
  return /^.{14}[67].{4}[89ab]/.test(known) ? v5(known, namespace) : known;
}

/** Keeps the ids of a file apart, kind by kind. */
export function createRefiIds(findings: Findings): RefiIds {
  const taken = new Map<string, Set<string>>();
  let made = 0;
  return {
    own(kind, node, written = node.attributes.guid) {
      const ids = taken.get(kind) ?? new Set();
      taken.set(kind, ids);
      made += 1;
      let id = idOf(written);
      if (id === null) id = v5(`${kind} ${made}`, namespace);
      if (ids.has(id)) {
        const twice = id;
        findings.tell(
          {
            severity: 'warning',
            key: `twice ${kind}`,
            words: (count) => ({
              found: `The GUID ${twice} a second time${count === 1 ? '' : `, and ${(count - 1).toLocaleString('en-US')} more of the kind`}`,
              expected: `A GUID of its own for each ${kind}`,
              did: 'The later one was given another; what points to this GUID means the first.',
            }),
          },
          { line: node.line, path: node.name },
        );
        id = v5(`${kind} ${id} ${made}`, namespace);
      }
      ids.add(id);
      return id;
    },
  };
}
