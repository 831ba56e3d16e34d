import { escaped } from '#app/platform/html.ts';
import { type Block, type Inline, partsOf } from '#app/platform/markdown.ts';

/** A Markdown text as HTML for a feed: the same elements as `Prose` draws, addresses whole, every letter that HTML would read escaped. */
export function feedMarkup(markdown: string, origin: string): string {
  return blocks(partsOf(markdown), origin);
}

function blocks(parts: readonly Block[], origin: string): string {
  return parts.map((part) => block(part, origin)).join('\n');
}

function block(part: Block, origin: string): string {
  switch (part.kind) {
    case 'heading': {
      const rank = Math.min(part.rank + 1, 6);
      return `<h${rank}>${line(part.inside, origin)}</h${rank}>`;
    }
    case 'paragraph':
      return `<p>${line(part.inside, origin)}</p>`;
    case 'quote':
      return `<blockquote>${blocks(part.blocks, origin)}</blockquote>`;
    case 'list': {
      const items = part.items.map((item) => `<li>${blocks(item, origin)}</li>`).join('');
      return part.start === null ? `<ul>${items}</ul>` : `<ol start="${part.start}">${items}</ol>`;
    }
    case 'code':
      return `<pre>${escaped(part.text)}</pre>`;
    case 'table': {
      const cells = (row: ReadonlyArray<readonly Inline[]>, cell: 'th' | 'td') =>
        `<tr>${row.map((each) => `<${cell}>${line(each, origin)}</${cell}>`).join('')}</tr>`;
      return `<table>${cells(part.head, 'th')}${part.rows.map((row) => cells(row, 'td')).join('')}</table>`;
    }
    case 'rule':
      return '<hr>';
    case 'added':
    case 'removed':
      return `<${part.kind === 'added' ? 'ins' : 'del'}>${blocks(part.blocks, origin)}</${part.kind === 'added' ? 'ins' : 'del'}>`;
  }
}

function line(pieces: readonly Inline[], origin: string): string {
  return pieces.map((piece) => inline(piece, origin)).join('');
}

function inline(piece: Inline, origin: string): string {
  switch (piece.kind) {
    case 'text':
      return escaped(piece.text);
    case 'code':
      return `<code>${escaped(piece.text)}</code>`;
    case 'aside':
      return ` (${escaped(piece.text)})`;
    case 'break':
      return '<br>';
    case 'picture':
      return `<img src="${escaped(new URL(piece.source, origin).href)}" alt="${escaped(piece.words)}">`;
    case 'link':
      return `<a href="${escaped(piece.to.startsWith('#') ? piece.to : new URL(piece.to, origin).href)}">${line(piece.inside, origin)}</a>`;
    default: {
      const element = { strong: 'strong', emphasis: 'em', struck: 'del', added: 'ins', removed: 'del' }[piece.kind];
      return `<${element}>${line(piece.inside, origin)}</${element}>`;
    }
  }
}
