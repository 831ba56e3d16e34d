/** A mistake and the field it belongs to; an empty field name means the form as a whole. */
export type FormError = { field: string; message: string };

type FormErrorsProps = { errors: readonly FormError[]; labels?: Record<string, string>; takesFocus?: boolean };

/** Every mistake of a form, above it: says how many, links to each field (a label that asks keeps its own mark), and has the focus when the page comes back. `labels` names the fields as the form does, and in its order. */
export function FormErrors({ errors, labels = {}, takesFocus = true }: FormErrorsProps) {
  if (errors.length === 0) return null;
  // The browser gives the focus to it when the page arrives, with or without script.
  const focus = { autoFocus: takesFocus };
  const fields = Object.keys(labels);
  const inOrder = errors.toSorted((one, other) => fields.indexOf(one.field) - fields.indexOf(other.field));
  return (
    <div className="note danger" role="alert" tabIndex={-1} {...focus}>
      <p className="note-title">{errors.length === 1 ? 'One thing needs your hand' : `${inWords(errors.length)} things need your hand`}</p>
      <ul>
        {inOrder.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === '' ? (
              message
            ) : (
              <a href={`#${field}`}>{[labels[field]?.replace(/(?<![?])$/, ':'), message].filter(Boolean).join(' ')}</a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The first mistake of a field, to stand beside it. */
export function errorOf(errors: readonly FormError[] | undefined, field: string): string | undefined {
  return errors?.find((error) => error.field === field)?.message;
}

type Shared<Name> = { name: Name; label: string; value: string | undefined; error: string | undefined };

/**
 * What a form's fields take by their name: what each is called, what stands in it, and what is wrong with it.
 * The names are those of `labels`, so that a mistyped one does not compile and every mistake has a name in the summary.
 */
export function fieldsOf<Name extends string>(
  labels: Readonly<Record<Name, string>>,
  values: Readonly<Record<string, string | null | undefined>> = {},
  errors: readonly FormError[] = [],
) {
  return (name: Name): Shared<Name> => ({ name, label: labels[name], value: values[name] ?? undefined, error: errorOf(errors, name) });
}

function inWords(count: number): string {
  return ['', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'][count] ?? String(count);
}
