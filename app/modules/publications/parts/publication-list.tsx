import { inShort } from '../citation.ts';
import type { Publication } from '../queries.server.ts';
import { Citation } from './citation.tsx';

/** Publications for reading: each by its title, and below it whose it is and where it stands. */
export function PublicationList({ publications }: { publications: readonly Pick<Publication, 'slug' | 'record'>[] }) {
  return (
    <ul className="links papers">
      {publications.map(({ slug, record }) => (
        <li key={slug}>
          <a href={`/publications/${slug}`}>{record.title}</a>
          <p className="muted small">
            <Citation runs={inShort(record)} />
          </p>
        </li>
      ))}
    </ul>
  );
}
