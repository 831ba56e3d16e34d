import { createElement, Fragment, type ReactNode } from 'react';
import { type Block, type Inline, partsOf } from '#app/platform/markdown.ts';

/** A text that somebody wrote in Markdown, drawn as elements, on the server and in the browser alike. `from`: the rank of its first headings, 2 to 4. */
export function Prose({ markdown, from = 2 }: { markdown: string; from?: 2 | 3 | 4 }) {
  return <ProseParts parts={partsOf(markdown)} from={from} />;
}

/** The same of parts that are read already. */
export function ProseParts({ parts, from = 2 }: { parts: readonly Block[]; from?: 2 | 3 | 4 }) {
  return <div className="prose">{drawn(parts, from)}</div>;
}

/** Parts that stand one after the other for good need no keys. */
function inOrder(nodes: readonly ReactNode[]): ReactNode {
  return createElement(Fragment, null, ...nodes);
}

function drawn(parts: readonly Block[], from: number): ReactNode {
  return inOrder(parts.map((part) => block(part, from)));
}

function block(part: Block, from: number): ReactNode {
  switch (part.kind) {
    case 'paragraph':
      return <p>{line(part.inside)}</p>;
    case 'heading': {
      const Heading = `h${Math.min(from - 1 + part.rank, 6)}` as 'h2';
      return <Heading>{line(part.inside)}</Heading>;
    }
    case 'quote':
      return <blockquote>{drawn(part.blocks, from)}</blockquote>;
    case 'list': {
      const items = inOrder(part.items.map((item) => listItem(item, from)));
      return part.start === null ? <ul>{items}</ul> : <ol start={part.start}>{items}</ol>;
    }
    case 'code':
      return <pre>{part.text}</pre>;
    case 'table':
      return (
        <div className="table-frame">
          <table>
            <thead>
              <tr>{inOrder(part.head.map(headCell))}</tr>
            </thead>
            <tbody>{inOrder(part.rows.map(row))}</tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr />;
    case 'added':
      return <ins>{drawn(part.blocks, from)}</ins>;
    case 'removed':
      return <del>{drawn(part.blocks, from)}</del>;
  }
}

/** An item of one paragraph is a line of its list. */
function listItem(item: readonly Block[], from: number): ReactNode {
  const [only] = item;
  return <li>{item.length === 1 && only?.kind === 'paragraph' ? line(only.inside) : drawn(item, from)}</li>;
}
function headCell(pieces: readonly Inline[]): ReactNode {
  return <th scope="col">{line(pieces)}</th>;
}
function row(cells: ReadonlyArray<readonly Inline[]>): ReactNode {
  return <tr>{inOrder(cells.map(cell))}</tr>;
}
function cell(pieces: readonly Inline[]): ReactNode {
  return <td>{line(pieces)}</td>;
}

function line(pieces: readonly Inline[]): ReactNode {
  return inOrder(pieces.map(inline));
}

function inline(piece: Inline): ReactNode {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code>{piece.text}</code>;
    case 'strong':
      return <strong>{line(piece.inside)}</strong>;
    case 'emphasis':
      return <em>{line(piece.inside)}</em>;
    case 'struck':
      return <s>{line(piece.inside)}</s>;
    case 'added':
      return <ins>{line(piece.inside)}</ins>;
    case 'removed':
      return <del>{line(piece.inside)}</del>;
    case 'aside':
      return <span className="muted small"> ({piece.text})</span>;
    case 'link':
      return <a href={piece.to}>{line(piece.inside)}</a>;
    case 'picture':
      return <img alt={piece.words} src={piece.source} loading="lazy" />;
    case 'break':
      return <br />;
  }
}
