import type { ReactNode } from 'react';

/** A step on the way to this page; the last may stand without an address. */
export type Crumb = { label: string; to?: string };
type PageProps = {
  title: string;
  lead?: ReactNode;
  crumbs?: Crumb[];
  status?: ReactNode;
  aside?: ReactNode;
  isCompact?: boolean;
  children: ReactNode;
};

/** The `<main>` of a page: where it is, what it is, one sentence that says what to do here, and its content, with an aside only where it works. `isCompact`: on a phone the way and the choices of its head take few lines. */
export function Page({ title, lead, crumbs = [], status, aside, isCompact, children }: PageProps) {
  return (
    <main className={isCompact ? 'page compact' : 'page'} id="main">
      <header className="page-head">
        <Crumbs crumbs={crumbs} />
        <h1>{title}</h1>
        {status && <p className="page-status">{status}</p>}
        {lead && <p className="lead">{lead}</p>}
      </header>
      {aside ? (
        <div className="with-aside">
          <div className="page-body">{children}</div>
          <aside className="page-aside">{aside}</aside>
        </div>
      ) : (
        <div className="page-body">{children}</div>
      )}
    </main>
  );
}

/** A part of a page with its title, set off by a rule. */
export function Section({ title, id, children }: { title: string; id?: string; children: ReactNode }) {
  return (
    <section className="section" id={id}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  if (crumbs.length === 0) return null;
  return (
    <nav className="crumbs" aria-label="Where this page is">
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label} className={crumb.to ? undefined : 'here'}>
            {crumb.to ? <a href={crumb.to}>{crumb.label}</a> : crumb.label}
          </li>
        ))}
      </ol>
    </nav>
  );
}
