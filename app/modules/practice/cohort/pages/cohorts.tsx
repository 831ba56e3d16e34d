import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { CohortFigures } from '../parts/figures.tsx';
import { Terms } from '../parts/terms.tsx';
import { CohortsTold } from '../parts/told.tsx';
import { collaborativeCohorts, countedTerms } from '../queries.server.ts';
import { cohortSeat } from '../rules.ts';
import { askedTerm } from '../schema.ts';
import { termName } from '../term.ts';
import type { Route } from './+types/cohorts';

export function loader({ context, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  return scoped({ context, request, slug: cohortSeat(member) }, async (scope) => {
    const terms = await countedTerms(scope);
    const term = askedTerm(request) ?? terms[0] ?? null;
    return { terms, term, all: term === null ? null : await collaborativeCohorts(scope, term), schools: member.schools };
  });
}

export default function Cohorts({ loaderData: { terms, term, all, schools } }: Route.ComponentProps) {
  return (
    <Page
      title="How practice is going"
      lead="Over all classes of all schools that are large enough to be shown."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'How practice is going' }]}
    >
      <title>How practice is going · Concord</title>
      {schools.length > 0 && (
        <p className="bar">
          {schools.map(({ slug, name }) => (
            <a key={slug} href={`/w/practice/cohorts/${slug}`}>{`Classes of ${name}`}</a>
          ))}
        </p>
      )}
      <CohortsTold />
      {term === null ? (
        <Empty title="No half-year has been counted yet">
          Two weeks after the end of a half-year its figures stand here, if classes of three schools are large enough.
        </Empty>
      ) : (
        <>
          <Terms terms={terms} term={term} address="/w/practice/cohorts" />
          {all === null ? (
            <Section title={termName(term)}>
              <p>Classes of fewer than three schools were large enough, so there is no figure over all.</p>
            </Section>
          ) : (
            <>
              <CohortFigures title={`${all.cohorts} classes of ${all.schools} schools`} {...all} />
              <Downloads of="These figures" address="/w/practice/cohorts" search={`?half-year=${term}`} />
            </>
          )}
        </>
      )}
    </Page>
  );
}
