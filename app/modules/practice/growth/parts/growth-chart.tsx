import { monthName } from '../../log/entry.ts';
import { stepWords } from '../../scale.ts';
import { chartLines, type Growth, type Mark } from '../growth.ts';

/** The single points of a competency on the lines of the scale. Nothing joins them; what they say stands in the table below, so the drawing is hidden from screen readers. */
export function GrowthChart({ growth, isOwn }: { growth: Pick<Growth<unknown>, 'self' | 'observed'>; isOwn: boolean }) {
  const { first, last, lines } = chartLines(growth);
  return (
    <div className="chart" aria-hidden="true">
      <ul className="chart-legend">
        <li>
          <svg aria-hidden="true" focusable="false" width="18" height="14">
            <circle className="svg-mark" cx="8" cy="7" r="5" />
          </svg>
          {isOwn ? 'What I saw' : 'What the student saw'}
        </li>
        <li>
          <svg aria-hidden="true" focusable="false" width="18" height="14">
            <path className="svg-open" d="M8 1l6 6-6 6-6-6z" />
          </svg>
          What others saw
        </li>
      </ul>
      <ul className="bars">
        {lines.map(({ step, self, observed }) => (
          <li key={step}>
            <span className="bars-name">{stepWords[step][isOwn ? 'self' : 'student']}</span>
            <svg aria-hidden="true" focusable="false" height="32">
              <line className="svg-edge" x1="0" x2="100%" y1="16" y2="16" />
              {self.map((mark) => (
                <svg key={mark.id} aria-hidden="true" x={placeOf(mark)} overflow="visible">
                  <circle className="svg-mark" cx={6 + mark.nth * 13} cy="8" r="5" />
                </svg>
              ))}
              {observed.map((mark) => (
                <svg key={mark.id} aria-hidden="true" x={placeOf(mark)} overflow="visible">
                  <path className="svg-open" d={`M${6 + mark.nth * 13} 18l6 6-6 6-6-6z`} />
                </svg>
              ))}
            </svg>
          </li>
        ))}
      </ul>
      <p className="small muted">
        {first === last ? monthName(first) : `From ${monthName(first)}, at the left, to ${monthName(last)}, at the right.`}
      </p>
    </div>
  );
}

/** Within nine tenths of the line, so that marks side by side at its end stay on the page. */
function placeOf({ along }: Mark): string {
  return `${along * 90}%`;
}
