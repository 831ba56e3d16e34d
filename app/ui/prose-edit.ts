/** What is selected in a text: from the first letter to before the last. */
export type Selected = { readonly start: number; readonly end: number };
/** A change of a text: what takes the place of the letters between, and what is selected afterwards. */
export type Edit = { readonly from: number; readonly to: number; readonly insert: string; readonly select: Selected };
/** What a button makes of a selection. */
export type Mark = 'bold' | 'italic' | 'heading' | 'list' | 'numbered' | 'quote';

const around = { bold: { sign: '**', words: 'bold words' }, italic: { sign: '_', words: 'words in italics' } } as const;
const before = { heading: /^#{1,6} +/, list: /^[-*+] +/, numbered: /^\d+[.)] +/, quote: /^> ?/ } as const;

/** What a button does to a text: sets its sign where it is not, takes it away where it is. */
export function marked(text: string, selected: Selected, mark: Mark): Edit {
  return mark === 'bold' || mark === 'italic' ? inLine(text, selected, around[mark]) : atLines(text, selected, mark);
}

function inLine(text: string, { start, end }: Selected, { sign, words }: { sign: string; words: string }): Edit {
  const { length } = sign;
  const inner = text.slice(start, end);
  if (start >= length && text.slice(start - length, start) === sign && text.slice(end, end + length) === sign)
    return { from: start - length, to: end + length, insert: inner, select: { start: start - length, end: end - length } };
  if (inner.length > 2 * length && inner.startsWith(sign) && inner.endsWith(sign)) {
    const bare = inner.slice(length, -length);
    return { from: start, to: end, insert: bare, select: { start, end: start + bare.length } };
  }
  // Signs stand at words: spaces around a selection stay outside.
  const said = inner.trim() || words;
  const lead = inner.trim() ? inner.length - inner.trimStart().length : 0;
  const trail = inner.trim() ? inner.length - inner.trimEnd().length : 0;
  const from = start + lead;
  return { from, to: end - trail, insert: sign + said + sign, select: { start: from + length, end: from + length + said.length } };
}

function atLines(text: string, { start, end }: Selected, mark: keyof typeof before): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', Math.max(end - (end > start && text[end - 1] === '\n' ? 1 : 0), from));
  const to = next === -1 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const isMarked = lines.every((line) => line.trim() === '' || before[mark].test(line)) && lines.some((line) => line.trim() !== '');
  const bare = lines.map((line) => Object.values(before).reduce((rest, sign) => rest.replace(sign, ''), line));
  const isAlone = lines.length === 1;
  const said = bare.map((line, at) => ((line.trim() === '' && !isAlone) || isMarked ? line : signOf(mark, at) + line)).join('\n');
  // A list or a heading right below a line of text would belong to it.
  const above = text.slice(0, from);
  const gap = !isMarked && above !== '' && !/\n\s*\n$/.test(above) && !before[mark].test(lastLine(above)) ? '\n' : '';
  const insert = gap + said;
  return { from, to, insert, select: isAlone ? at(from + insert.length) : { start: from + gap.length, end: from + insert.length } };
}

function signOf(mark: keyof typeof before, at: number): string {
  if (mark === 'numbered') return `${at + 1}. `;
  return { heading: '## ', list: '- ', quote: '> ' }[mark];
}
function at(place: number): Selected {
  return { start: place, end: place };
}
function lastLine(text: string): string {
  return text.trimEnd().slice(text.trimEnd().lastIndexOf('\n') + 1);
}

/** A link at the selection; the words are said by whoever makes it, else the address stands for itself. */
export function linked({ start, end }: Selected, { words, address }: { words: string; address: string }): Edit {
  const insert = `[${inBrackets(words || address)}](${inParentheses(address)})`;
  return { from: start, to: end, insert, select: at(start + insert.length) };
}

/** A picture in a paragraph of its own after the selection. */
export function pictured(text: string, { end }: Selected, { words, address }: { words: string; address: string }): Edit {
  const insert = `${leadBelow(text.slice(0, end))}![${inBrackets(words)}](${inParentheses(address)})\n\n`;
  return { from: end, to: end, insert, select: at(end + insert.length) };
}

/** What was pasted, at the selection; what has parts of its own (a heading, a list, paragraphs) begins below the line it would else go on. */
export function pasted(text: string, { start, end }: Selected, markdown: string): Edit {
  const hasParts = markdown.includes('\n') || /^(?:#{1,6}|[-*>]|\d+[.)]) /.test(markdown);
  const insert = (hasParts ? leadBelow(text.slice(0, start)) : '') + markdown;
  return { from: start, to: end, insert, select: at(start + insert.length) };
}

/** The lines to leave between what stands above and a part of its own. */
function leadBelow(above: string): string {
  return above.trim() === '' || /\n\s*\n$/.test(above) ? '' : above.endsWith('\n') ? '\n' : '\n\n';
}

/** An address as people type it: `example.org` is on the web, `name@example.org` a mail; null when a link cannot lead there. */
export function addressTyped(typed: string): string | null {
  const said = typed.trim();
  if (/^(?:https?:\/\/|mailto:)\S+$/i.test(said) || /^\/(?!\/)\S*$/.test(said)) return said;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(said)) return `mailto:${said}`;
  return /^[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?$/.test(said) ? `https://${said}` : null;
}

/**
 * What the key Enter does at the end of an item: begins the next one, or ends the list where the item is empty. Null where it is only a new line.
 */
export function nextItem(text: string, { start, end }: Selected): Edit | null {
  if (start !== end) return null;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const [whole, lead = '', sign = '', rest = ''] = /^(\s*)([-*+] |\d+[.)] |> )(.*)$/.exec(text.slice(from, start)) ?? [];
  if (whole === undefined) return null;
  if (rest.trim() === '') {
    // Without an empty line between, what follows would belong to the item above.
    const gap = /\S[^\n]*\n$/.test(text.slice(0, from)) ? '\n' : '';
    return { from, to: start, insert: gap, select: at(from + gap.length) };
  }
  const next = sign.replace(/\d+/, (number) => String(Number(number) + 1));
  const insert = `\n${lead}${next}`;
  return { from: start, to: start, insert, select: at(start + insert.length) };
}

function inBrackets(words: string): string {
  return words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[[\]\\]/g, '\\$&');
}
function inParentheses(address: string): string {
  return address.replace(/[()\\<>\s]/g, (sign) => encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'));
}
