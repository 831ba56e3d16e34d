import { FieldError } from '#app/ui/field-words.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';

/** What the fields of a file or link are called. */
export const materialLabels = {
  kind: 'What it is',
  title: 'Title',
  language: 'Language',
  captions: 'Captions in',
  link: 'Address',
  file: 'File',
};

type Fields = { prefix: string; values: Readonly<Record<string, string>>; errors: readonly FormError[] };

/** What a file or link is. Two forms of a page have them, so each field has an id of its form's. */
export function MaterialFields({ prefix, values, errors }: Fields) {
  return (
    <>
      <div className="field">
        <label htmlFor={`${prefix}-kind`}>{materialLabels.kind}</label>
        <select id={`${prefix}-kind`} name="kind" defaultValue={values.kind ?? 'slides'}>
          <option value="slides">slides</option>
          <option value="recording">recording</option>
          <option value="transcript">transcript</option>
          <option value="handout">handout</option>
        </select>
      </div>
      <Line {...{ prefix, values, errors }} name="title" />
      <Line
        {...{ prefix, values, errors }}
        name="language"
        otherwise="en"
        help="Its code: en for English, es for Spanish, pt for Portuguese"
      />
      <Line
        {...{ prefix, values, errors }}
        name="captions"
        help="Of a recording: the code of their language, such as en; nothing where it has none"
      />
    </>
  );
}

function Line({
  prefix,
  name,
  values,
  errors,
  otherwise,
  help,
}: Fields & { name: 'title' | 'language' | 'captions'; otherwise?: string; help?: string }) {
  const id = `${prefix}-${name}`;
  const error = errorOf(errors, name);
  return (
    <div className="field">
      <label htmlFor={id}>{materialLabels[name]}</label>
      <input
        id={id}
        name={name}
        defaultValue={values[name] ?? otherwise}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}-help ${id}-error`}
      />
      {help && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}
