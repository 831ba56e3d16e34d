import { Bars } from '#app/ui/bars.tsx';
import { hoursNumber } from '#app/ui/hours.ts';
import type { ComparedCell, Mark, WhyNothing } from '../comparison.ts';

/** Small multiples: a row for each competency, its numbers side by side, all of a unit on one scale. Why others are not shown is a mark there, and said once below. */
export function Multiples({ cells }: { cells: readonly ComparedCell[] }) {
  const largestOf = (unit: string) =>
    Math.max(0, ...cells.filter((each) => each.unit === unit).flatMap(({ marks }) => marks.map(({ value }) => value?.at(-1) ?? 0)));
  return (
    <>
      {[...Map.groupBy(cells, ({ competency }) => competency)].map(([competency, row]) => (
        <section key={competency} aria-label={`${competency} ${row[0]!.title}`} className="multiples-row">
          <h3>{`${competency} ${row[0]!.title}`}</h3>
          <div className="multiples">
            {row.map((cell) => (
              <Multiple key={cell.cell} cell={cell} largest={largestOf(cell.unit)} />
            ))}
          </div>
        </section>
      ))}
      <Reasons cells={cells} />
    </>
  );
}

function Multiple({ cell: { name, unit, marks, why }, largest }: { cell: ComparedCell; largest: number }) {
  return (
    <div>
      <h4>{name}</h4>
      {unit === 'yes' || marks.length === 0 ? <YesOrNo marks={marks} /> : <Chart {...{ marks, unit, largest }} />}
      {why && <p className="small muted">{`Others: ${why.mark}`}</p>}
    </div>
  );
}

function Chart({ marks, unit, largest }: Pick<ComparedCell, 'marks' | 'unit'> & { largest: number }) {
  return (
    <Bars
      bars={marks.map(({ who, kind, value, text }) => ({
        label: shortName({ who, kind }),
        value: value?.[0] ?? null,
        ...(value !== null && value.length > 1 && value[0] !== value[1] ? { low: value[0], high: value[1] } : {}),
        text,
      }))}
      max={largest}
      maxText={unit === 'minutes' ? `${hoursNumber(largest)} h` : String(Math.round(largest))}
      zeroText="0"
    />
  );
}

function YesOrNo({ marks }: { marks: readonly Mark[] }) {
  return (
    <ul className="plain">
      {marks.map(({ who, kind, text }) => (
        <li key={who}>{`${shortName({ who, kind })}: ${text}`}</li>
      ))}
    </ul>
  );
}

function Reasons({ cells }: { cells: readonly ComparedCell[] }) {
  const reasons = new Map<string, WhyNothing>(cells.flatMap(({ why }) => (why ? [[why.mark, why]] : [])));
  if (reasons.size === 0) return null;
  return (
    <ul className="plain small">
      {[...reasons.values()].map(({ mark, words }) => (
        <li key={mark}>
          <strong>{`Others: ${mark}.`}</strong> {words}
        </li>
      ))}
    </ul>
  );
}

/** A chart has no room for the own school's name, which its reader knows. */
function shortName({ who, kind }: Pick<Mark, 'who' | 'kind'>): string {
  return kind === 'own' ? 'Your school' : who;
}
