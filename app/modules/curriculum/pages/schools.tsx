import { redirect } from 'react-router';
import { actingFor } from '#app/platform/actor.ts';
import { memberOf } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayViewCurriculum } from '../rules.ts';
import type { Route } from './+types/schools';

/** One school: its curriculum at once. Several: which one. */
export function loader({ context, request }: Route.LoaderArgs) {
  const member = memberOf(context, request);
  const schools = member.schools
    .filter(({ slug }) => mayViewCurriculum(actingFor(member, slug)))
    .map(({ slug, name, roles }) => ({ slug, name, roles }));
  const [only, ...others] = schools;
  if (only && others.length === 0 && member.collaborativeRoles.length === 0) throw redirect(`/w/curriculum/${only.slug}`);
  return { schools, seesRounds: schools.length > 0 || member.collaborativeRoles.length > 0 };
}

export default function Schools({ loaderData: { schools, seesRounds } }: Route.ComponentProps) {
  return (
    <Page title="Curriculum" lead={schools.length > 0 ? 'Choose the school whose curriculum you want to see.' : undefined}>
      <title>Curriculum · Concord</title>
      {seesRounds && (
        <p className="bar">
          <ButtonLink href="/w/curriculum/rounds">Mapping rounds</ButtonLink>
          <ButtonLink href="/w/curriculum/keywords">Keyword lists</ButtonLink>
        </p>
      )}
      {schools.length > 0 ? (
        <ul>
          {schools.map(({ slug, name, roles }) => (
            <li key={slug}>
              <a href={`/w/curriculum/${slug}`}>{name}</a> <span className="muted">{roles.join(', ')}</span>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          A school’s curriculum is open to those who work or teach there, and you have no such role yet. If you do work or teach at a member
          school, its lead can give you one.
        </p>
      )}
    </Page>
  );
}
