import { data, redirect } from 'react-router';
import { collaborativeRoles, schoolRoles } from '#app/platform/actor.ts';
import { actorOf, memberOf, requestContext, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { invitationAddress, roleWords } from '../invitation.ts';
import { actOnMembers } from '../member-acts.server.ts';
import { DoneNote } from '../parts/done-note.tsx';
import { InvitationList } from '../parts/invitation-list.tsx';
import { InviteForm } from '../parts/invite-form.tsx';
import { RoleTable } from '../parts/role-table.tsx';
import { allSchools, standingInvitations, whoIsWhere } from '../queries.server.ts';
import { mayInvite, mayReadRecord, maySeeEverybody } from '../rules.ts';
import type { Route } from './+types/people';

export async function loader({ context, request }: Route.LoaderArgs) {
  const own = memberOf(context, request).schools.map(({ slug, name, roles }) => ({ slug, name, roles }));
  const { searchParams, origin } = new URL(request.url);
  return scoped({ context, request }, async (scope) => {
    const { actor } = scope;
    const mayKeep = mayInvite(actor, null);
    const seesEverybody = maySeeEverybody(actor);
    const schools = seesEverybody ? await allSchools(scope) : [];
    const { inCollaborative, atSchools } = seesEverybody ? await whoIsWhere(scope) : { inCollaborative: [], atSchools: [] };
    const invitations = mayKeep ? await standingInvitations(scope) : [];
    const invited = invitations.find(({ id }) => id === searchParams.get('invitation'));
    return {
      own,
      mayKeep,
      mayReadRecord: mayReadRecord(actor),
      seesEverybody,
      inCollaborative,
      schools: schools.map((school) => ({ ...school, people: atSchools.filter(({ schoolId }) => schoolId === school.id) })),
      invitations,
      invited: invited ? { name: invited.name, address: invitationAddress(invited.id, origin) } : null,
      done: searchParams.get('done'),
      isUnsent: searchParams.has('unsent'),
      proposed: { role: searchParams.get('role') ?? '', school: searchParams.get('school') ?? '' },
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const asked = { form: await request.formData(), address: new URL(request.url).origin, requestId: context.get(requestContext).id };
  const acted = await actOnMembers(actor, asked);
  return acted.ok ? redirect(`/w/members${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const { own, mayKeep, seesEverybody, inCollaborative, schools, invitations } = loaderData;
  const isInviteRefused = actionData?.act === 'invite';
  return (
    <Page
      title="Members"
      lead={
        seesEverybody ? 'Who is where in the collaborative and its schools.' : 'The schools you belong to, and who works with you there.'
      }
    >
      <title>{`${actionData ? 'Error: ' : ''}Members · Concord`}</title>
      {!actionData && <DoneNote done={loaderData.done} invitation={loaderData.invited} isUnsent={loaderData.isUnsent} />}
      {actionData && !isInviteRefused && <FormErrors errors={actionData.errors} />}
      <p className="bar">
        {mayKeep && <ButtonLink href="#invite">Invite somebody</ButtonLink>}
        <a href="/w/members/me">You</a>
        <a href="/w/perspectives">What members hope for, and the shared goal</a>
        <a href="/w/members/profile">{mayKeep ? 'The collaborative’s profile and schools' : 'The collaborative’s profile'}</a>
        {loaderData.mayReadRecord && <a href="/w/members/record">The record of changes</a>}
      </p>
      {own.length > 0 && <OwnSchools schools={own} />}
      {seesEverybody && (
        <Section title="The collaborative">
          <RoleTable caption="Roles in the collaborative" rows={inCollaborative} school={null} mayEnd={mayKeep} />
        </Section>
      )}
      {schools.map(({ slug, name, people }) => (
        <Section key={slug} title={name}>
          {mayKeep && (
            <p className="bar">
              {people.length === 0 && <span>Nobody has a role here yet.</span>}
              {people.length === 0 && <a href={`/w/members?role=lead&school=${slug}#invite`}>Invite a lead</a>}
              <a href={`/w/members/${slug}`}>The school’s page</a>
            </p>
          )}
          {(people.length > 0 || !mayKeep) && <RoleTable caption={`Roles at ${name}`} rows={people} school={slug} mayEnd={mayKeep} />}
        </Section>
      ))}
      {seesEverybody && <Downloads of="All roles" address="/w/members" />}
      {mayKeep && (
        <>
          <Section title="Invitations without an answer">
            <InvitationList invitations={invitations} />
          </Section>
          <Section title="Invite somebody" id="invite">
            <InviteForm
              roles={[...schoolRoles, ...collaborativeRoles]}
              schools={schools}
              values={isInviteRefused ? actionData.values : loaderData.proposed}
              errors={isInviteRefused ? actionData.errors : []}
            />
          </Section>
        </>
      )}
    </Page>
  );
}

function OwnSchools({ schools }: { schools: Route.ComponentProps['loaderData']['own'] }) {
  return (
    <Section title={schools.length === 1 ? 'Your school' : 'Your schools'}>
      <ul>
        {schools.map(({ slug, name, roles }) => (
          <li key={slug}>
            <a href={`/w/members/${slug}`}>{name}</a> <span className="muted">{roles.map(roleWords).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
