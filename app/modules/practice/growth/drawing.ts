import { escaped } from '#app/platform/html.ts';
import { monthName } from '../log/entry.ts';
import { stepWords } from '../scale.ts';
import { chartLines, type Growth, type Mark } from './growth.ts';

const [width, left, line, ink, accent, rule] = [960, 420, 32, '#1b2430', '#0f5c63', '#8a8478'];

/** The points of every competency as a file of its own (SVG 1.1), as the page draws them: a block a competency, a line a step of the scale, nothing joined. On white, to be printed or put into a document. */
export function growthSvg(growth: readonly Growth<{ readonly code: string; readonly shortTitle: string }>[]): string {
  const blocks: string[] = [];
  const described: string[] = [];
  let y = 84;
  for (const { competency, ...points } of growth) {
    const title = `${competency.code} ${competency.shortTitle}`;
    const { first, last, lines } = chartLines(points);
    blocks.push(`<text x="16" y="${y}" font-size="15" font-weight="600">${escaped(title)}</text>`);
    for (const { step, self, observed } of lines) {
      y += line;
      blocks.push(
        `<text x="16" y="${y + 4}">${escaped(stepWords[step].self)}</text><line x1="${left}" x2="${width - 16}" y1="${y}" y2="${y}" stroke="${rule}"/>`,
        ...self.map((mark) => circle(placeOf(mark), y - 7)),
        ...observed.map((mark) => diamond(placeOf(mark), y + 7)),
      );
    }
    const months = first === last ? monthName(first) : `${monthName(first)} to ${monthName(last)}, from left to right`;
    y += line;
    blocks.push(`<text x="${left}" y="${y - 4}">${escaped(months)}</text>`);
    const said = [
      ...points.self.map((point) => ['seen by oneself', point] as const),
      ...points.observed.map((point) => ['seen by others', point] as const),
    ];
    described.push(
      `${title}: ${said.map(([by, { month, step }]) => `${monthName(month)}, ${by}${step ? `, ${stepWords[step].self}` : ''}`).join('; ')}.`,
    );
    y += line;
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" width="${width}" height="${y}" viewBox="0 0 ${width} ${y}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="13" fill="${ink}">
<title id="title">What I saw of myself and what others saw</title><desc id="description">${escaped(described.join(' '))}</desc>
<rect width="${width}" height="${y}" fill="#ffffff"/><text x="16" y="30" font-size="17">What I saw of myself and what others saw</text>
${circle(24, 52)}<text x="38" y="57">What I saw</text>${diamond(134, 52)}<text x="148" y="57">What others saw</text>
${blocks.join('\n')}
</svg>
`;
}

function placeOf({ along, nth }: Mark): number {
  return left + 8 + along * 0.9 * (width - left - 32) + nth * 13;
}
function circle(x: number, y: number): string {
  return `<circle cx="${x.toFixed(1)}" cy="${y}" r="5" fill="${accent}"/>`;
}
function diamond(x: number, y: number): string {
  return `<path d="M${x.toFixed(1)} ${y - 6}l6 6-6 6-6-6z" fill="#ffffff" stroke="${accent}"/>`;
}
