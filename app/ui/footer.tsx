import type { ReactNode } from 'react';

/** The foot of every public page: whose it is, on what it runs, and the pages about the site. */
export function Footer({ children, items }: { children: ReactNode; items: { to: string; label: string }[] }) {
  return (
    <footer className="footer">
      <div className="footer-in">
        <p>{children}</p>
        {items.length > 0 && (
          <nav aria-label="About this site">
            <ul>
              {items.map((item) => (
                <li key={item.to}>
                  <a href={item.to}>{item.label}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </footer>
  );
}
