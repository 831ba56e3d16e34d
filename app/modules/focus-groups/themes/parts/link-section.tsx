import { Button } from '#app/ui/button.tsx';
import { Section } from '#app/ui/page.tsx';

type LinkSectionProps = {
  title: string;
  /** What the theme is linked with: `code`, `competency` or `note`. */
  noun: string;
  none: string;
  linked: readonly { id: string; label: string; to?: string }[];
  choices: readonly { value: string; label: string }[];
  mayChange: boolean;
};

/** What a theme is linked with, and the form that links it with one more. */
export function LinkSection({ title, noun, none, linked, choices, mayChange }: LinkSectionProps) {
  return (
    <Section title={title}>
      {linked.length === 0 && <p className="muted">{none}</p>}
      <ul className="plain-list">
        {linked.map(({ id, label, to }) => (
          <li key={id}>
            {to ? <a href={to}>{label}</a> : label}{' '}
            {mayChange && (
              <form method="post" className="inline">
                <input type="hidden" name="noun" value={noun} />
                <input type="hidden" name="id" value={id} />
                <Button kind="quiet" name="act" value="unlink">
                  Remove<span className="visually-hidden"> {label}</span>
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {mayChange && choices.length > 0 && (
        <form method="post" className="bar fields">
          <input type="hidden" name="noun" value={noun} />
          <p className="field">
            <label htmlFor={`id-${noun}`}>{`Link a ${noun}`}</label>
            <select id={`id-${noun}`} name="id" defaultValue="">
              <option value="">Choose</option>
              {choices.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </p>
          <Button name="act" value="link">{`Link the ${noun}`}</Button>
        </form>
      )}
    </Section>
  );
}
