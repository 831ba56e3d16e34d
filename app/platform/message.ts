/** The way a person is told about one place in a file: what was found, what was expected, and what was done about it. */
export type Message = {
  severity: 'error' | 'warning' | 'note';
  /** Line of the file, from 1. */
  line?: number;
  /** Where in the file: its element, with the id of what it belongs to. */
  path?: string;
  found: string;
  expected: string;
  did: string;
};

/** A message as one line for people: where, what was found, what was expected, what was done. */
export function messageWords({ severity, line, path, found, expected, did }: Message): string {
  const where = [line === undefined ? '' : `line ${line}`, path ?? ''].filter(Boolean).join(', ');
  return `${severity}${where ? ` (${where})` : ''}: ${found}. Expected: ${expected}. ${did}`;
}
