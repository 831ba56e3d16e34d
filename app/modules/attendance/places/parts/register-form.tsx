import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import type { Audience } from '../../occasion.ts';

/** The names of the fields of a registration, for a summary of mistakes. */
export const registerLabels = {
  name: 'Your name',
  mail: 'Email address',
  organisation: 'School or organisation',
  needs: 'What you need to take part',
  timeZone: 'Your time zone',
};

type RegisterFormProps = {
  occasion: { id: string; timeZone: string; keepsMailDays: number; audience: Audience };
  isFull: boolean;
  zones: readonly { value: string; label: string }[];
  values?: Readonly<Record<string, string>>;
  errors?: readonly FormError[];
};

/** The form with which somebody without an account asks for a place; it works without script, on any page, and posts to the occasion's own. */
export function RegisterForm({ occasion, isFull, zones, values = {}, errors = [] }: RegisterFormProps) {
  const shared = fieldsOf(registerLabels, values, errors);
  return (
    <form method="post" action={`/occasions/${occasion.id}/register`} className="form" noValidate>
      {occasion.audience === 'faculty' && <p>This is for faculty of all schools.</p>}
      <Field {...shared('name')} autoComplete="name" />
      <Field {...shared('mail')} type="email" autoComplete="email" help="You get a mail with a link, and confirm there." />
      <Field {...shared('organisation')} autoComplete="organization" />
      <Field
        kind="select"
        {...shared('timeZone')}
        value={values.timeZone ?? occasion.timeZone}
        options={[...zones]}
        help="Mails say times in it."
      />
      <Field
        kind="textarea"
        rows={2}
        {...shared('needs')}
        isOptional
        help="Captions, an interpreter, a step-free room. Those who run it read this."
      />
      <p className="bar">
        <Button kind="primary">{isFull ? 'Join the waiting list' : 'Register'}</Button>
      </p>
      <p className="muted small">
        Those who run it see what you write here, and nobody else. It is erased {occasion.keepsMailDays} days afterwards, or when you say
        so.
      </p>
    </form>
  );
}
