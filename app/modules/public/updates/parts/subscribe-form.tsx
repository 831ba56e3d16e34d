import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';

/** Asks for updates by mail. The same for everybody, so that it may stand on pages that are kept. */
export function SubscribeForm({ mail, errors = [] }: { mail?: string; errors?: readonly FormError[] }) {
  return (
    <form method="post" action="/updates/subscribe" className="form" noValidate>
      <Field
        name="mail"
        type="email"
        label="Your email address"
        value={mail}
        error={errorOf(errors, 'mail')}
        autoComplete="email"
        help="We write once to ask whether it is yours. Then at most once a week, and only when there is something new. Each mail ends them with one click."
      />
      <p>
        <Button>Send me updates</Button>
      </p>
    </form>
  );
}
