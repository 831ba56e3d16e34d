/** What stands before and after a word that was looked for, in a text that a database marked: two letters that nobody types. */
export const markers = { start: '\ue000', stop: '\ue001' } as const;

/** A marked text in pieces, those that were looked for told apart. It never was HTML, and becomes none. */
export function markedPieces(text: string): Array<{ readonly text: string; readonly isFound: boolean }> {
  const pieces = text.split(/\ue000([^\ue000\ue001]*)\ue001/);
  return pieces
    .map((piece, at) => ({ text: piece.replace(/[\ue000\ue001]/g, ''), isFound: at % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
