import { relationPhrases } from '#app/modules/competencies/crosswalks/crosswalk.ts';
import { withParam } from '#app/ui/address.ts';
import { Choices } from '#app/ui/choices.tsx';
import { Note } from '#app/ui/note.tsx';
import type { CoverageView } from '../view.ts';

type Framework = { readonly slug: string; readonly title: string };
type CarriedProps = { view: CoverageView; others: readonly Framework[]; search: string };

/** Which framework the coverage is read in, and, when another than the school maps against, what was carried and how. Nothing when there is no other. */
export function Carried({ view: { framework, mapped, carriedBy, chosen }, others, search }: CarriedProps) {
  if (others.length === 0 && carriedBy === null) return null;
  const toFramework = (slug: string | null) => withParam(withParam(withParam(search, 'cell', null), 'only', null), 'framework', slug);
  return (
    <>
      <Choices
        label="Read in"
        options={[
          { to: toFramework(null), label: mapped.title, isCurrent: carriedBy === null },
          ...others.map(({ slug, title }) => ({ to: toFramework(slug), label: `${title} (carried)`, isCurrent: slug === framework.slug })),
        ]}
      />
      {carriedBy !== null && (
        <>
          <Note kind="attention" title="Carried across a crosswalk, not mapped">
            {`Your school mapped against “${mapped.title}”. Here each of its links counts for every competency of “${framework.title}” that the crosswalk relates it to, where ours ${carriedBy.map((relation) => relationPhrases[relation]).join(' or ')} theirs. Nobody looked at an activity with “${framework.title}” in hand.`}
          </Note>
          <Choices
            label="What carries"
            options={(
              [
                ['same', 'Only the same'],
                ['parts', 'The same, and parts'],
                ['all', 'Every relation'],
              ] as const
            ).map(([value, label]) => ({
              to: withParam(withParam(search, 'cell', null), 'carry', value),
              label,
              isCurrent: chosen.carry === value,
            }))}
          />
        </>
      )}
    </>
  );
}
