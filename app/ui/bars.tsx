/** A bar from zero to `value`; with `low` and `high` it is filled to `low`, open from there to `high`, and a stroke marks `value`; a `value` of null is unknown and draws nothing. */
export type Bar = { label: string; value: number | null; low?: number; high?: number; text: string };
/** A range from `low` to `high`. */
export type Range = { label: string; low: number; high: number; text: string };
type Axis = { max: number; maxText: string; zeroText?: string };

/** Bars that start at zero, their text beside them; the labels keep their size on a phone. */
export function Bars({ bars, max, maxText, zeroText }: { bars: Bar[] } & Axis) {
  return (
    <ul className="bars">
      {bars.map(({ label, value, low, high, text }) => (
        <li key={label} className={value === null ? 'unknown' : undefined}>
          <span className="bars-name">{label}</span>
          <Track>
            {value !== null && <rect className="svg-mark" x="0" y="4" height="12" width={share(low ?? value, max)} />}
            {value !== null && low !== undefined && high !== undefined && <Uncertain low={low} value={value} high={high} max={max} />}
          </Track>
          <span className="bars-value">{text}</span>
        </li>
      ))}
      <AxisLine max={max} maxText={maxText} zeroText={zeroText} />
    </ul>
  );
}

/** Ranges between two bounds on an axis from zero, a dot where both are one. */
export function Ranges({ ranges, max, maxText, zeroText }: { ranges: Range[] } & Axis) {
  return (
    <ul className="bars">
      {ranges.map(({ label, low, high, text }) => (
        <li key={label}>
          <span className="bars-name">{label}</span>
          <Track>
            <line className="svg-rule" x1="0" x2="100%" y1="10" y2="10" />
            {low === high ? (
              <circle className="svg-mark" cx={share(low, max)} cy="10" r="4" />
            ) : (
              <line className="svg-mark" x1={share(low, max)} x2={share(high, max)} y1="10" y2="10" strokeWidth="7" strokeLinecap="round" />
            )}
          </Track>
          <span className="bars-value">{text}</span>
        </li>
      ))}
      <AxisLine max={max} maxText={maxText} zeroText={zeroText} />
    </ul>
  );
}

function Track({ children }: { children: React.ReactNode }) {
  return (
    <svg aria-hidden="true" focusable="false" height="20">
      <line className="svg-edge" x1="0" x2="0" y1="0" y2="20" />
      {children}
    </svg>
  );
}

function Uncertain({ low, value, high, max }: { low: number; value: number; high: number; max: number }) {
  return (
    <>
      <rect className="svg-open" x={share(low, max)} y="4" height="12" width={share(high - low, max)} />
      <line className="svg-value" x1={share(value, max)} x2={share(value, max)} y1="2" y2="18" />
    </>
  );
}

function AxisLine({ maxText, zeroText = '0' }: Axis) {
  return (
    <li className="axis" aria-hidden="true">
      <span className="bars-name" />
      <svg aria-hidden="true" focusable="false" height="24">
        <line className="svg-edge" x1="0" x2="100%" y1="1" y2="1" />
        <text className="svg-text" x="0" y="18">
          {zeroText}
        </text>
        <text className="svg-text" x="100%" y="18" textAnchor="end">
          {maxText}
        </text>
      </svg>
      <span className="bars-value" />
    </li>
  );
}

function share(value: number, max: number): string {
  return max > 0 ? `${Math.min(100, (100 * value) / max)}%` : '0%';
}
