import { codeMinutes } from '../code.ts';

/** The page that a code is typed into. It carries the secret of the tab that asked, so the code works here alone. */
export function CodeForm({ mail, tab, next, error }: { mail: string; tab: string; next: string; error: string | null }) {
  return (
    <main className="page narrow">
      <title>{`${error ? 'Error: ' : ''}Type your code`}</title>
      <h1>Type your code</h1>
      <p className="lead">
        If {mail} is known here, a mail with a code is on its way. It works in this page only, once, for {codeMinutes} minutes.
      </p>
      <form method="post" className="stack" noValidate>
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="mail" value={mail} />
        <input type="hidden" name="tab" value={tab} />
        <div className="field">
          <label htmlFor="code">Code</label>
          <input
            id="code"
            name="code"
            className="code"
            autoComplete="one-time-code"
            inputMode="text"
            autoCapitalize="characters"
            spellCheck={false}
            required
            maxLength={40}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? 'code-error code-help' : 'code-help'}
          />
          <p className="help" id="code-help">
            Eight letters and digits, for example ABCD-2345. Small letters are fine.
          </p>
          {error && (
            <p className="error" id="code-error" role="alert">
              {error}
            </p>
          )}
        </div>
        <p className="bar">
          <button className="button primary" type="submit" name="intent" value="code">
            Sign in
          </button>
          <a href={`/sign-in?next=${encodeURIComponent(next)}`}>Ask for a new code</a>
        </p>
      </form>
    </main>
  );
}
