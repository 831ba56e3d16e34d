import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import type { ListedHit } from '../list-queries.server.ts';

type Props = { shown: readonly ListedHit[]; year: string; people: readonly { id: string; name: string }[] };
const proposed = { value: '', label: 'As proposed for each' };

/** What is said of the suggestions that are chosen in the list above, in one form with it. */
export function ManyForm({ shown, year, people }: Props) {
  const open = shown.filter(({ answer }) => answer === null);
  return (
    <>
      <input type="hidden" name="year" value={year} />
      {open.map(({ id, activityId }) => (
        <span key={id}>
          <input type="hidden" name="shown" value={id} />
          <input type="hidden" name={`activity.${id}`} value={activityId} />
        </span>
      ))}
      <label className="choice" htmlFor="all">
        <input type="checkbox" id="all" name="all" value="yes" />
        <span>All {open.length.toLocaleString('en')} open ones on this page</span>
      </label>
      <div className="halves">
        <Field
          kind="select"
          name="level"
          label="How far they go"
          value=""
          options={[
            proposed,
            { value: 'introduced', label: 'Introduced' },
            { value: 'practised', label: 'Practised' },
            { value: 'assessed', label: 'Assessed' },
          ]}
        />
        <Field
          kind="select"
          name="extent"
          label="How fully"
          value=""
          options={[
            proposed,
            { value: 'mentioned', label: 'Mentioned' },
            { value: 'partly', label: 'Addressed partly' },
            { value: 'fully', label: 'Addressed fully' },
          ]}
        />
      </div>
      <Field name="reason" label="Why not" help="Kept with each “Not this”." isOptional maxLength={500} />
      <p className="bar">
        <Button kind="primary" name="act" value="link">
          Link the chosen
        </Button>
        <Button name="act" value="reject">
          Not this, for the chosen
        </Button>
      </p>
      {people.length > 0 && (
        <>
          <Field
            kind="select"
            name="person"
            label="Whose part"
            value=""
            options={[{ value: '', label: 'Nobody’s' }, ...people.map(({ id, name }) => ({ value: id, label: name }))]}
            help="Gives the activities of the chosen suggestions to this person."
          />
          <p className="bar">
            <Button name="act" value="give">
              Give the chosen activities
            </Button>
          </p>
        </>
      )}
    </>
  );
}
