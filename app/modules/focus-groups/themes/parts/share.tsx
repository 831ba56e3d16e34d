import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';

type ShareProps = {
  /** How many quotes there are, and how many of them may be shared today. */
  quotes: { all: number; toShare: number };
  shared: { on: string; withQuotes: boolean; reason: string } | null;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  mayShare: boolean;
};

/** Whether the collaborative sees a theme, and the lead's act that lets it. */
export function Share({ quotes: { all, toShare }, shared, values, errors, mayShare }: ShareProps) {
  return (
    <Section title="Shared with the collaborative">
      <p>
        {shared
          ? `Since ${shared.on}, ${shared.withQuotes ? 'with' : 'without'} its quotes: ${shared.reason}`
          : 'Not shared: whoever has no role in this study does not know of it.'}
      </p>
      {mayShare && shared && (
        <form method="post" className="bar">
          <Button kind="danger" name="act" value="unshare">
            End the sharing
          </Button>
        </form>
      )}
      {mayShare && !shared && (
        <details>
          <summary>Share this theme</summary>
          <form method="post" className="form" noValidate>
            <p className="muted">
              Members then read the claim, the summary, and at how many sites and in how many sessions it was heard, on the page of each
              competency that it is linked with. No speaker, session or school is named. Nothing becomes public.
            </p>
            <Field
              kind="checkbox"
              name="withQuotes"
              label="With its quotes, without who says them"
              isChecked={values.withQuotes === 'yes'}
              help={`${toShare} of ${all} today: of people who agreed to be quoted and to be read together with other schools, at sites where three or more say it. Those who were in the room may know a voice: leave it off unless the quotes need to be heard.`}
            />
            <Field
              kind="textarea"
              rows={2}
              name="reason"
              label="Why"
              value={values.reason ?? 'The theme speaks of what schools teach, and those who plan teaching should hear it.'}
              error={errorOf(errors, 'reason')}
            />
            <p className="bar">
              <Button kind="primary" name="act" value="share">
                Share with the collaborative
              </Button>
            </p>
          </form>
        </details>
      )}
    </Section>
  );
}
