import { withParam } from '#app/ui/address.ts';
import { Choices } from '#app/ui/choices.tsx';
import type { CoverageSearch } from '../schema.ts';

/** How hours are read: whether it must be taken, how they are counted, and whose they are. `hasUnsaid`: some places do not say whether they must be taken. */
export function Readings({ chosen, search, hasUnsaid = false }: { chosen: CoverageSearch; search: string; hasUnsaid?: boolean }) {
  const options = (name: 'requirement' | 'count' | 'hours', choices: readonly (readonly [string, string])[]) =>
    choices.map(([value, label]) => ({ to: withParam(search, name, value), label, isCurrent: chosen[name] === value }));
  return (
    <div className="bar">
      <Choices
        label="Whether it must be taken"
        options={options('requirement', [
          ['required', 'Required'],
          ['required-in-track', 'Required in track'],
          ['elective', 'Elective'],
          ...(hasUnsaid ? [['unknown', 'Not said'] as const] : []),
          ['all', 'All'],
        ])}
      />
      <Choices
        label="How hours are counted"
        options={options('count', [
          ['touching', 'Touching'],
          ['attributed', 'Attributed'],
        ])}
      />
      <Choices
        label="Whose hours"
        options={options('hours', [
          ['learner', 'Learner hours'],
          ['delivered', 'Delivered hours'],
        ])}
      />
    </div>
  );
}
