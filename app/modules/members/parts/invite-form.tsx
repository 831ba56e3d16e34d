import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { roleWords } from '../invitation.ts';

const labels = { name: 'Name', mail: 'Email address', role: 'Role', school: 'School' };

type InviteFormProps = {
  roles: readonly string[];
  /** The schools to choose from; a slug alone is the one school that is meant. */
  schools: ReadonlyArray<{ slug: string; name: string }> | string;
  values?: Readonly<Record<string, string>>;
  errors?: readonly FormError[];
};

/** Invites one person by mail, as one thing, at one place. */
export function InviteForm({ roles, schools, values = {}, errors = [] }: InviteFormProps) {
  const text = fieldsOf(labels, values, errors);
  return (
    <>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="act" value="invite" />
        <Field {...text('name')} autoComplete="off" />
        <Field {...text('mail')} type="email" autoComplete="off" help="The invitation works for this address only." />
        <Field
          kind="select"
          name="role"
          label={labels.role}
          value={values.role}
          error={errorOf(errors, 'role')}
          options={[{ value: '', label: 'Choose a role' }, ...roles.map((role) => ({ value: role, label: roleWords(role) }))]}
        />
        {typeof schools === 'string' ? (
          <input type="hidden" name="school" value={schools} />
        ) : (
          <Field
            kind="select"
            name="school"
            label={labels.school}
            value={values.school}
            error={errorOf(errors, 'school')}
            help="A convener, steering member or auditor belongs to the collaborative; every other role to a school."
            options={[{ value: '', label: 'None: the collaborative' }, ...schools.map(({ slug, name }) => ({ value: slug, label: name }))]}
          />
        )}
        <p>
          <Button>Send the invitation</Button>
        </p>
      </form>
    </>
  );
}
