import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { lessonsBySchool } from '../../lessons/queries.server.ts';
import { collaborativeProfile, listedPeople, memberSchools } from '../../members/queries.server.ts';
import { PublicGoal } from '../../perspectives/goal/parts/public-goal.tsx';
import { adoptedGoal } from '../../perspectives/goal/queries.server.ts';
import { SchoolList } from '../parts/school-list.tsx';
import { Source } from '../parts/source.tsx';
import { PageWords } from '../site/parts/page-words.tsx';
import { wordsOf } from '../site/queries.server.ts';
import type { Route } from './+types/members';

export const headers = publicHeaders;

export function loader() {
  return publicly(async (scope) => ({
    words: await wordsOf(scope, 'members'),
    profile: await collaborativeProfile(scope),
    schools: await memberSchools(scope),
    people: await listedPeople(scope),
    lessons: await lessonsBySchool(scope),
    goal: await adoptedGoal(scope),
  }));
}

export default function Members({ loaderData: { words, profile, schools, people, lessons, goal } }: Route.ComponentProps) {
  const bySource = [...Map.groupBy(schools, ({ sourceTitle }) => sourceTitle).values()];
  return (
    <Page title={words.title} lead={words.summary || undefined}>
      <PublicHead title={words.title} description={words.summary || `The member schools of the ${profile.name}.`} />
      {words.body && <PageWords page={words} />}
      <Section title="Schools">
        {bySource.map((those) => (
          <div key={those[0]!.sourceTitle} className="flow">
            <SchoolList schools={those} lessons={lessons} />
            {those[0]!.sourceTitle && (
              <p className="source">
                Source: <Source of={those[0]!} />.
              </p>
            )}
          </div>
        ))}
      </Section>
      <PublicGoal goal={goal} />
      <Section title="People">
        {people.length === 0 ? (
          <p className="prose">People are named here once they have said so themselves. Nobody has yet.</p>
        ) : (
          <ul className="names">
            {people.map(({ name }) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
