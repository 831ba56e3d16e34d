import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { keepOwnName, keepOwnReminders, listMe, unlistMe } from '../commands.server.ts';
import { roleWords } from '../invitation.ts';
import { DoneNote } from '../parts/done-note.tsx';
import { ownself } from '../queries.server.ts';
import { OwnName, OwnReminders } from '../schema.ts';
import { zone, zoneChoices } from '../time-zone.ts';
import type { Route } from './+types/me';

export async function loader({ context, request }: Route.LoaderArgs) {
  const { collaborativeRoles, schools } = memberOf(context, request);
  const person = await scoped({ context, request }, ownself);
  const roles = [
    ...collaborativeRoles.map((role) => `${roleWords(role)} of the collaborative`),
    ...schools.flatMap(({ name, roles: held }) => held.map((role) => `${roleWords(role)}, ${name}`)),
  ];
  return { ...person, roles, done: new URL(request.url).searchParams.get('done') };
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const act = form.get('act');
  if (act === 'list' || act === 'unlist') {
    await as(actor, act === 'list' ? listMe : unlistMe);
    return redirect(`/w/members/me?done=${act}`);
  }
  if (act === 'reminders') {
    const kept = await answerForm('reminders', { schema: OwnReminders, form }, async (input) => {
      await as(actor, (scope) => keepOwnReminders(scope, input));
      return undefined;
    });
    return kept.ok ? redirect(`/w/members/me${kept.done}`) : data(kept.refused, { status: kept.status });
  }
  const acted = await answerForm('name', { schema: OwnName, form }, async (input) => {
    await as(actor, (scope) => keepOwnName(scope, input));
    return undefined;
  });
  return acted.ok ? redirect(`/w/members/me${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function Me({ loaderData, actionData }: Route.ComponentProps) {
  const { name, mail, roles, done } = loaderData;
  const errors = actionData?.errors ?? [];
  return (
    <Page title="You" crumbs={[{ label: 'Members', to: '/w/members' }, { label: 'You' }]}>
      <title>{`${actionData ? 'Error: ' : ''}You · Concord`}</title>
      {!actionData && <DoneNote done={done} />}
      <FormErrors errors={errors} labels={{ name: 'Your name', timeZone: 'Your time zone' }} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="act" value="name" />
        <Field
          name="name"
          label="Your name"
          autoComplete="name"
          value={actionData?.values.name ?? name}
          error={errorOf(errors, 'name')}
          help="As colleagues see it."
        />
        <p>
          <Button kind="primary">Save my name</Button>
        </p>
      </form>
      <Section title="What you are here">
        <p>Signed in as {mail}.</p>
        <ul>
          {roles.map((role) => (
            <li key={role}>{role}</li>
          ))}
        </ul>
      </Section>
      <Reminders data={loaderData} error={errorOf(errors, 'timeZone')} />
      <Listed data={loaderData} />
      <Section title="Where you are signed in">
        <p>If you left a shared computer without signing out, end it here: every place where you are signed in asks for a code again.</p>
        <form method="post" action="/sign-out">
          <input type="hidden" name="everywhere" value="yes" />
          <Button>Sign out everywhere</Button>
        </form>
      </Section>
    </Page>
  );
}

function Reminders({ data: { timeZone, wantsReminders }, error }: { data: Route.ComponentProps['loaderData']; error: string | undefined }) {
  return (
    <Section title="Reminders and your time" id="reminders">
      <form method="post" className="form" noValidate>
        <Field
          kind="select"
          name="timeZone"
          label="Your time zone"
          value={timeZone ?? zone}
          options={zoneChoices()}
          error={error}
          help="Days and times that something is due by are said in it."
        />
        <Field
          kind="checkbox"
          name="wantsReminders"
          label="Remind me by mail of what waits for me in a mapping round"
          isChecked={wantsReminders}
          help="A week before it is due, on the day, and every week while it is late; never twice a day, and no more once it is done."
        />
        <Button name="act" value="reminders">
          Save reminders and time zone
        </Button>
      </form>
    </Section>
  );
}

function Listed({ data: { listedAt, isSample } }: { data: Route.ComponentProps['loaderData'] }) {
  return (
    <Section title="The public members page">
      {isSample && <p>You are an invented person of the sample; the public page names nobody of the sample, whatever you choose here.</p>}
      <p>
        {listedAt
          ? `It names you, since you said so on ${dayIn(listedAt, zone)}. Nothing but your name stands there.`
          : 'It does not name you. If you agree, your name stands there for everybody, and nothing else of you. You can take it back at any time.'}
      </p>
      <form method="post">
        <Button name="act" value={listedAt ? 'unlist' : 'list'}>
          {listedAt ? 'Do not name me any more' : 'Name me in public'}
        </Button>
      </form>
    </Section>
  );
}
