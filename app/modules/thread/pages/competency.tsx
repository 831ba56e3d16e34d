import { termsLd } from '#app/platform/linked-data.ts';
import { missing } from '#app/platform/problem.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { ShortEvents } from '../../forum/programme/parts/short-events.tsx';
import { eventsAbout } from '../../forum/programme/queries.server.ts';
import { LessonList } from '../../lessons/parts/lesson-list.tsx';
import { lessonsAbout } from '../../lessons/queries.server.ts';
import { itemsAbout } from '../../library/items/queries.server.ts';
import { ItemList } from '../../library/reading/parts/item-list.tsx';
import { PublicationList } from '../../publications/parts/publication-list.tsx';
import { publicationsOn } from '../../publications/queries.server.ts';
import type { Route } from './+types/competency';

export const headers = publicHeaders;

export function loader({ params }: Route.LoaderArgs) {
  return publicly(async (scope) => {
    const { version, competencies } = await currentFramework(scope);
    const at = competencies.findIndex(({ code }) => code === params.code);
    const competency = competencies[at];
    if (!competency) throw missing('This competency');
    const publications = await publicationsOn(scope, 'competency', competency.stableId);
    return {
      lessons: await lessonsAbout(scope, competency.stableId),
      items: await itemsAbout(scope, competency.stableId),
      publications: publications.map(({ slug, record }) => ({ slug, record })),
      events: await eventsAbout(scope, competency.stableId),
      version,
      competency,
      before: competencies[at - 1] ?? null,
      after: competencies[at + 1] ?? null,
    };
  });
}

export default function Competency({
  loaderData: { version, competency, before, after, publications, lessons, items, events },
}: Route.ComponentProps) {
  const { code, shortTitle, text, publishedText, milestones } = competency;
  return (
    <Page title={shortTitle} crumbs={[{ label: 'Competencies', to: '/competencies' }, { label: `Competency ${code}` }]}>
      <PublicHead
        title={`Competency ${code}: ${shortTitle}`}
        description={text}
        ld={(site) =>
          termsLd(site, {
            path: '/competencies',
            title: version.title,
            terms: [{ code, title: shortTitle, text, path: `/competencies/${code}` }],
          })
        }
      />
      <blockquote className="statement" cite={version.sourceUrl ?? undefined}>
        <p>{text}</p>
      </blockquote>
      <p className="source">
        Competency {code} of “{version.title}”, version {version.number}. Source:{' '}
        <a href={version.sourceUrl ?? undefined}>{version.sourceTitle}</a>. {version.sourceNote}
      </p>
      {publishedText && (
        <Section title="As published">
          <p className="prose">“{publishedText}”</p>
          <p className="muted small">A misprint of the published table is corrected above; here it stands as printed.</p>
        </Section>
      )}
      {milestones.length > 0 && (
        <Section title="Milestones">
          <Facts facts={milestones.map(({ phase, text: words }) => [phase ?? 'Any phase', words])} />
        </Section>
      )}
      {publications.length > 0 && (
        <Section title="Published about it">
          <PublicationList publications={publications} />
        </Section>
      )}
      {items.length > 0 && (
        <Section title="To teach with">
          <ItemList items={items} />
          <p>
            <a href={`/library?competency=${competency.code}`}>The same as a list to narrow down</a>
          </p>
        </Section>
      )}
      {events.length > 0 && (
        <Section title="Talked about at the forum">
          <ShortEvents events={events} />
          <p>
            <a href={`/forum?competency=${competency.code}`}>All events about it</a>
          </p>
        </Section>
      )}
      {lessons.length > 0 && (
        <Section title="Lessons about it">
          <LessonList lessons={lessons} />
          <p>
            <a href={`/lessons?competency=${competency.stableId}`}>The same as a list to narrow down</a>
          </p>
        </Section>
      )}
      <Section title="Cite as">
        <p className="prose">
          {version.creator}. Competency {code}: {text}. In: {version.title}, version {version.number}. {version.sourceTitle}.{' '}
          {version.sourceUrl}
        </p>
      </Section>
      <p>
        <a href={`/w/competencies/${version.slug}/items/${competency.stableId}`}>For members: what focus groups say about it</a>
      </p>
      <nav className="bar" aria-label="Other competencies">
        {before && <a href={`/competencies/${before.code}`}>Before: {before.shortTitle}</a>}
        {after && (
          <a className="push" href={`/competencies/${after.code}`}>
            Next: {after.shortTitle}
          </a>
        )}
      </nav>
    </Page>
  );
}
