import { Field } from '#app/ui/field.tsx';

/** What the field is called, for a summary of mistakes. */
export const codeLabel = 'The code in the room';

/** Where the code that is shown in the room is typed. */
export function CodeField({ value, error }: { value: string | undefined; error: string | undefined }) {
  return (
    <Field
      name="code"
      label={codeLabel}
      value={value}
      error={error}
      autoComplete="off"
      spellCheck={false}
      help="Eight letters and digits that are shown in the room, such as ABCD-EFGH. They change every half minute."
    />
  );
}
