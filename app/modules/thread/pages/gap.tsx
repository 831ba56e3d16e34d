import { missing } from '#app/platform/problem.ts';
import { scoped } from '#app/platform/web.server.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { gaps, presenceWords } from '../../curriculum/coverage/gaps.ts';
import { measured } from '../../curriculum/coverage/measured.ts';
import { coverageOf } from '../../curriculum/coverage/queries.server.ts';
import { CoverageSearch } from '../../curriculum/coverage/schema.ts';
import { HeardThemes } from '../parts/heard.tsx';
import { heardAbout } from '../theme-queries.server.ts';
import type { Route } from './+types/gap';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const chosen = CoverageSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const { school, year, input, competencies } = await coverageOf(scope, chosen);
    const competency = competencies.find(({ code }) => code === params.competency);
    if (!competency) throw missing('This competency');
    const gap = gaps(measured(input), input.phases).find(({ row }) => row.competency === competency.code && row.milestone === null);
    return {
      ...{ search, school, year, competency },
      taught: year === null || !gap ? null : gap.phases.map(({ id, presence }) => ({ id, words: presenceWords[presence] })),
      phases: input.phases,
      overall: gap ? presenceWords[gap.overall] : null,
      heard: await heardAbout(scope, competency.stableId),
    };
  });
}

export default function Gap({ loaderData }: Route.ComponentProps) {
  const { search, school, year, competency, taught, phases, overall, heard } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const title = `${competency.code} ${competency.shortTitle}`;
  const back = new URLSearchParams(search);
  back.set('view', 'gaps');
  return (
    <Page
      title={title}
      lead="What your school’s map has of this competency, and what focus groups say about it."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Coverage', to: `${base}/coverage?${back}` }, { label: title }]}
    >
      <title>{`${title} · Gaps · ${school.name} · Concord`}</title>
      <blockquote className="statement">
        <p className="reader-words">{competency.text}</p>
      </blockquote>
      <Section title={year === null ? 'What is linked to it' : `What is linked to it in ${year}`}>
        {taught === null ? (
          <p className="muted">No activities of a year are here yet, so nothing can be said.</p>
        ) : (
          <Facts
            facts={[
              ...taught.map(({ id, words }) => [phases.find((phase) => phase.id === id)?.name ?? id, words] as [string, string]),
              ['Anywhere in the year', overall ?? 'Nothing'],
            ]}
          />
        )}
      </Section>
      <HeardThemes {...heard} />
      <p className="muted small">
        Focus groups need not have been held at your school. A theme is no measure of a curriculum, and a gap is none of what students need.
      </p>
    </Page>
  );
}
