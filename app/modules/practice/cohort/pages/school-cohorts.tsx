import { scoped } from '#app/platform/web.server.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { CohortFigures } from '../parts/figures.tsx';
import { Terms } from '../parts/terms.tsx';
import { CohortsTold } from '../parts/told.tsx';
import { countedTerms, schoolCohorts } from '../queries.server.ts';
import { askedTerm } from '../schema.ts';
import { termName } from '../term.ts';
import type { Route } from './+types/school-cohorts';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const terms = await countedTerms(scope);
    const term = askedTerm(request) ?? terms[0] ?? null;
    return { terms, term, cohorts: term === null ? [] : await schoolCohorts(scope, term), school: scope.actor.school! };
  });
}

export default function SchoolCohorts({ loaderData: { terms, term, cohorts, school } }: Route.ComponentProps) {
  const address = `/w/practice/cohorts/${school.slug}`;
  return (
    <Page
      title="How practice is going"
      lead={`By class of ${school.name}. Only people of this school read it.`}
      crumbs={[
        { label: 'Practice', to: '/w/practice' },
        { label: 'How practice is going', to: '/w/practice/cohorts' },
        { label: school.name },
      ]}
    >
      <title>{`How practice is going · ${school.name} · Concord`}</title>
      <CohortsTold />
      {term === null ? (
        <Empty title="No half-year has been counted yet">Two weeks after the end of a half-year its figures stand here.</Empty>
      ) : (
        <>
          <Terms terms={terms} term={term} address={address} />
          {cohorts.map(({ graduates, ...cohort }) => (
            <CohortFigures key={graduates} title={`Class of ${graduates}`} {...cohort} />
          ))}
          {cohorts.length === 0 ? (
            <Section title={termName(term)}>
              <p>No class had ten students who keep a log and count, so nothing is shown.</p>
            </Section>
          ) : (
            <Downloads of="These figures" address={address} search={`?half-year=${term}`} />
          )}
        </>
      )}
    </Page>
  );
}
