import { withParam } from '#app/ui/address.ts';
import { Bars } from '#app/ui/bars.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { Figure } from '#app/ui/figure.tsx';
import { hoursNumber } from '#app/ui/hours.ts';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { wordsOfFigure } from '../../parts/defined.tsx';
import { figureGroups, groupWords } from '../../rounds/figure-group.ts';
import { type Answers, answersFor, type Compared, type ComparedCell, comparedCells, type Mark } from '../comparison.ts';
import type { CompareSearch } from '../schema.ts';

type Round = { readonly slug: string; readonly title: string; readonly year: string };
type Props = {
  compared: Compared & { readonly round: Round; readonly phaseOf: Readonly<Record<string, string>> };
  chosen: CompareSearch;
  search: string;
  /** Where the downloads are, without their ending; and the own school's pages, when somebody compares for one. */
  address: string;
  base: string | null;
};

/** A comparison: what a colleague asks first, then small multiples in one scale, with the reasons where others are not shown. */
export function ComparedSchools({ compared, chosen, search, address, base }: Props) {
  const cells = comparedCells(compared, chosen);
  const asked = `?group=${chosen.group}${chosen.competency === null ? '' : `&competency=${encodeURIComponent(chosen.competency)}`}`;
  return (
    <>
      {!compared.terms && (
        <Note kind="attention" title="The terms of this round do not stand">
          A school has not accepted their latest version. Until all have, nothing of others is shown.
        </Note>
      )}
      <Choices
        label="Figures"
        options={figureGroups.map((group) => ({
          to: withParam(search, 'group', group),
          label: groupWords[group].name,
          isCurrent: group === chosen.group,
        }))}
      />
      <Choices
        label="Competency"
        options={[
          { to: withParam(search, 'competency', null), label: 'All', isCurrent: chosen.competency === null },
          ...compared.competencies.map(({ code, title }) => ({
            to: withParam(search, 'competency', code),
            label: `${code} ${title}`,
            isCurrent: code === chosen.competency,
          })),
        ]}
      />
      <Questions compared={compared} chosen={chosen} />
      <Section title={groupWords[chosen.group].name} id="compare">
        <Figure
          finding={findingOf(compared, cells)}
          basis="Our own school first, then those who show theirs by name, in the order of the alphabet. All bars of a unit have one scale."
          definition={(chosen.group === 'required'
            ? (['released-hours', 'mean-of-others', 'smallest-and-largest'] as const)
            : chosen.group === 'electives'
              ? (['released-hours', 'released-seats', 'mean-of-others', 'smallest-and-largest'] as const)
              : (['assessed-so', 'mean-of-others'] as const)
          ).map(wordsOfFigure)}
          downloads={['csv', 'json', 'svg'].map((ending) => ({ to: `${address}.${ending}${asked}`, label: ending.toUpperCase() }))}
          table={<Twin cells={cells} compared={compared} base={base} />}
        >
          <Multiples cells={cells} />
        </Figure>
      </Section>
    </>
  );
}

function findingOf({ own, named }: Compared, cells: readonly ComparedCell[]): string {
  const schools = new Set(named.map(({ school }) => school)).size;
  const open = cells.filter(({ why }) => why === null).length;
  return `${own ? 'Your own school' : 'The schools'}${schools > 0 ? `, ${schools} by name` : ''}, and ${open} of ${cells.length} numbers in aggregate`;
}

/** Small multiples: a chart for each number, all of a unit on one scale. */
function Multiples({ cells }: { cells: readonly ComparedCell[] }) {
  const largestOf = (unit: string) =>
    Math.max(0, ...cells.filter((each) => each.unit === unit).flatMap(({ marks }) => marks.map(({ value }) => value?.at(-1) ?? 0)));
  return (
    <div className="multiples">
      {cells.map((cell) => (
        <section key={`${cell.figure} ${cell.cell}`} aria-label={`${cell.competency} ${cell.title}: ${cell.name}`}>
          <h3>{`${cell.competency} ${cell.title}: ${cell.name}`}</h3>
          {cell.unit === 'yes' ? <YesOrNo marks={cell.marks} /> : <Chart cell={cell} largest={largestOf(cell.unit)} />}
          {cell.why && <p className="small muted">{cell.why}</p>}
        </section>
      ))}
    </div>
  );
}

function Chart({ cell: { marks, unit }, largest }: { cell: ComparedCell; largest: number }) {
  if (marks.length === 0) return null;
  return (
    <Bars
      bars={marks.map(({ who, kind, value, text }) => ({
        label: kind === 'own' ? `${who} (yours)` : who,
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
        <li key={who}>{`${who}${kind === 'own' ? ' (yours)' : ''}: ${text}`}</li>
      ))}
    </ul>
  );
}

type Row = { readonly key: string; readonly cell: ComparedCell; readonly mark: Mark | null };

function Twin({ cells, compared, base }: { cells: readonly ComparedCell[]; compared: Props['compared']; base: string | null }) {
  const rows: Row[] = cells.flatMap((cell) => [
    ...cell.marks.map((mark) => ({ key: `${cell.figure} ${cell.cell} ${mark.who}`, cell, mark })),
    ...(cell.why === null ? [] : [{ key: `${cell.figure} ${cell.cell} why`, cell, mark: null }]),
  ]);
  return (
    <Table
      caption="Every number, and where it leads"
      rows={rows}
      rowKey={({ key }) => key}
      isOwn={({ mark }) => mark?.kind === 'own'}
      columns={[
        { key: 'number', label: 'Number', cell: ({ cell }) => `${cell.competency}: ${cell.name}` },
        { key: 'who', label: 'School', phone: 'bare', cell: ({ mark }) => mark?.who ?? 'Others in aggregate' },
        {
          key: 'value',
          label: 'Value',
          cell: ({ cell, mark }) =>
            mark?.kind === 'own' && base !== null ? (
              <a href={listOf(cell, compared, base)}>{`${mark.text}: see the list`}</a>
            ) : (
              (mark?.text ?? cell.why)
            ),
        },
        {
          key: 'leads',
          label: 'What it means',
          phone: 'bare',
          cell: ({ cell, mark }) =>
            mark?.kind === 'own' ? (
              ''
            ) : (
              <a href={`/definitions#${reasonOf(cell, mark)}`}>{mark ? 'What it means' : 'Why it is not shown'}</a>
            ),
        },
      ]}
    />
  );
}

function reasonOf({ unit, cell }: ComparedCell, mark: Mark | null): string {
  if (mark === null || mark.kind === 'others') return 'mean-of-others';
  if (unit === 'percent') return 'released-seats';
  return cell === 'formative' || cell === 'summative' ? 'assessed-so' : 'released-hours';
}

/** The list behind a number of ours: the cell of coverage that it is computed from. */
function listOf({ figure, cell, competency }: ComparedCell, { round, phaseOf }: Props['compared'], base: string): string {
  const requirement = figure.startsWith('electives') ? 'elective' : figure.startsWith('assessment') ? 'all' : 'required';
  return `${base}/coverage?year=${round.year}&requirement=${requirement}&count=attributed&hours=learner&cell=${encodeURIComponent(`${phaseOf[cell] ?? 'all'}.${competency}`)}#behind`;
}

function Questions({ compared, chosen: { competency } }: { compared: Compared; chosen: CompareSearch }) {
  const rows = compared.competencies
    .filter(({ code }) => competency === null || code === competency)
    .flatMap(({ code, title }) => answersFor(compared, code).map((answers) => ({ code, title, answers })));
  const said = (words: readonly string[], missing: string) => words.join(', ') || missing;
  return (
    <Section title="Who teaches this in a required course, when, how, and how is it assessed?" id="questions">
      {rows.length === 0 ? (
        <p>No school shows this by name to you, and your own has nothing of it yet.</p>
      ) : (
        <Table
          caption="Your own school and those who show theirs by name"
          isCaptionHidden
          rows={rows}
          rowKey={({ code, answers }) => `${code} ${answers.who}`}
          isOwn={({ answers }) => answers.isOwn}
          columns={[
            { key: 'competency', label: 'Competency', cell: ({ code, title }) => `${code} ${title}` },
            { key: 'who', label: 'School', phone: 'bare', cell: ({ answers }) => nameOf(answers) },
            { key: 'when', label: 'Required, when', cell: ({ answers }) => answers.when ?? 'not shown' },
            { key: 'how', label: 'How', cell: ({ answers }) => (answers.when === null ? 'not shown' : said(answers.how, 'not said')) },
            {
              key: 'assessed',
              label: 'Assessed',
              cell: ({ answers }) =>
                answers.assessed === null
                  ? 'not shown'
                  : `${answers.assessed}${answers.assessedBy.length > 0 ? `: ${answers.assessedBy.join(', ')}` : ''}`,
            },
          ]}
        />
      )}
    </Section>
  );
}

function nameOf({ who, isOwn }: Answers): string {
  return isOwn ? `${who} (yours)` : who;
}
