import type { AnchorHTMLAttributes, ButtonHTMLAttributes, ReactNode } from 'react';

/** `primary` once a page; `danger` for what takes something away; `quiet` for the way back. */
export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger';
type Face = { kind?: ButtonKind; keyLabel?: string; children: ReactNode };

/** A button that says the act ("Release to the collaborative"). It sends its form; `keyLabel` is the single key that does the same. */
export function Button({ kind = 'plain', keyLabel, children, ...rest }: Face & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="submit" {...rest} className={`button ${kind}`} aria-keyshortcuts={keyLabel}>
      {children}
      <Key label={keyLabel} />
    </button>
  );
}

/** A link that looks like a button, for the one next step that leads to another page. */
export function ButtonLink({ kind = 'plain', keyLabel, children, ...rest }: Face & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return (
    <a {...rest} className={`button ${kind}`} aria-keyshortcuts={keyLabel}>
      {children}
      <Key label={keyLabel} />
    </a>
  );
}

/** A key as it stands on a button; read out as the button's shortcut, not as part of its name. */
export function Key({ label }: { label: string | undefined }) {
  return label === undefined ? null : (
    <span className="key" aria-hidden="true">
      <kbd>{label}</kbd>
    </span>
  );
}
