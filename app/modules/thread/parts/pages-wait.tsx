import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Section } from '#app/ui/page.tsx';
import type { PageWaiting } from '../queries.server.ts';

/** What of the public pages is begun and not public yet, for whoever convenes; nothing where nothing is. */
export function PagesWait({ pages, zone }: { pages: readonly PageWaiting[]; zone: string }) {
  if (pages.length === 0) return null;
  return (
    <Section title="Not public yet">
      <ul className="links">
        {pages.map((page) => (
          <li key={page.id}>
            <a href={`/w/pages/${page.id}`}>{page.title}</a>
            <p className="muted small">{standing(page, zone)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function standing({ publishAt, isPublic, writtenAt, writtenBy }: PageWaiting, zone: string): string {
  if (publishAt) return `Becomes public by itself on ${dayAndTime(publishAt, zone)}, with what is saved then`;
  const saved = `saved ${dayIn(writtenAt, zone)}${writtenBy ? ` by ${writtenBy}` : ''}`;
  return isPublic ? `A newer draft, ${saved}: visitors read the earlier words until you publish it` : `A draft, ${saved}`;
}
