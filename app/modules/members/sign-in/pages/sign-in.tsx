import { data, redirect } from 'react-router';
import { parseForm } from '#app/platform/form.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMailLater } from '#app/platform/mail.server.ts';
import { memberContext, refusalOf, requestContext, safeNext } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { sessionCookie } from '../../session.ts';
import { askForCode, enterCode, signInAsSample } from '../commands.server.ts';
import { CodeForm } from '../parts/code-form.tsx';
import { type SamplePerson, samplePeople } from '../queries.server.ts';
import { AskForCode, ChooseSample, EnterCode } from '../schema.ts';
import type { Route } from './+types/sign-in';

export async function loader({ context, request }: Route.LoaderArgs) {
  const next = safeNext(new URL(request.url).searchParams.get('next'));
  if (context.get(memberContext)) throw redirect(next);
  return { next, people: await samplePeople() };
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const { address, id, isSecure } = context.get(requestContext);
  const enter = (token: string, isOwnDevice = false) =>
    redirect(safeNext(form.get('next')), { headers: { 'set-cookie': sessionCookie(token, { isSecure, isOwnDevice }) } });

  if (form.get('intent') === 'sample') {
    const chosen = ChooseSample.safeParse(Object.fromEntries(form));
    if (!chosen.success) return data({ step: 'mail' as const, mail: '', error: 'Choose one of the people.' }, { status: 400 });
    const entered = await refusalOf(() => signInAsSample(chosen.data.person));
    if (entered.ok) return enter(entered.value);
    return data({ step: 'mail' as const, mail: '', error: entered.message }, { status: entered.status });
  }
  if (form.get('intent') === 'code') {
    const mail = String(form.get('mail') ?? '');
    const input = parseForm(EnterCode, form);
    if (!input.ok)
      return data({ step: 'code' as const, mail, tab: input.values.tab ?? '', error: input.errors[0]!.message }, { status: 400 });
    const entered = await refusalOf(() => enterCode({ ...input.data, address }));
    if (entered.ok) return enter(entered.value, input.data.isOwnDevice);
    return data({ step: 'code' as const, mail, tab: input.data.tab, error: entered.message }, { status: entered.status });
  }
  const input = parseForm(AskForCode, form);
  if (!input.ok) return data({ step: 'mail' as const, mail: input.values.mail ?? '', error: input.errors[0]!.message }, { status: 400 });
  const asked = await refusalOf(() => askForCode({ mail: input.data.mail, address }));
  if (!asked.ok) return data({ step: 'mail' as const, mail: input.data.mail, error: asked.message }, { status: asked.status });
  if (asked.value.mail) sendMailLater(asked.value.mail, (error) => logFault(id, error));
  return { step: 'code' as const, mail: input.data.mail, tab: asked.value.tab, error: null };
}

export default function SignIn({ loaderData: { next, people }, actionData }: Route.ComponentProps) {
  if (actionData?.step === 'code') {
    const again = `/sign-in?next=${encodeURIComponent(next)}`;
    return <CodeForm address={actionData.mail} tab={actionData.tab} next={next} again={again} error={actionData.error} />;
  }
  const error = actionData?.error ?? undefined;
  return (
    <Page title="Sign in" lead="Write your email address. You get a code, and type it into this page: there is no password to forget.">
      <title>{`${error ? 'Error: ' : ''}Sign in`}</title>
      <FormErrors errors={error ? [{ field: 'mail', message: error }] : []} labels={{ mail: 'Email address' }} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="next" value={next} />
        <Field name="mail" label="Email address" type="email" autoComplete="username" value={actionData?.mail} error={error} />
        <p>
          <Button kind="primary">Send me a code</Button>
        </p>
      </form>
      {people.length > 0 && <SamplePeople people={people} next={next} />}
    </Page>
  );
}

function SamplePeople({ people, next }: { people: SamplePerson[]; next: string }) {
  return (
    <Section title="Or look around the sample">
      <p>This is the sample collaborative. Its schools, people and figures are invented, and anybody can act as one of them.</p>
      <form method="post" className="form">
        <input type="hidden" name="next" value={next} />
        <input type="hidden" name="intent" value="sample" />
        <PeopleToChoose people={people.filter(({ isOfCrowd }) => !isOfCrowd)} />
        {people.some(({ isOfCrowd }) => isOfCrowd) && (
          <details>
            <summary>More students of the sample</summary>
            <PeopleToChoose people={people.filter(({ isOfCrowd }) => isOfCrowd)} />
          </details>
        )}
      </form>
    </Section>
  );
}

function PeopleToChoose({ people }: { people: SamplePerson[] }) {
  return (
    <ul className="choose">
      {people.map(({ id, name, roles }) => (
        <li key={id}>
          <Button name="person" value={id}>
            {name}
          </Button>
          <span className="muted small">{roles}</span>
        </li>
      ))}
    </ul>
  );
}
