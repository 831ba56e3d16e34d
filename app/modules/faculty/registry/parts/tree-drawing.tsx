import type { Drawn } from '../tree.ts';

const [rowHeight, indent, left] = [28, 26, 10];

/** The tree as a drawing: a line for each, from the trainer to whom they trained; dashed where it was elsewhere. It says no more than the list beside it, and is hidden from screen readers. */
export function TreeDrawing({ lines }: { lines: readonly Drawn[] }) {
  const deepest = Math.max(0, ...lines.map(({ depth }) => depth));
  const longest = Math.max(0, ...lines.map(({ person }) => person.name.length));
  const [width, height] = [left + (deepest + 1) * indent + longest * 9 + 40, lines.length * rowHeight + 8];
  const at = (depth: number, row: number) => ({ x: left + depth * indent, y: row * rowHeight + rowHeight / 2 });
  return (
    <svg className="tree-drawing" aria-hidden="true" focusable="false" width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {lines.map(({ person, depth, row, under, isAgain, isOurs }) => {
        const { x, y } = at(depth, row);
        const from = under === null ? null : at(depth - 1, under);
        return (
          <g key={row}>
            {from && <path className={isOurs ? 'svg-line' : 'svg-line dashed'} d={`M${from.x} ${from.y + 5}V${y}H${x - 5}`} />}
            <circle className={isAgain ? 'svg-open' : 'svg-mark'} cx={x} cy={y} r="4.5" />
            <text className="svg-text" x={x + 12} y={y + 4}>
              {isAgain ? `${person.name} (again)` : person.name}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
