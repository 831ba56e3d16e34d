import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { deleteLog } from '../commands.server.ts';
import { entryCount, ownLog } from '../queries.server.ts';
import { LeaveForm } from '../schema.ts';
import type { Route } from './+types/leave';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if ((await ownLog(scope)) === null) throw redirect('/w/practice/log');
    return { entries: await entryCount(scope) };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('leave', { schema: LeaveForm, form: await request.formData() }, async () => {
    await as(actor, deleteLog);
    return undefined;
  });
  return acted.ok ? redirect(`/w/practice${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = { sure: 'Write the word “delete”' };

export default function Leave({ loaderData: { entries }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const field = fieldsOf(labels, actionData?.values, errors);
  return (
    <Page
      title="Delete your log"
      lead="Everything goes at once, and nobody can bring it back."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Delete your log' }]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Delete your log · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <Section title="What goes, and what stays">
        <ul>
          <li>{`All of your practice goes: ${entries === 1 ? 'one conversation' : `${entries.toLocaleString('en')} conversations`}, goals, what you began, what others observed, debriefs, and the record of what you did.`}</li>
          <li>What you showed to others ends, and who looked is forgotten.</li>
          <li>Links to observe you that are still open lead nowhere.</li>
          <li>Figures of your class that were kept before stay as they are: each is about ten people or more and holds no person.</li>
        </ul>
        <p className="bar">
          <ButtonLink href="/w/practice/everything.pdf" download>
            Take everything along first, as PDF
          </ButtonLink>
          <a href="/w/practice/everything.json" download>
            As JSON
          </a>
        </p>
      </Section>
      <form method="post" className="form" noValidate>
        <Field {...field('sure')} autoComplete="off" spellCheck={false} />
        <p className="bar">
          <Button kind="danger">Delete my log for good</Button>
          <a href="/w/practice">Keep it</a>
        </p>
      </form>
    </Page>
  );
}
