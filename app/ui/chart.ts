import { escaped } from '#app/platform/html.ts';
/**
 * Horizontal bars, each a stack of the same series, from zero to `max`; those of one `group` stand together under its words. `text` says the bar's values. Values are of one unit; a chart without a value draws empty
 * bars.
 */
export type ChartModel = {
  readonly title: string;
  readonly series: readonly string[];
  readonly unit: string;
  readonly max: number;
  readonly bars: readonly { readonly group?: string; readonly label: string; readonly values: readonly number[]; readonly text: string }[];
};

type Bar = ChartModel['bars'][number];

/** The bars by their groups, in the order in which they come; those without one under null. */
export function barGroups(bars: readonly Bar[]): { group: string | null; bars: Bar[] }[] {
  return [...Map.groupBy(bars, ({ group }) => group ?? null)].map(([group, bars]) => ({ group, bars }));
}

/** Where each value of a bar begins and how wide it is, in per cent of the axis. */
export function stackOf(values: readonly number[], max: number): { start: number; width: number }[] {
  let start = 0;
  return values.map((value) => {
    const width = max > 0 ? (100 * value) / max : 0;
    start += width;
    return { start: start - width, width };
  });
}

/** The marks that tell series apart without colour, in order; more series than these repeat them. */
export const patterns = ['solid', 'lines', 'dots', 'cross', 'open'] as const;

const ink = '#1b2430';
const accent = '#0f5c63';
const rule = '#8a8478';

/** The chart as a file of its own (SVG 1.1): title, description with every value, legend, bars with patterns, text. On white, to be printed or put into a document. */
export function chartSvg({ title, series, unit, max, bars }: ChartModel): string {
  const [width, left, line] = [960, 300, 34];
  // No text is measured here: at 13 px a letter takes at most about 7.
  const right = Math.min(290, Math.max(130, 20 + 7 * Math.max(0, ...bars.map(({ text }) => text.length))));
  const track = width - left - right;
  const legend = series.length > 1 ? series.map((name, at) => legendEntry(name, at)) : [];
  const top = 56 + (legend.length > 0 ? 30 : 0);
  const lines = barGroups(bars).flatMap(({ group, bars }): (Bar | string)[] => [...(group === null ? [] : [group]), ...bars]);
  const height = top + lines.length * line + 44;
  const described = bars
    .map(
      ({ group, label, values }) =>
        `${group === undefined ? '' : `${group}, `}${label}: ${values.map((value, at) => `${series[at]} ${numberOf(value)}`).join(', ')}`,
    )
    .join('. ');
  const rows = lines.map((bar, at) => {
    const y = top + at * line;
    if (typeof bar === 'string') return `<text x="16" y="${y + 22}" font-weight="600">${escaped(cut(bar, 100))}</text>`;
    const { label, values, text } = bar;
    const parts = stackOf(values, max)
      .map(({ start, width: share }, series) =>
        share > 0
          ? `<rect x="${fixed(left + (start * track) / 100)}" y="${y + 6}" width="${fixed((share * track) / 100)}" height="18" fill="${fillOf(series)}" stroke="${accent}"/>`
          : '',
      )
      .join('');
    return `<text x="${left - 10}" y="${y + 20}" text-anchor="end">${escaped(cut(label, 44))}</text>${parts}<text x="${width - right + 10}" y="${y + 20}">${escaped(cut(text, 38))}</text>`;
  });
  const bottom = top + lines.length * line;
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Inter, Helvetica, Arial, sans-serif" font-size="13" fill="${ink}">
<title id="title">${escaped(title)}</title><desc id="description">${escaped(described)}</desc>
<defs>${patterns.map((pattern) => patternOf(pattern)).join('')}</defs>
<rect width="${width}" height="${height}" fill="#ffffff"/><text x="16" y="30" font-size="17">${escaped(title)}</text>
${legend.join('')}${rows.join('\n')}
<line x1="${left}" x2="${left}" y1="${top}" y2="${bottom}" stroke="${rule}"/><line x1="${left}" x2="${width - right}" y1="${bottom}" y2="${bottom}" stroke="${rule}"/>
<text x="${left}" y="${bottom + 20}">0</text><text x="${width - right}" y="${bottom + 20}" text-anchor="end">${numberOf(max)} ${escaped(unit)}</text>
</svg>
`;
}

function legendEntry(name: string, at: number): string {
  const x = 16 + at * 180;
  return `<rect x="${x}" y="46" width="18" height="14" fill="${fillOf(at)}" stroke="${accent}"/><text x="${x + 26}" y="58">${escaped(cut(name, 22))}</text>`;
}

function fillOf(series: number): string {
  const pattern = patterns[series % patterns.length]!;
  return pattern === 'solid' ? accent : `url(#${pattern})`;
}

function patternOf(pattern: (typeof patterns)[number]): string {
  const drawn = {
    solid: '',
    lines: `<path d="M0 6L6 0" stroke="${accent}" stroke-width="2"/>`,
    dots: `<circle cx="3" cy="3" r="1.4" fill="${accent}"/>`,
    cross: `<path d="M0 3H6M3 0V6" stroke="${accent}"/>`,
    open: '',
  }[pattern];
  return pattern === 'solid'
    ? ''
    : `<pattern id="${pattern}" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" fill="#ffffff"/>${drawn}</pattern>`;
}

function numberOf(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 });
}
function fixed(value: number): string {
  return value.toFixed(1);
}
function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
