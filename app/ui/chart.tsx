import { barGroups, type ChartModel, patterns, stackOf } from './chart.ts';

/** Stacked bars with their words beside them; series are told apart by pattern and named in a legend. What they say stands as text, so the drawing itself is hidden from screen readers. */
export function Chart({ chart: { title, series, bars, max, unit } }: { chart: ChartModel }) {
  return (
    <div className="chart">
      <p className="small muted">{title}</p>
      <svg className="chart-patterns" aria-hidden="true" focusable="false" width="0" height="0">
        <defs>
          <Pattern name="lines">
            <path className="svg-line" d="M0 6L6 0" />
          </Pattern>
          <Pattern name="dots">
            <circle className="svg-mark" cx="3" cy="3" r="1" />
          </Pattern>
          <Pattern name="cross">
            <path className="svg-line" d="M0 3H6M3 0V6" />
          </Pattern>
          <Pattern name="open">{null}</Pattern>
        </defs>
      </svg>
      {series.length > 1 && (
        <ul className="chart-legend">
          {series.map((name, at) => (
            <li key={name}>
              <svg aria-hidden="true" focusable="false" width="18" height="14">
                <rect className="svg-part" x="1" y="1" width="16" height="12" fill={fillOf(at)} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
      <ul className="bars">
        {barGroups(bars).map(({ group, bars: together }) =>
          group === null ? (
            together.map((bar) => <Bar key={bar.label} bar={bar} series={series} max={max} />)
          ) : (
            <li key={group} className="bars-group">
              <span>{group}</span>
              <ul>
                {together.map((bar) => (
                  <Bar key={bar.label} bar={bar} series={series} max={max} />
                ))}
              </ul>
            </li>
          ),
        )}
      </ul>
      <p className="small muted">{`The longest bar is ${max.toLocaleString('en', { maximumFractionDigits: 1 })} ${unit}. Bars begin at zero.`}</p>
    </div>
  );
}

type BarProps = { bar: ChartModel['bars'][number]; series: readonly string[]; max: number };

function Bar({ bar: { label, values, text }, series, max }: BarProps) {
  return (
    <li>
      <span className="bars-name">{label}</span>
      <svg aria-hidden="true" focusable="false" height="20">
        <line className="svg-edge" x1="0" x2="0" y1="0" y2="20" />
        {stackOf(values, max).map(
          ({ start, width }, at) =>
            width > 0 && (
              <rect key={series[at]} className="svg-part" x={`${start}%`} y="4" height="12" width={`${width}%`} fill={fillOf(at)} />
            ),
        )}
      </svg>
      <span className="bars-value">
        {series.length > 1 && <span className="visually-hidden">{`${series.join(', ')}: `}</span>}
        {text}
      </span>
    </li>
  );
}

function Pattern({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <pattern id={`chart-${name}`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect className="svg-ground" width="6" height="6" />
      {children}
    </pattern>
  );
}

function fillOf(series: number): string | undefined {
  const pattern = patterns[series % patterns.length]!;
  return pattern === 'solid' ? undefined : `url(#chart-${pattern})`;
}
