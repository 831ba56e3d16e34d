import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { codeMinutes } from '../code.ts';

type CodeFormProps = { address: string; tab: string; next: string; again: string; error: string | null };

/** The page that a code is typed into. It carries the secret of the tab that asked, so the code works here alone. */
export function CodeForm({ address, tab, next, again, error }: CodeFormProps) {
  const errors = error ? [{ field: 'code', message: error }] : [];
  return (
    <Page
      title="Type your code"
      lead={`If ${address} is known here, an email with a code is on its way. It works in this page only, once, for ${codeMinutes} minutes.`}
    >
      <title>{`${error ? 'Error: ' : ''}Type your code`}</title>
      <FormErrors errors={errors} labels={{ code: 'Code' }} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="mail" value={address} />
        <input type="hidden" name="tab" value={tab} />
        <Field
          name="code"
          label="Code"
          help="Eight letters and digits, for example ABCD-2345. Small letters are fine."
          error={error ?? undefined}
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={40}
        />
        <Field
          kind="checkbox"
          name="isOwnDevice"
          value="yes"
          label="This is my own device: keep me signed in for thirty days"
          help="On a shared computer leave it empty: you are signed out when the browser is closed, and after twelve hours at the latest."
        />
        <p className="bar">
          <Button kind="primary" name="intent" value="code">
            Sign in
          </Button>
          <a href={again}>Ask for a new code</a>
        </p>
      </form>
    </Page>
  );
}
