import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { addressed } from '#app/platform/form.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMailLater } from '#app/platform/mail.server.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, requestContext, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { isoDayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { kindShort, monthName } from '../../log/entry.ts';
import { ownEntry, ownLog } from '../../log/queries.server.ts';
import { FormId } from '../../log/schema.ts';
import { share, shareRefusals } from '../commands.server.ts';
import { includable, includeWords, ShareForm } from '../schema.ts';
import { sharedMail } from '../shared-mail.ts';
import type { Route } from './+types/share';

export function loader({ context, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('entry');
  return scoped({ context, request }, async (scope) => {
    if ((await ownLog(scope)) === null) throw redirect('/w/practice/log');
    const zone = await zoneOf(scope);
    const today = new Date();
    return {
      id: v7(),
      entry: asked === null ? null : await ownEntry(scope, addressed(FormId, asked, 'This entry')),
      // A month, until somebody says otherwise.
      until: isoDayIn(new Date(today.getTime() + 30 * 86_400_000), zone),
    };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('share', { schema: ShareForm, form: await request.formData() }, async (said) => {
    const shared = await as(actor, (scope) => share(scope, said, new Date()));
    if (shared.outcome === 'nobody' || shared.outcome === 'wait') throw invalid(shareRefusals[shared.outcome]);
    const { id } = context.get(requestContext);
    if (shared.outcome === 'shown')
      sendMailLater(sharedMail(shared.reader, actor.name, `${originOf(request)}/w/practice/shared/${said.id}`), (error) =>
        logFault(id, error),
      );
    return undefined;
  });
  return acted.ok ? redirect(`/w/practice/shares${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = {
  mail: 'With whom: the address that they sign in with',
  until: 'Until the end of',
  entries: includeWords.entries,
  observations: includeWords.observations,
  growth: includeWords.growth,
};

export default function Share({ loaderData: { id, entry, until }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? { id, until };
  const field = fieldsOf(labels, values, errors);
  const what = entry ? `this conversation (${kindShort[entry.kind].toLowerCase()}, ${monthName(entry.month)})` : 'your log';
  return (
    <Page
      title={entry ? 'Show one conversation' : 'Show your log'}
      lead={`One person reads ${what} until the day that you choose. You see when they looked, and end it whenever you like.`}
      crumbs={[
        { label: 'Practice', to: '/w/practice' },
        { label: 'What you show', to: '/w/practice/shares' },
        { label: entry ? 'Show one conversation' : 'Show your log' },
      ]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Show ${entry ? 'one conversation' : 'your log'} · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="id" value={values.id} />
        <input type="hidden" name="entry" value={entry?.id ?? ''} />
        <Field {...field('mail')} type="email" autoComplete="off" help="There is no list to choose from. Ask them if you are not sure." />
        <Field {...field('until')} type="date" help="At most a year from today." />
        <fieldset className="field wide">
          <legend>What they read</legend>
          <div className="field-choices">
            {includable
              .filter((each) => entry === null || each === 'observations')
              .map((each) => (
                <label key={each} className="choice">
                  <input type="checkbox" id={each} name={each} value="yes" defaultChecked={values[each] === 'yes'} />
                  <span>{entry ? 'What others observed in it, too' : includeWords[each]}</span>
                </label>
              ))}
          </div>
          <p className="help">
            {entry
              ? 'They read the whole entry, as it is then, changes too. Debriefs are never part of it.'
              : 'As it is then: what you note later is part of it. Debriefs never are.'}
          </p>
        </fieldset>
        <p className="bar">
          <Button kind="primary">{entry ? 'Show this conversation' : 'Show it'}</Button>
          <a href={entry ? `/w/practice/entries/${entry.id}` : '/w/practice/shares'}>Show nothing</a>
        </p>
      </form>
    </Page>
  );
}
