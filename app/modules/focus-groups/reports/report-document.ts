import type { PlainTable } from '../exchange/plain-table.ts';

/** Words with how they stand; `marks` are numbers of codes that lie on them, and `ends` of those that end behind them. */
export type Run = {
  readonly text: string;
  readonly isBold?: boolean;
  readonly marks?: readonly number[];
  readonly ends?: readonly number[];
};
/** A part of a document, in reading order. */
export type Block =
  | { readonly heading: string; readonly level: 1 | 2 }
  | { readonly runs: readonly Run[] }
  | { readonly table: PlainTable };
/** A document that leaves as HTML or DOCX. */
export type ReportDocument = { readonly title: string; readonly blocks: readonly Block[] };

/** A paragraph of plain words. */
export function said(text: string): Block {
  return { runs: [{ text }] };
}

/** A paragraph that begins with a word for what it is. */
export function labelled(label: string, text: string): Block {
  return { runs: [{ text: `${label}: `, isBold: true }, { text }] };
}

const style = `body{font:17px/1.5 Georgia,serif;color:#1b2430;background:#fff;max-width:72ch;margin:2rem auto;padding:0 1rem}
h1,h2,h3{line-height:1.25}table{border-collapse:collapse;width:100%;font:15px/1.4 system-ui,sans-serif}th,td{border-bottom:1px solid #8a8478;padding:.3rem .5rem;text-align:left;vertical-align:top}
.wide{overflow-x:auto}mark{color:inherit;background:#e3efef;border-bottom:2px solid #0f5c63}mark.many{background:#f6ead9;border-bottom:3px double #9a4b08}sup{font:700 11px system-ui,sans-serif;color:#0f5c63}p{white-space:pre-wrap}`;

/** The document as one HTML file: its style is in it, nothing is fetched, and nothing runs. */
export function documentHtml({ title, blocks }: ReportDocument): string {
  const body = blocks.map(blockHtml).join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  if ('heading' in block) return `<h${block.level + 1}>${escaped(block.heading)}</h${block.level + 1}>`;
  if ('runs' in block) return `<p>${block.runs.map(runHtml).join('')}</p>`;
  const { columns, rows, title } = block.table;
  const head = columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join('');
  const lines = rows.map((row) => `<tr>${row.map((value) => `<td>${escaped(value === null ? '' : String(value))}</td>`).join('')}</tr>`);
  return `<div class="wide" tabindex="0" role="region" aria-label="${escaped(title)}"><table><caption>${escaped(title)}</caption><thead><tr>${head}</tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div>`;
}

function runHtml({ text, isBold, marks = [], ends = [] }: Run): string {
  const words = isBold ? `<strong>${escaped(text)}</strong>` : escaped(text);
  const marked = marks.length === 0 ? words : `<mark${marks.length > 1 ? ' class="many"' : ''}>${words}</mark>`;
  return ends.length === 0 ? marked : `${marked}<sup>${ends.join(', ')}</sup>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
