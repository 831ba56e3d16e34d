import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';

/** A form with mistakes, and every kind of field. */
export function Forms() {
  const errors = [
    { field: 'mail', message: 'This school’s addresses end in ashby.example' },
    { field: 'year', message: 'Write it as 2025-26' },
    { field: 'level', message: 'Choose how far it goes' },
  ];
  const labels = { mail: 'Mail', year: 'Academic year', level: 'Level' };
  return (
    <Section title="A form with mistakes, and every kind of field" id="forms">
      <FormErrors errors={errors} labels={labels} takesFocus={false} />
      <form method="get" action="#forms" className="flow">
        <div className="halves">
          <Field name="mail" label="Mail" type="email" autoComplete="off" value="r.okafor@gmail" error={errorOf(errors, 'mail')} />
          <Field name="year" label="Academic year" help="For example 2025-26" value="25/26" error={errorOf(errors, 'year')} />
          <Field
            kind="select"
            name="school"
            label="School"
            value="b"
            options={[
              { value: 'a', label: 'Ashby School of Medicine' },
              { value: 'b', label: 'Brookfield University School of Medicine and Health Sciences' },
            ]}
          />
          <Field kind="file" name="file" label="Curriculum file" help="XML, CSV or XLSX, also packed as .gz" />
          <Field
            kind="radios"
            name="level"
            label="Level"
            error={errorOf(errors, 'level')}
            options={[
              { value: 'introduced', label: 'Introduced' },
              { value: 'practised', label: 'Practised', help: 'The student does it, with somebody watching' },
              { value: 'assessed', label: 'Assessed' },
            ]}
          />
          <Field
            kind="checkboxes"
            name="phases"
            label="Phases"
            isOptional
            values={['clerkship']}
            options={[
              { value: 'pre', label: 'Pre-clerkship' },
              { value: 'clerkship', label: 'Clerkship' },
            ]}
          />
        </div>
        <Field
          kind="textarea"
          name="why"
          label="Why you decide so"
          isOptional
          help="A sentence is enough. No names of patients."
          value="The family meeting is simulated, and the debriefing names the emotion."
        />
        <Field kind="checkbox" name="own" label="This device is mine" help="Drafts may then stay on it until you sign out" isChecked />
        <div className="bar">
          <Button kind="primary">Save the answer</Button>
          <Button kind="quiet">Put it aside</Button>
        </div>
      </form>
    </Section>
  );
}
