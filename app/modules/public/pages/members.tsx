import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { collaborativeProfile, listedPeople, memberSchools } from '../../members/queries.server.ts';
import type { Route } from './+types/members';

export const headers = publicHeaders;

export function loader() {
  return publicly(async (scope) => ({
    profile: await collaborativeProfile(scope),
    schools: await memberSchools(scope),
    people: await listedPeople(scope),
  }));
}

export default function Members({ loaderData: { profile, schools, people } }: Route.ComponentProps) {
  return (
    <Page
      title="Members"
      lead="The schools that work together. Among them: faculty in palliative care and geriatrics, leaders of medical education, and students."
    >
      <title>Members</title>
      <meta name="description" content="The member schools of the collaborative." />
      <Section title="Schools">
        <ul className="schools">
          {schools.map(({ slug, name }) => (
            <li key={slug}>{name}</li>
          ))}
        </ul>
        <p className="source">
          Source: <a href={profile.sourceUrl ?? undefined}>{profile.sourceTitle}</a>.
        </p>
      </Section>
      <Section title="People">
        {people.length === 0 ? (
          <p className="prose">A person is named here once they have said so themselves. Nobody has yet.</p>
        ) : (
          <ul className="schools">
            {people.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        )}
      </Section>
    </Page>
  );
}
