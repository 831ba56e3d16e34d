import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import type { UndirectedCourse } from '../director-queries.server.ts';

type Props = { readonly year: string; readonly errors: readonly FormError[]; readonly values: Readonly<Record<string, string>> };

/** Pasted lines that name directors of several courses at once. */
export function PastedForm({ year, errors, values }: Props) {
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="year" value={year} />
      <Field
        kind="textarea"
        name="lines"
        label="Course, name, mail"
        help="One line each, as “Doctoring, Ada Moreau, ada@school.edu”, or copied from three columns of a spreadsheet."
        value={values.lines}
        error={errorOf(errors, 'lines')}
      />
      <p>
        <Button name="act" value="name-lines">
          Name these directors
        </Button>
      </p>
    </form>
  );
}

/** A row for each course that nobody is named for; of what is part of a directed course it says so. */
export function TableForm({ courses, year, errors, values }: Props & { courses: readonly UndirectedCourse[] }) {
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="year" value={year} />
      {courses.map(({ stableId, title, through }) => (
        <fieldset key={stableId} className="field wide">
          <legend>{title}</legend>
          {through !== null && (
            <p className="help">{`It is part of ${through}, whose director is asked about it until it has one of its own.`}</p>
          )}
          <Field
            name={`name.${stableId}`}
            label={`Name of who directs ${title}`}
            value={values[`name.${stableId}`]}
            error={errorOf(errors, `name.${stableId}`)}
          />
          <Field
            name={`mail.${stableId}`}
            label={`Email address of who directs ${title}`}
            type="email"
            value={values[`mail.${stableId}`]}
            error={errorOf(errors, `mail.${stableId}`)}
          />
        </fieldset>
      ))}
      <p>
        <Button name="act" value="name-table">
          Name who is written here
        </Button>
      </p>
    </form>
  );
}
