import TurndownService from 'turndown';

/** Letters of HTML that are still read; what is longer is pasted as plain words. */
export const longestPaste = 2_000_000;

/**
 * What was copied from Word, Google Docs or a web page, as Markdown: headings, lists, quotes, tables, links, bold and italics stay, everything else that a page can
 * hold goes. The HTML is read into a document that runs and loads nothing. Throws where it is too deep to read: then its plain words are pasted.
 */
export function pastedProse(html: string): string {
  const markdown = reader().turndown(withoutStyles(html.replaceAll('\0', '')));
  return markdown
    .replaceAll('\u00a0', ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** What a style says is read as words: a page of ours lets no foreign style in, also not into a document that is only read. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style\b[\s\S]*?(?:<\/style\s*>|$)/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'])style(?=\s*=)/gi, '$1data-style'));
}

let made: TurndownService | undefined;

function reader(): TurndownService {
  if (made) return made;
  const service = new TurndownService({
    headingStyle: 'atx',
    bulletListMarker: '-',
    codeBlockStyle: 'fenced',
    emDelimiter: '_',
    strongDelimiter: '**',
    hr: '---',
  });
  service.addRule('emphasis', {
    filter: (node) => /^(?:B|STRONG|I|EM|SPAN)$/.test(node.nodeName),
    replacement: (words, node) => emphasised(words, node as HTMLElement),
  });
  service.addRule('item', {
    filter: ['li'],
    replacement: (words, node) => listItem(words, node as HTMLElement),
  });
  service.addRule('item of Word', {
    filter: (node) => node.nodeName === 'P' && /mso-list:\s*l\d/i.test(styleOf(node)),
    replacement: (words, node) => itemOfWord(words, node as HTMLElement),
  });
  service.addRule('link', {
    filter: ['a'],
    replacement: (words, node) => link(words, (node as HTMLElement).getAttribute('href') ?? ''),
  });
  service.addRule('picture', { filter: ['img'], replacement: () => '' });
  service.addRule('cell', {
    filter: ['td', 'th'],
    replacement: (words) =>
      ` ${words
        .trim()
        .replace(/\s*\n\s*/g, ' ')
        .replace(/(?<!\\)\|/g, '\\|')} |`,
  });
  service.addRule('row', { filter: ['tr'], replacement: (cells, node) => row(cells, node as HTMLElement) });
  service.addRule('rows', { filter: ['thead', 'tbody', 'tfoot'], replacement: (rows) => rows });
  service.addRule('table', { filter: ['table'], replacement: (rows) => `\n\n${rows.trim()}\n\n` });
  // the last one added is asked first
  service.addRule('nothing', {
    filter: (node) => isLeftOut.test(node.nodeName) || /mso-(?:list|hide):\s*(?:ignore|all)/i.test(styleOf(node)),
    replacement: () => '',
  });
  made = service;
  return service;
}

/** What has no words for a reader, or only makes a page act. */
const isLeftOut =
  /^(?:SCRIPT|STYLE|HEAD|TITLE|META|LINK|NOSCRIPT|TEMPLATE|IFRAME|FRAME|OBJECT|EMBED|SVG|MATH|CANVAS|AUDIO|VIDEO|BUTTON|INPUT|SELECT|TEXTAREA|COLGROUP|O:P)$/i;

function styleOf(node: Node): string {
  return (node as HTMLElement).getAttribute?.('data-style') ?? '';
}

/** Google Docs says bold and italics by style, and wraps everything into a `<b>` that is none; a heading is bold without a sign. */
function emphasised(words: string, node: HTMLElement): string {
  const style = styleOf(node);
  const isPlain = /(?:^|;)\s*font-weight:\s*(?:normal|[1-5]00)/i.test(style);
  const isBold = (/^(?:B|STRONG)$/.test(node.nodeName) && !isPlain) || /(?:^|;)\s*font-weight:\s*(?:bold|[6-9]00)/i.test(style);
  const isItalic =
    (/^(?:I|EM)$/.test(node.nodeName) && !/(?:^|;)\s*font-style:\s*normal/i.test(style)) || /(?:^|;)\s*font-style:\s*italic/i.test(style);
  if (words.trim() === '' || /\n\s*\n/.test(words.trim())) return words;
  const inside = above(node, /^(?:H[1-6]|TH)$/);
  const signs =
    (isBold && !inside && !above(node, /^(?:B|STRONG)$/, isTrulyBold) ? '**' : '') + (isItalic && !above(node, /^(?:I|EM)$/) ? '_' : '');
  if (signs === '') return words;
  const [, lead = '', said = '', trail = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? [];
  return `${lead}${signs}${said}${[...signs].reverse().join('')}${trail}`;
}
function isTrulyBold(node: HTMLElement): boolean {
  return !/(?:^|;)\s*font-weight:\s*(?:normal|[1-5]00)/i.test(styleOf(node));
}
function above(node: HTMLElement, names: RegExp, holds: (node: HTMLElement) => boolean = () => true): boolean {
  for (let at = node.parentElement; at; at = at.parentElement) if (names.test(at.nodeName) && holds(at)) return true;
  return false;
}

function listItem(words: string, node: HTMLElement): string {
  const { parentElement: list } = node;
  const place = list
    ? Array.from(list.children)
        .filter(({ nodeName }) => nodeName === 'LI')
        .indexOf(node)
    : 0;
  const sign = list?.nodeName === 'OL' ? `${(Number(list.getAttribute('start')) || 1) + place}. ` : '- ';
  // Items of one paragraph are lines of one list.
  const said = words
    .trim()
    .replace(/\n\s*\n(?=\s*(?:-|\d+\.) )/g, '\n')
    .replace(/\n/g, `\n${' '.repeat(sign.length)}`);
  return said === '' ? '' : `${sign}${said}\n`;
}

/** Word copies the items of a list as paragraphs that say their list and depth in a style, with the sign as words that are to be ignored. */
function itemOfWord(words: string, node: HTMLElement): string {
  const depth = Number(/mso-list:\s*l\d+\s+level(\d+)/i.exec(styleOf(node))?.[1] ?? 1);
  const said =
    Array.from(node.querySelectorAll('span'))
      .find((span) => /mso-list:\s*ignore/i.test(styleOf(span)))
      ?.textContent?.trim() ?? '';
  const sign = /^\(?[0-9a-z]{1,4}[.)]/i.test(said) && !/^o$/i.test(said) ? `${Number.parseInt(said, 10) || 1}. ` : '- ';
  return `\n${'   '.repeat(depth - 1)}${sign}${words.trim().replace(/\s*\n\s*/g, ' ')}\n`;
}

function link(words: string, address: string): string {
  const said = words.trim();
  if (said === '' || !/^(?:https?:\/\/|mailto:)\S+$/i.test(address.trim())) return words;
  return `[${said.replace(/\s*\n\s*/g, ' ')}](${address.trim().replace(/[()<>\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)})`;
}

/** The first row of a table is its head, since Markdown knows no table without one. A table of one cell is only a frame. */
function row(cells: string, node: HTMLElement): string {
  let table: HTMLElement | null = node;
  while (table && table.nodeName !== 'TABLE') table = table.parentElement;
  const columns = Array.from(node.children).filter(({ nodeName }) => /^T[DH]$/.test(nodeName)).length;
  const isFirst = table?.querySelector('tr') === node;
  if (columns === 1 && isFirst && table?.querySelectorAll('tr').length === 1)
    return `${cells.trim().replace(/ ?\|$/, '').replaceAll('\\|', '|')}\n`;
  return `|${cells}\n${isFirst ? `|${' --- |'.repeat(columns)}\n` : ''}`;
}
