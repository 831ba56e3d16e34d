import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import type { NavItem } from './masthead.tsx';
import { Skip } from './skip.tsx';

/** A noun of the rail; `waiting` counts what waits there for this person. */
export type RailItem = NavItem & { icon: IconName; waiting?: number };
type Person = { name: string; role?: string };
type WorkspaceProps = {
  wordmark?: string;
  home?: string;
  school?: { name: string; change?: string };
  items: RailItem[];
  person: Person;
  signOut: string;
  children: ReactNode;
};

/** The workspace around a `Page`: the rail with the school one acts for, the nouns that exist, who one is and the way out. On a phone the nouns stand behind Menu, which needs no script. */
export function Workspace({ wordmark = 'Concord', home = '/home', school, items, person, signOut, children }: WorkspaceProps) {
  return (
    <div className="workspace">
      <header className="rail">
        <Skip />
        <div className="rail-school">
          <a className="wordmark" href={home}>
            {wordmark}
          </a>
          {school && <School {...school} />}
        </div>
        <Nouns label="Workspace" items={items} />
        <details className="menu">
          <summary>
            <Icon name="menu">Menu</Icon>
          </summary>
          <div className="menu-sheet">
            <Nouns label="Workspace menu" items={items} />
            <Me person={person} signOut={signOut} />
          </div>
        </details>
        <Me person={person} signOut={signOut} />
      </header>
      {children}
    </div>
  );
}

function School({ name, change }: { name: string; change?: string }) {
  return (
    <>
      <p className="small muted">acting for</p>
      <p>
        <strong>{name}</strong>
      </p>
      {change && (
        <p>
          <a href={change}>
            Change<span className="visually-hidden"> the school you act for</span>
          </a>
        </p>
      )}
    </>
  );
}

function Nouns({ label, items }: { label: string; items: RailItem[] }) {
  return (
    <nav className="rail-nav" aria-label={label}>
      <ul>
        {items.map((item) => (
          <li key={item.to}>
            <a href={item.to} aria-current={item.isCurrent ? 'page' : undefined}>
              <Icon name={item.icon}>{item.label}</Icon>
              {item.waiting ? (
                <span className="waiting">
                  {item.waiting}
                  <span className="visually-hidden"> waiting</span>
                </span>
              ) : null}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Me({ person, signOut }: { person: Person; signOut: string }) {
  return (
    <div className="rail-person">
      <p>{person.role ? `${person.name}, ${person.role}` : person.name}</p>
      <form method="post" action={signOut}>
        <button type="submit" className="link-button">
          Sign out
        </button>
      </form>
    </div>
  );
}
