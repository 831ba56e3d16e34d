import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { endings } from '../evidence.ts';
import type { Need } from '../queries.server.ts';

type EndingProps = {
  need: Need;
  may: { readonly show: boolean; readonly close: boolean; readonly write: boolean };
  values: Readonly<Record<string, string>> | undefined;
  errors: readonly FormError[];
};

/** Where a need is shown to the collaborative or taken back, thrown away, closed and opened again. */
export function Ending({ need, may, values, errors }: EndingProps) {
  if (!may.show && !may.close && !(may.write && need.ofSchoolId !== null)) return null;
  return (
    <Section title="Show it, or close it">
      {may.show && need.ended === null && (
        <form method="post">
          <p>
            {need.shownAt === null
              ? 'Whoever works or teaches at a member school, or has a role in the collaborative, will read its words, its evidence as far as it is released to them, and your school’s name. Students will not.'
              : 'Take it back, and nobody outside your school reads it, nor what the schools said of it.'}
          </p>
          <p className="bar">
            <Button kind={need.shownAt === null ? 'primary' : 'danger'} name="act" value={need.shownAt === null ? 'show' : 'back'}>
              {need.shownAt === null ? 'Show it to the collaborative' : 'Take it back'}
            </Button>
          </p>
        </form>
      )}
      {may.write && need.ofSchoolId !== null && need.shownAt === null && (
        <form method="post">
          <Button kind="quiet" name="act" value="drop">
            Throw it away
          </Button>
        </form>
      )}
      {may.close &&
        (need.ended === null ? (
          <details open={values !== undefined}>
            <summary>Close this need</summary>
            <form method="post" className="form" noValidate>
              <Field
                kind="radios"
                name="ended"
                label={'What became of it'}
                value={values?.ended}
                error={errorOf(errors, 'ended')}
                options={endings.map(({ id, name, means }) => ({ value: id, label: name, help: means }))}
                isWide
              />
              <Field kind="textarea" rows={2} name="because" label={'Why'} value={values?.because} error={errorOf(errors, 'because')} />
              <p className="bar">
                <Button name="act" value="close">
                  Close it
                </Button>
              </p>
            </form>
          </details>
        ) : (
          <form method="post">
            <Button name="act" value="open">
              Open it again
            </Button>
          </form>
        ))}
    </Section>
  );
}
