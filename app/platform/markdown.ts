import { Lexer, type Token, type Tokens } from 'marked';

/** A piece of a line: words, words set apart, a link, a picture with the words that stand for it; where a page compares or comments: what came, what left, and a word of ours. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'struck' | 'added' | 'removed'; readonly inside: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: string; readonly inside: readonly Inline[] }
  | { readonly kind: 'picture'; readonly source: string; readonly words: string }
  | { readonly kind: 'aside'; readonly text: string }
  | { readonly kind: 'break' };
/** A part of a text. `rank` of a heading counts from 1, without gaps. */
export type Block =
  | { readonly kind: 'heading'; readonly rank: number; readonly inside: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly inside: readonly Inline[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | null; readonly items: ReadonlyArray<readonly Block[]> }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: ReadonlyArray<readonly Inline[]>;
      readonly rows: ReadonlyArray<ReadonlyArray<readonly Inline[]>>;
    }
  | { readonly kind: 'rule' }
  | { readonly kind: 'added' | 'removed'; readonly blocks: readonly Block[] };

/** Characters of a text, and how deep quotes and lists may stand in one another; what is deeper stands beside. */
const bounds = { characters: 200_000, depth: 12 };

/** What the signs of one text may cost, half a second at most: what follows when it is spent stays as it was typed. */
const mostWork = 20_000_000;

/** Reads lines while they are worth it: at every sign `marked` looks through what remains of the paragraph, so that a page of nothing but signs would keep the whole site waiting for minutes. */
class BoundedLexer extends Lexer {
  #work = 0;

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    const signs = source.match(/[*_~`[\]<>@!\\]/g)?.length ?? 0;
    // What might be the beginning of a mail address is read again from each of its letters.
    const longWords = source.match(/\S{200,}/g) ?? [];
    this.#work += signs * source.length + longWords.reduce((sum, { length }) => sum + length ** 2 / 10, 0);
    if (this.#work <= mostWork) return super.inlineTokens(source, tokens);
    tokens.push({ type: 'text', raw: source, text: source, escaped: false });
    return tokens;
  }
}

/**
 * The parts of a Markdown text (CommonMark with tables). It never holds anything active: HTML is words, a link leads to the web, to mail or to our own
 * pages, a picture is one of ours. Any text has parts; one that is too deep to read is one paragraph.
 */
export function partsOf(markdown: string): Block[] {
  const text = markdown.slice(0, bounds.characters);
  try {
    return withoutGaps(blocks(new BoundedLexer({ gfm: true }).lex(text), 0));
  } catch (error) {
    if (!(error instanceof RangeError) && !/infinite loop/i.test(String(error))) throw error;
    return [{ kind: 'paragraph', inside: [{ kind: 'text', text }] }];
  }
}

/** The words of a text without its signs, a line for each part. */
export function plainWords(markdown: string): string {
  return partsOf(markdown).map(wordsOf).filter(Boolean).join('\n');
}

/** The first words of a text, at most so many characters, ended at a word and with an ellipsis where something is left out. */
export function firstWords(markdown: string, atMost: number): string {
  const words = plainWords(markdown).replace(/\s+/g, ' ').trim();
  if (words.length <= atMost) return words;
  const cut = words.slice(0, atMost);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), atMost >> 1)).replace(/[\s,;:.–-]+$/, '')}…`;
}

/** Where the links of a text lead, each once. */
export function linksOf(markdown: string): string[] {
  return [...new Set(inlines(partsOf(markdown)).flatMap((each) => (each.kind === 'link' ? [each.to] : [])))];
}

/** The same parts with a word of ours after every link that leads to one of these addresses. */
export function withAside(parts: readonly Block[], addresses: ReadonlySet<string>, text: string): Block[] {
  const noted = (pieces: readonly Inline[]): Inline[] =>
    pieces.flatMap((each): Inline[] => {
      if (each.kind === 'link') return addresses.has(each.to) ? [each, { kind: 'aside', text }] : [each];
      return 'inside' in each ? [{ ...each, inside: noted(each.inside) }] : [each];
    });
  return parts.map((part): Block => {
    if ('blocks' in part) return { ...part, blocks: withAside(part.blocks, addresses, text) };
    if (part.kind === 'list') return { ...part, items: part.items.map((item) => withAside(item, addresses, text)) };
    if (part.kind === 'table') return { ...part, head: part.head.map(noted), rows: part.rows.map((row) => row.map(noted)) };
    return 'inside' in part ? { ...part, inside: noted(part.inside) } : part;
  });
}

/** The pictures of a text: their addresses, and the words that stand for them (empty: none were given). */
export function picturesOf(markdown: string): Array<{ source: string; words: string }> {
  return inlines(partsOf(markdown)).flatMap((each) => (each.kind === 'picture' ? [{ source: each.source, words: each.words }] : []));
}

/** Where a link may lead: the web, mail, a place on the page, or a page of ours; null for anything else. */
export function safeAddress(address: string): string | null {
  if (/^#[\w-]+$/.test(address)) return address;
  // Read as browsers read it: they pass over tabs and line ends, and take a backslash for a slash.
  const own = 'http://own.invalid';
  const url = URL.parse(address, own);
  if (!url) return null;
  if (url.origin === own) return address.startsWith('/') && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : null;
  return /^(?:https?|mailto):/i.test(address) && !url.username && !url.password ? url.href : null;
}

function blocks(tokens: readonly Token[], depth: number): Block[] {
  return tokens.flatMap((token) => block(token, depth));
}

function block(token: Token, depth: number): Block[] {
  switch (token.type) {
    case 'heading':
      return [{ kind: 'heading', rank: (token as Tokens.Heading).depth, inside: line(token.tokens) }];
    case 'blockquote': {
      const inside = blocks(token.tokens ?? [], depth + 1);
      return depth < bounds.depth ? [{ kind: 'quote', blocks: inside }] : inside;
    }
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      const inside = items.map((item) => blocks(item.tokens, depth + 1));
      return depth < bounds.depth ? [{ kind: 'list', start: ordered ? Number(start) || 1 : null, items: inside }] : inside.flat();
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return [
        { kind: 'table', head: header.map(({ tokens }) => line(tokens)), rows: rows.map((row) => row.map(({ tokens }) => line(tokens))) },
      ];
    }
    case 'code':
      return [{ kind: 'code', text: (token as Tokens.Code).text }];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'space':
    case 'def':
      return [];
    case 'html':
      return words(token.raw);
    default:
      return 'tokens' in token && token.tokens ? [{ kind: 'paragraph', inside: line(token.tokens) }] : words(token.raw);
  }
}

function words(raw: string): Block[] {
  return raw.trim() ? [{ kind: 'paragraph', inside: [{ kind: 'text', text: raw.trim() }] }] : [];
}

function line(tokens: readonly Token[] = []): Inline[] {
  return tokens.flatMap(inline);
}

function inline(token: Token): Inline[] {
  switch (token.type) {
    case 'strong':
      return [{ kind: 'strong', inside: line(token.tokens) }];
    case 'em':
      return [{ kind: 'emphasis', inside: line(token.tokens) }];
    case 'del':
      return [{ kind: 'struck', inside: line(token.tokens) }];
    case 'codespan':
      return [{ kind: 'code', text: decoded((token as Tokens.Codespan).text) }];
    case 'br':
      return [{ kind: 'break' }];
    case 'checkbox':
      return [];
    case 'link': {
      const inside = line(token.tokens);
      const to = safeAddress((token as Tokens.Link).href);
      return to ? [{ kind: 'link', to, inside }] : inside;
    }
    case 'image': {
      const { href, text } = token as Tokens.Image;
      const source = safeAddress(href);
      if (source?.startsWith('/files/')) return [{ kind: 'picture', source, words: decoded(text) }];
      return source ? [{ kind: 'link', to: source, inside: [{ kind: 'text', text: decoded(text) || source }] }] : [];
    }
    case 'html':
      return [{ kind: 'text', text: token.raw }];
    case 'escape':
      return [{ kind: 'text', text: (token as Tokens.Escape).text }];
    default:
      return 'tokens' in token && token.tokens
        ? line(token.tokens)
        : [{ kind: 'text', text: decoded((token as Tokens.Text).text ?? token.raw) }];
  }
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' };
/** Characters that were written as entities; what is none stays as it was typed. */
function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name) return named[name] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex!, 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/** Whoever writes chooses headings by their size; on the page no rank is passed over, so that a screen reader's outline is whole. */
function withoutGaps(parts: Block[]): Block[] {
  const used = [...new Set(parts.flatMap((part) => (part.kind === 'heading' ? [part.rank] : [])))].sort((one, other) => one - other);
  let above = 0;
  return parts.map((part) => {
    if (part.kind !== 'heading') return part;
    above = Math.min(used.indexOf(part.rank) + 1, above + 1);
    return { ...part, rank: above };
  });
}

function inlines(parts: readonly Block[]): Inline[] {
  return parts.flatMap((part) => {
    if ('blocks' in part) return inlines(part.blocks);
    if (part.kind === 'list') return part.items.flatMap(inlines);
    if (part.kind === 'table') return [part.head, ...part.rows].flat().flatMap(within);
    return 'inside' in part ? within(part.inside) : [];
  });
}
function within(pieces: readonly Inline[]): Inline[] {
  return pieces.flatMap((each) => ('inside' in each ? [each, ...within(each.inside)] : [each]));
}

function wordsOf(part: Block): string {
  if ('blocks' in part) return part.blocks.map(wordsOf).join('\n');
  if (part.kind === 'list') return part.items.map((item) => item.map(wordsOf).join('\n')).join('\n');
  if (part.kind === 'table') return [part.head, ...part.rows].map((row) => row.map(wordsIn).join(' ')).join('\n');
  if (part.kind === 'code') return part.text;
  return part.kind === 'rule' ? '' : wordsIn(part.inside);
}
function wordsIn(pieces: readonly Inline[]): string {
  return pieces
    .map((each) => {
      if ('inside' in each) return wordsIn(each.inside);
      if (each.kind === 'picture') return each.words;
      return each.kind === 'break' ? ' ' : each.text;
    })
    .join('');
}
