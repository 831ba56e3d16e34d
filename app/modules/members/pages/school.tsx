import { data, redirect } from 'react-router';
import { schoolRoles } from '#app/platform/actor.ts';
import { typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, actorOf, answerForm, memberOf, refusalOf, requestContext, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { invitationAddress } from '../invitation.ts';
import { type Asked, actOnMembers } from '../member-acts.server.ts';
import { DoneNote } from '../parts/done-note.tsx';
import { InvitationList } from '../parts/invitation-list.tsx';
import { InviteForm } from '../parts/invite-form.tsx';
import { PhaseForm } from '../parts/phase-form.tsx';
import { RoleTable } from '../parts/role-table.tsx';
import { peopleOfSchools, standingInvitations } from '../queries.server.ts';
import { mayInvite, mayReadRecord } from '../rules.ts';
import { SchoolForm } from '../schema.ts';
import { keepPhases, keepSchool } from '../schools/commands.server.ts';
import { readPhases, rowsOf } from '../schools/phases.ts';
import { schoolPage } from '../schools/queries.server.ts';
import type { Route } from './+types/school';

/** Acts for the school when it is one of the member's; a convener looks at the others from outside, and for anybody else they do not exist. */
function placeOf({ context, request, params }: Pick<Route.LoaderArgs, 'context' | 'request' | 'params'>) {
  const { schools, collaborativeRoles } = memberOf(context, request);
  const isOutside = collaborativeRoles.includes('convener') && !schools.some(({ slug }) => slug === params.school);
  return { context, request, slug: isOutside ? undefined : params.school };
}

export function loader(args: Route.LoaderArgs) {
  const { searchParams, origin } = new URL(args.request.url);
  return scoped(placeOf(args), async (scope) => {
    const page = await schoolPage(scope, args.params.school);
    const { school } = page;
    const mayKeepPeople = mayInvite(scope.actor, school);
    const invitations = mayKeepPeople ? await standingInvitations(scope, school.id) : [];
    const invited = invitations.find(({ id }) => id === searchParams.get('invitation'));
    return {
      ...page,
      roles: await peopleOfSchools(scope, school.id),
      mayKeepPeople,
      mayReadRecord: scope.actor.school !== null && mayReadRecord(scope.actor),
      invitations,
      invited: invited ? { name: invited.name, address: invitationAddress(invited.id, origin) } : null,
      done: searchParams.get('done'),
      isUnsent: searchParams.has('unsent'),
    };
  });
}

export async function action(args: Route.ActionArgs) {
  const { context, params, request } = args;
  const actor = await actorOf(placeOf(args));
  const asked = { form: await request.formData(), address: new URL(request.url).origin, requestId: context.get(requestContext).id };
  const acted = await act(actor, params.school, asked);
  return acted.ok ? redirect(`/w/members/${params.school}${acted.done}`) : data(acted.refused, { status: acted.status });
}

async function act(actor: Awaited<ReturnType<typeof actorOf>>, school: string, asked: Asked): Promise<Acted> {
  const { form } = asked;
  if (form.get('act') === 'facts')
    return answerForm('facts', { schema: SchoolForm, form }, async ({ schoolName, classSize }) => {
      await as(actor, (scope) => keepSchool(scope, { school, name: schoolName, classSize }));
      return undefined;
    });
  if (form.get('act') !== 'phases') return actOnMembers(actor, asked);
  const values = typedIn(form);
  const read = readPhases(form);
  if (!read.ok) return { ok: false, refused: { act: 'phases', errors: read.errors, values }, status: 400 };
  const kept = await refusalOf(() => as(actor, (scope) => keepPhases(scope, read.phases)));
  if (kept.ok) return { ok: true, done: '?done=phases' };
  return { ok: false, refused: { act: 'phases', errors: [{ field: '', message: kept.message }], values }, status: kept.status };
}

type Data = Route.ComponentProps['loaderData'];
type Sent = Route.ComponentProps['actionData'];

export default function School({ loaderData, actionData }: Route.ComponentProps) {
  const { school, phases, roles, invitations, mayKeepPeople } = loaderData;
  const invite = actionData?.act === 'invite' ? actionData : undefined;
  const isElsewhere = actionData && ['withdraw', 'end-role'].includes(actionData.act);
  return (
    <Page title={school.name} crumbs={[{ label: 'Members', to: '/w/members' }, { label: school.name }]}>
      <title>{`${actionData ? 'Error: ' : ''}${school.name} · Concord`}</title>
      {!actionData && <DoneNote done={loaderData.done} invitation={loaderData.invited} isUnsent={loaderData.isUnsent} />}
      {isElsewhere && <FormErrors errors={actionData.errors} />}
      <OwnFacts data={loaderData} sent={actionData} />
      {phases && <Phases data={loaderData} sent={actionData} />}
      <Section title="People">
        <RoleTable caption={`Roles at ${school.name}`} rows={roles} school={school.slug} mayEnd={mayKeepPeople} />
        {phases && <Downloads of="All roles" address={`/w/members/${school.slug}/people`} />}
      </Section>
      {mayKeepPeople && (
        <>
          <Section title="Invitations without an answer">
            <InvitationList invitations={invitations} />
          </Section>
          <Section title="Invite somebody to this school" id="invite">
            <InviteForm roles={invitable} schools={school.slug} values={invite?.values} errors={invite?.errors} />
          </Section>
        </>
      )}
      {loaderData.mayReadRecord && (
        <p>
          <a href={`/w/members/record?school=${school.slug}`}>The record of changes at this school</a>
        </p>
      )}
    </Page>
  );
}

/** The roles a school gives most often come first. */
const invitable = [...schoolRoles.filter((role) => role !== 'lead'), 'lead'];

function OwnFacts({ data: { school, people, mayKeep }, sent }: { data: Data; sent: Sent }) {
  const refused = sent?.act === 'facts' ? sent : undefined;
  const labels = { schoolName: 'Name', classSize: 'Class size' };
  return (
    <Section title="Facts">
      {school.isSample && (
        <p>
          <Tag>sample</Tag> An invented school.
        </p>
      )}
      {mayKeep ? (
        <>
          <FormErrors errors={refused?.errors ?? []} labels={labels} />
          <form method="post" className="form" noValidate>
            <input type="hidden" name="act" value="facts" />
            <Field
              name="schoolName"
              label={labels.schoolName}
              value={refused?.values.schoolName ?? school.name}
              error={errorOf(refused?.errors, 'schoolName')}
              isWide
            />
            <Field
              name="classSize"
              label={labels.classSize}
              inputMode="numeric"
              value={refused?.values.classSize ?? String(school.classSize ?? '')}
              error={errorOf(refused?.errors, 'classSize')}
              help="How many students a year has. Seats of electives are compared with it."
              isOptional
            />
            <p>
              <Button>Save the facts</Button>
            </p>
          </form>
        </>
      ) : (
        <Facts
          facts={[
            ['Class size', school.classSize ?? 'not said yet'],
            ['People', people],
          ]}
        />
      )}
      {school.sourceUrl && (
        <p className="source">
          Source: <a href={school.sourceUrl}>{school.sourceTitle}</a>.
        </p>
      )}
    </Section>
  );
}

function Phases({ data: { phases, mayKeepPhases }, sent }: { data: Data; sent: Sent }) {
  const refused = sent?.act === 'phases' ? sent : undefined;
  return (
    <Section title="Phases">
      <p>The parts of the programme, in the school’s own words and order. Each counts as one of three, so that schools can be compared.</p>
      {mayKeepPhases ? (
        <PhaseForm rows={rowsOf(phases ?? [], refused?.values)} errors={refused?.errors ?? []} />
      ) : (
        <ol>
          {phases?.map(({ id, name, mapsTo }) => (
            <li key={id}>
              {name} <span className="muted">counts as {mapsTo}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}
