import { resourceLd } from '#app/platform/linked-data.ts';
import { firstWords } from '#app/platform/markdown.ts';
import { PublicHead } from '#app/ui/public-head.tsx';
import { licenceOf } from '../../licences.ts';
import { kindWords, phaseWords } from '../../words.ts';
import type { Whole } from '../whole-queries.server.ts';

/** The head of an item's public page: how a link to it looks elsewhere, and what it is for programs (schema.org `LearningResource`). */
export function ItemHead({ slug, whole, path }: { slug: string; whole: Whole; path: string }) {
  const { version, competencies, source } = whole;
  const description = version.summary || firstWords(version.description, 250) || `${kindWords[version.kind]}, ${whole.owner}`;
  return (
    <PublicHead
      title={path === `/library/${slug}` ? version.title : `${version.title}, version ${version.number}`}
      description={description}
      path={path}
      kind="article"
      published={version.publishedAt?.toISOString()}
      ld={(site) =>
        resourceLd(site, {
          ...{ path, title: version.title, description, kind: kindWords[version.kind], authors: version.authors },
          teaches: competencies.map(({ code, shortTitle }) => ({ name: shortTitle, path: `/competencies/${code}` })),
          level: version.phases.map((phase) => phaseWords[phase]).join(', ') || null,
          minutes: version.minutes,
          license: licenceOf(version.licence)?.deed ?? null,
          version: String(version.number),
          issued: version.publishedAt?.toISOString().slice(0, 10) ?? null,
          basedOn: source?.item ? `/library/${source.item.slug}` : (source?.url ?? null),
        })
      }
    />
  );
}
