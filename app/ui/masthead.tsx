import { Skip } from './skip.tsx';

/** A link of the masthead or of the workspace; `isCurrent` marks where the reader is. */
export type NavItem = { to: string; label: string; isCurrent?: boolean };

type MastheadProps = { wordmark: string; home?: string; label?: string; items: NavItem[] };

/** The head of every public page: whose site this is and where one can go. On a phone the links stand in lines below the name; nothing is hidden behind a menu. */
export function Masthead({ wordmark, home = '/', label = 'Main', items }: MastheadProps) {
  return (
    <header className="masthead">
      <Skip />
      <div className="masthead-in">
        <a className="wordmark" href={home}>
          {wordmark}
        </a>
        <nav className="masthead-nav" aria-label={label}>
          <ul>
            {items.map((item) => (
              <li key={item.to}>
                <a href={item.to} aria-current={item.isCurrent ? 'page' : undefined}>
                  {item.label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </header>
  );
}
