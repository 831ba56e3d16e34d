import { useContext } from 'react';
import { resourceLd } from '#app/platform/linked-data.ts';
import { firstWords } from '#app/platform/markdown.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead, Site } from '#app/ui/public-head.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { zone } from '../../members/time-zone.ts';
import { PublicationList } from '../../publications/parts/publication-list.tsx';
import { publicationsOn } from '../../publications/queries.server.ts';
import { kindName, lessonRecord } from '../lesson.ts';
import { LessonReading } from '../parts/lesson-reading.tsx';
import { lessonNamed } from '../queries.server.ts';
import type { Route } from './+types/lesson';

export const headers = publicHeaders;

export function loader({ params }: Route.LoaderArgs) {
  return publicly(async (scope) => {
    const { lessonId, editionId: _, figures, quotes, ...said } = await lessonNamed(scope, params.lesson);
    const { competencies } = await currentFramework(scope);
    // The authors of a publication would tell whose lesson it is.
    const publications = said.school === null ? [] : await publicationsOn(scope, 'lesson', lessonId);
    // Of which release and which passage something is stays here, since the page does not say it either.
    const lesson = {
      ...said,
      figures: figures.map((figure, at) => ({ ...figure, key: `${at}` })),
      quotes: quotes.map((quote) => quote && { study: quote.study, claim: quote.claim, words: quote.words }),
    };
    return { lesson, competencies, publications };
  });
}

export default function Lesson({ loaderData: { lesson, competencies, publications } }: Route.ComponentProps) {
  const site = useContext(Site);
  const { said, slug, school, author, number, on, material, isSample } = lesson;
  const path = `/lessons/${slug}`;
  const description = firstWords(`${said.tried}\n\n${said.happened}`, 280);
  const authors = [...(author ? [{ name: author }] : []), { name: school ?? 'A school of the collaborative', isBody: true }];
  return (
    <Page
      title={said.title}
      crumbs={[{ label: 'Lessons', to: '/lessons' }, { label: kindName(said.kind) }]}
      status={isSample ? <Tag>sample: an invented school</Tag> : undefined}
    >
      <PublicHead
        title={said.title}
        description={description}
        kind="article"
        published={on.toISOString()}
        ld={(at) =>
          resourceLd(at, {
            ...{ path, title: said.title, description, kind: 'Lesson learned', authors, version: `${number}`, issued: isoDayIn(on, zone) },
            teaches: competencies
              .filter(({ stableId }) => said.competencies.includes(stableId))
              .map(({ code, text }) => ({ name: text, path: `/competencies/${code}` })),
            basedOn: material && `/library/${material.slug}`,
          })
        }
      />
      <LessonReading lesson={lesson} competencies={competencies} record={lessonRecord(lesson, { origin: site.origin, site: site.name })} />
      {publications.length > 0 && (
        <Section title="Published from it">
          <PublicationList publications={publications} />
        </Section>
      )}
      <Downloads of="Its figures" address={path} />
      <p className="no-print">
        <a href={`/w/lessons/read/${slug}#use`}>For members: say that your school used it</a>
      </p>
    </Page>
  );
}
