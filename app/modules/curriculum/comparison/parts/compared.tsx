import { withParam } from '#app/ui/address.ts';
import { Choices } from '#app/ui/choices.tsx';
import { Figure } from '#app/ui/figure.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { wordsOfFigure } from '../../parts/defined.tsx';
import { figureGroups, groupWords } from '../../rounds/figure-group.ts';
import { type Compared, type ComparedCell, comparedCells } from '../comparison.ts';
import type { CompareSearch } from '../schema.ts';
import { ComparedTable } from './compared-table.tsx';
import { Multiples } from './multiples.tsx';
import { Questions } from './questions.tsx';

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
          table={<ComparedTable cells={cells} compared={compared} base={base} />}
        >
          <Multiples cells={cells} />
        </Figure>
      </Section>
    </>
  );
}

function findingOf({ own, named }: Compared, cells: readonly ComparedCell[]): string {
  const schools = new Set(named.map(({ slug }) => slug)).size;
  const open = cells.filter(({ why }) => why === null).length;
  return `${own ? 'Your own school' : 'The schools'}${schools > 0 ? `, ${schools} by name` : ''}, and ${open} of ${cells.length} numbers in aggregate`;
}
