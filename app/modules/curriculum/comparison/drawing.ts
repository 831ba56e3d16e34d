import type { ComparedCell, Mark } from './comparison.ts';

const [rowHeight, nameWidth, barWidth, valueWidth] = [22, 260, 320, 240];

/** The comparison as an SVG of its own, for a paper or a slide: one panel a cell, all on one scale from zero, our own school filled. Text is escaped. */
export function comparisonSvg(cells: readonly ComparedCell[], title: string): string {
  const largest = Math.max(1, ...cells.flatMap(({ marks }) => marks.map(({ value }) => value?.at(-1) ?? 0)));
  const lines: string[] = [];
  let y = 30;
  lines.push(text({ x: 8, y: 20, words: title, weight: 'bold' }));
  for (const { competency, title: of, name, marks, why } of cells) {
    y += rowHeight;
    lines.push(text({ x: 8, y, words: `${competency} ${of}: ${name}`, weight: 'bold' }));
    for (const mark of marks) {
      y += rowHeight;
      lines.push(...drawn(mark, { y, largest }));
    }
    if (why !== null) {
      y += rowHeight;
      lines.push(text({ x: 8, y, words: why.words }));
    }
    y += rowHeight / 2;
  }
  const width = nameWidth + barWidth + valueWidth;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${y + 20}" viewBox="0 0 ${width} ${y + 20}" font-family="sans-serif" font-size="13" role="img"><title>${escaped(title)}</title><rect width="100%" height="100%" fill="#ffffff"/>${lines.join('')}</svg>`;
}

function drawn({ who, kind, value, text: words }: Mark, { y, largest }: { y: number; largest: number }): string[] {
  const length = (number: number) => ((barWidth - 20) * number) / largest;
  const [least, most] = [value?.[0] ?? 0, value?.at(-1) ?? 0];
  const fill = kind === 'own' ? '#0f5c63' : '#ffffff';
  return [
    text({ x: 16, y, words: kind === 'own' ? `${who} (ours)` : who, ...(kind === 'own' ? { weight: 'bold' } : {}) }),
    `<line x1="${nameWidth}" x2="${nameWidth}" y1="${y - 16}" y2="${y + 4}" stroke="#5a6675"/>`,
    ...(value === null
      ? []
      : [
          `<rect x="${nameWidth}" y="${y - 11}" width="${length(least)}" height="11" fill="${fill}" stroke="#0f5c63"${kind === 'others' ? ' stroke-dasharray="3 2"' : ''}/>`,
        ]),
    ...(most > least
      ? [`<line x1="${nameWidth + length(least)}" x2="${nameWidth + length(most)}" y1="${y - 5}" y2="${y - 5}" stroke="#0f5c63"/>`]
      : []),
    text({ x: nameWidth + barWidth, y, words }),
  ];
}

function text({ x, y, words, weight }: { x: number; y: number; words: string; weight?: string }): string {
  return `<text x="${x}" y="${y}" fill="#1b2430"${weight ? ` font-weight="${weight}"` : ''}>${escaped(words)}</text>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
