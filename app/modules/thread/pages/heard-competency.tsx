import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { itemReading } from '../../competencies/published/queries.server.ts';
import { itemIdOf } from '../../competencies/published/schema.ts';
import { LessonList } from '../../lessons/parts/lesson-list.tsx';
import { lessonsAbout } from '../../lessons/queries.server.ts';
import { lessonSeatOf } from '../../lessons/seat.ts';
import { HeardThemes } from '../parts/heard.tsx';
import { heardAbout } from '../theme-queries.server.ts';
import type { Route } from './+types/heard-competency';

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const stableId = itemIdOf(params.item);
  // What schools share with each other is read for one's own school.
  const lessons = await scoped({ context, request, slug: lessonSeatOf(memberOf(context, request)) }, (scope) =>
    lessonsAbout(scope, stableId),
  );
  return scoped({ context, request }, async (scope) => {
    const { version, item } = await itemReading(scope, { slug: params.framework, stableId });
    return { version, item, lessons, heard: await heardAbout(scope, stableId) };
  });
}

export default function HeardCompetency({ loaderData: { version, item, lessons, heard } }: Route.ComponentProps) {
  const title = item.shortTitle ?? item.title;
  return (
    <Page
      title={title}
      lead="What the collaborative agreed on, and what was heard about it."
      crumbs={[{ label: 'Competencies', to: '/w/competencies' }, { label: item.code === null ? 'One item' : `Item ${item.code}` }]}
    >
      <title>{`${title} · What was heard · Concord`}</title>
      <blockquote className="statement">
        <p className="reader-words">{item.text}</p>
      </blockquote>
      <p className="source">
        <a href={`/frameworks/${version.slug}/items/${item.stableId}`}>
          Its page in {version.title}, version {version.number}
        </a>
      </p>
      <HeardThemes {...heard} />
      {lessons.length > 0 && (
        <Section title="What schools tried">
          <LessonList lessons={lessons} isInside />
          <p>
            <a href={`/w/lessons?competency=${item.stableId}`}>The same as a list to narrow down</a>
          </p>
        </Section>
      )}
    </Page>
  );
}
