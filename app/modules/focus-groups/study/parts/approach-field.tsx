import { Field } from '#app/ui/field.tsx';
import { approaches, approachWords } from '../approach.ts';

/** Which approach a study takes, with what each is for. */
export function ApproachField({ value, error }: { value: string | undefined; error: string | undefined }) {
  return (
    <Field
      kind="radios"
      name="approach"
      label="Approach"
      value={value}
      error={error}
      options={approaches.map((approach) => ({
        value: approach,
        label: approachWords[approach].name,
        help: approachWords[approach].meaning,
      }))}
      help="It decides which tools the study has. It can change later, with a reason that the report shows."
      isWide
    />
  );
}
