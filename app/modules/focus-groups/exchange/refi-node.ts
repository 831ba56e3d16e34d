import { counted, quoted } from '#app/platform/kept-text.ts';
import type { Findings } from './findings.ts';
import { idOf, type RefiIds } from './refi-id.ts';
import { isValue } from './refi-value.ts';
import type { RefiNode } from './refi-walker.ts';

/** What reading a part may do: give ids, and tell a person something. */
export type Desk = { readonly ids: RefiIds; readonly findings: Findings };

/** The elements of a name in a node. */
export function childrenNamed(node: RefiNode, name: string): RefiNode[] {
  return node.children.filter((child) => child.name === name);
}

/** The text of the first element of a name, without blanks around it; null where there is none or it is empty. */
export function textIn(node: RefiNode, name: string): string | null {
  return node.children.find((child) => child.name === name)?.text.trim() || null;
}

/** An attribute; null where it is not there or blank. */
export function attribute(node: RefiNode, name: string): string | null {
  const value = node.attributes[name];
  return value === undefined || value.trim() === '' ? null : value;
}

/** What the elements of a name point to, each once. */
export function targets(node: RefiNode, name: string): string[] {
  const ids = childrenNamed(node, name).map(({ attributes }) => idOf(attributes.targetGUID));
  return [...new Set(ids.filter((id) => id !== null))];
}

/** An attribute that is a date with time; null where it is none. */
export function time(node: RefiNode, name = 'creationDateTime'): string | null {
  const value = attribute(node, name)?.trim() ?? null;
  return value !== null && isValue('dateTime', value) ? value : null;
}

/** A name on one line; what stands in for one where there is none. */
export function nameOf(node: RefiNode, fallback: string): string {
  const name = (node.attributes.name ?? '').replace(/\s+/g, ' ').trim();
  return name === '' ? fallback : name.toWellFormed();
}

/** Where a message is about something of the file: its element and the beginning of its name. */
export function pathOf(element: string, name: string | null | undefined): string {
  return name ? `${element} ${quoted(name)}` : element;
}

/** A whole number; null where it is none. */
export function integer(node: RefiNode, name: string): number | null {
  const value = attribute(node, name)?.trim();
  if (value === undefined || !isValue('integer', value)) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : null;
}

/** Who made an element; null where it does not say. Tells that who changed it last, and when, is not kept. */
export function madeBy(node: RefiNode, { findings }: Desk): { userId: string | null; at: string | null } {
  if (attribute(node, 'modifyingUser') !== null || attribute(node, 'modifiedDateTime') !== null)
    findings.tell(
      {
        severity: 'note',
        key: 'modified',
        words: (count) => ({
          found: `${counted(count, 'element')} with who changed it last, or when`,
          expected: 'Nothing else; it may stand there',
          did: 'That was left out. Who made it, and when, was kept.',
        }),
      },
      { line: node.line, path: node.name },
    );
  return { userId: idOf(node.attributes.creatingUser), at: time(node) };
}
