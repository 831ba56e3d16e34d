import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { requirements, requirementWords } from '../../placement.ts';

type Option = { value: string; label: string };
type Chosen = { year?: string; q?: string; requirement?: string; phase?: string; sort?: string };
type Props = {
  chosen: Chosen;
  noun: string;
  phases: readonly { readonly id: string; readonly name: string }[];
  others?: readonly { name: string; label: string; value?: string; options: Option[] }[];
};

/** What a list may be narrowed to, as a form that writes the address: nothing but a page of its own answers it. `others` are the list's own questions, folded away until one is asked. */
export function ListFilter({ chosen, noun, phases, others = [] }: Props) {
  const isNarrowed = [chosen.q, chosen.requirement, chosen.phase, ...others.map(({ value }) => value)].some((value) => value !== undefined);
  const columns = [
    ...phases.map(({ id, name }) => ({ value: id, label: name })),
    { value: 'spans', label: 'Spans phases' },
    { value: 'none', label: 'No phase yet' },
    ...(noun === 'activities' ? [{ value: 'unplaced', label: 'In no course' }] : []),
  ];
  return (
    <search>
      <form method="get" className="flow">
        {chosen.year && <input type="hidden" name="year" value={chosen.year} />}
        {chosen.sort && <input type="hidden" name="sort" value={chosen.sort} />}
        <div className="halves">
          <Field
            name="q"
            type="search"
            label={noun === 'activities' ? 'Words' : 'Words in the title'}
            help={noun === 'activities' ? 'In the title; or, in any form, in the text or an objective.' : undefined}
            value={chosen.q}
            maxLength={200}
          />
          <Choice name="phase" label="Phase" value={chosen.phase} options={columns} />
          <Choice
            name="requirement"
            label="Requirement"
            value={chosen.requirement}
            options={requirements.map((value) => ({ value, label: requirementWords[value] }))}
          />
        </div>
        {others.length > 0 && (
          <details open={others.some(({ value }) => value !== undefined)}>
            <summary>More filters</summary>
            <div className="halves">
              {others.map((other) => (
                <Choice key={other.name} {...other} />
              ))}
            </div>
          </details>
        )}
        <p className="bar">
          <Button>Show these {noun}</Button>
          {isNarrowed && (
            <ButtonLink kind="quiet" href={chosen.year ? `?year=${chosen.year}` : '?'}>
              Show all {noun}
            </ButtonLink>
          )}
        </p>
      </form>
    </search>
  );
}

function Choice({ name, label, value = '', options }: { name: string; label: string; value?: string; options: Option[] }) {
  return <Field kind="select" name={name} label={label} value={value} options={[{ value: '', label: 'All' }, ...options]} />;
}
