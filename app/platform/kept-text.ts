/** The same text on its own: a piece of a larger text would keep all of that in memory for as long as the piece is kept. */
export function keptText(text: string): string {
  return ` ${text}`.slice(1);
}

/** Text of a file as a message shows it: in quotation marks, at most 80 characters, on one line. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return keptText(line.length > 80 ? `“${line.slice(0, 79)}…”` : `“${line}”`);
}

/** `count` of a noun: "1 event", "1,200 events". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
