import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { keepLog } from '../commands.server.ts';
import { WhoReads } from '../parts/who-reads.tsx';
import { ownLog, ownSchools } from '../queries.server.ts';
import { LogForm } from '../schema.ts';
import type { Route } from './+types/log';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({ log: await ownLog(scope), schools: await ownSchools(scope) }));
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const acted = await answerForm('keep', { schema: LogForm, form: await request.formData() }, async (said) => {
    await as(actor, (scope) => keepLog(scope, said));
    return undefined;
  });
  return acted.ok ? redirect(`/w/practice${acted.done}`) : data(acted.refused, { status: acted.status });
}

const labels = {
  school: 'Where you practise',
  graduates: 'The year in which you graduate',
  counts: 'May you count in figures of your class?',
};

export default function Log({ loaderData: { log, schools }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const kept = log
    ? { school: log.schoolId ?? '', graduates: String(log.graduates ?? ''), counts: log.countsInCohorts ? 'yes' : 'no' }
    : { school: schools.length === 1 ? schools[0]!.id : '' };
  const field = fieldsOf(labels, actionData?.values ?? kept, errors);
  const title = log ? 'What your log says of you' : 'Begin your log';
  return (
    <Page title={title} crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: title }]} isCompact>
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      {!log && <WhoReads />}
      <form method="post" className="form" noValidate>
        {schools.length > 0 && (
          <Field
            {...field('school')}
            kind="select"
            options={[...schools.map(({ id, name }) => ({ value: id, label: name })), { value: '', label: 'I leave this open' }]}
          />
        )}
        <Field {...field('graduates')} inputMode="numeric" isOptional help="Such as 2028. With the school it names your class." />
        <Field
          {...field('counts')}
          kind="radios"
          isWide
          help="A figure of a class is kept for ten or more of you, once for a half-year that is over, and holds no word and no person. What was counted before stays as it is when you change this, or leave."
          options={[
            { value: 'yes', label: 'Yes, count me where there are ten or more of us' },
            { value: 'no', label: 'No, leave me out' },
          ]}
        />
        <p className="bar">
          <Button kind="primary">{log ? 'Save' : 'Begin'}</Button>
          {log && <a href="/w/practice">Leave without saving</a>}
        </p>
      </form>
    </Page>
  );
}
