import type { ReactNode } from 'react';
import { Definition, type DefinitionProps, Definitions } from './definition.tsx';

type FigureProps = {
  finding: ReactNode;
  definition: DefinitionProps | readonly DefinitionProps[];
  basis: string;
  table?: ReactNode;
  downloads?: { to: string; label: string }[];
  children: ReactNode;
};

/** A figure: the caption states what it shows, `children` draw it, `basis` says whom it counts; below stand its table twin (unless the table stands beside it on the page), its downloads and what it means. */
export function Figure({ finding, definition, basis, table, downloads = [], children }: FigureProps) {
  return (
    <figure className="figure">
      <figcaption>{finding}</figcaption>
      {children}
      <div className="figure-foot">
        {table && (
          <details>
            <summary>As a table</summary>
            {table}
          </details>
        )}
        {downloads.map((download) => (
          <a key={download.to} href={download.to} download>
            {download.label}
          </a>
        ))}
        <span className="figure-basis">{basis}</span>
      </div>
      {'term' in definition ? <Definition {...definition} /> : <Definitions definitions={definition} />}
    </figure>
  );
}
