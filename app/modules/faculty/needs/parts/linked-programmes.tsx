import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import type { Need } from '../queries.server.ts';

type LinkedProps = { need: Need; programmes: readonly { readonly id: string; readonly title: string }[]; mayBegin: boolean };

/** Where a programme is put beside a need, or taken away from it. */
export function LinkedProgrammes({ need, programmes, mayBegin }: LinkedProps) {
  return (
    <>
      {need.answers.map(({ id, title }) => (
        <form method="post" key={id}>
          <input type="hidden" name="programme" value={id} />
          <Button kind="quiet" name="act" value="unlink">
            “{title}” does not answer it
          </Button>
        </form>
      ))}
      {programmes.length > 0 && (
        <form method="post" className="form" noValidate>
          <Field
            kind="select"
            name="programme"
            label="A programme that answers it"
            options={[{ value: '', label: 'Choose one' }, ...programmes.map(({ id, title }) => ({ value: id, label: title }))]}
            isWide
          />
          <p className="bar">
            <Button name="act" value="link">
              Put it beside this need
            </Button>
          </p>
        </form>
      )}
      {mayBegin && (
        <p>
          <a href={`/w/faculty/programmes/new?competency=${need.competencyStableId}`}>Begin a programme</a>
        </p>
      )}
    </>
  );
}
