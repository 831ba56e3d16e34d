import type { ReactNode } from 'react';

type FooterProps = {
  children: ReactNode /** The address of the page, for whoever has it on paper. */;
  address?: string | null;
  label?: string;
  items: { to: string; label: string }[];
};

/** The foot of every public page: whose it is, on what it runs, and the pages about the site. */
export function Footer({ children, address, label = 'About this site', items }: FooterProps) {
  return (
    <footer className="footer">
      <div className="footer-in">
        <p>{children}</p>
        {address && <p className="printed-from">{address}</p>}
        {items.length > 0 && (
          <nav aria-label={label}>
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
