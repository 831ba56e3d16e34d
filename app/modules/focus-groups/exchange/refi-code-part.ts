import type { QdaCode } from './qda-project.ts';
import { attribute, childrenNamed, type Desk, nameOf, targets, textIn } from './refi-node.ts';
import type { RefiNode } from './refi-walker.ts';

/** A code with those below it. One that does not say whether it can be coded with can. */
export function codeOf(node: RefiNode, desk: Desk): QdaCode {
  return {
    id: desk.ids.own('code', node),
    name: nameOf(node, '(a code without a name)'),
    definition: textIn(node, 'Description'),
    colour: colourOf(attribute(node, 'color')),
    isCodable: !/^\s*(?:false|0)\s*$/i.test(node.attributes.isCodable ?? ''),
    memoIds: targets(node, 'NoteRef'),
    codes: childrenNamed(node, 'Code').map((child) => codeOf(child, desk)),
  };
}

function colourOf(written: string | null): string | null {
  const digits = /^\s*#([0-9a-f]{6}|[0-9a-f]{3})\s*$/i.exec(written ?? '')?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits}`;
}
