import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayKeepSessions } from '../../rules.ts';
import { SessionFields, sessionLabels } from '../parts/session-fields.tsx';
import { StudyPage } from '../parts/study-page.tsx';
import { sessions } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { SessionSaid } from '../schema.ts';
import { addSession } from '../session-commands.server.ts';
import { studySites } from '../site-queries.server.ts';
import type { Route } from './+types/sessions';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const sites = await studySites(scope, study);
    return {
      study,
      sessions: await sessions(scope, study),
      sites: sites.filter(({ isKept }) => isKept).map(({ id, name }) => ({ value: id, label: name })),
      mayAdd: mayKeepSessions(study),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  let id = '';
  const acted = await answerForm('add', { schema: SessionSaid, form: await request.formData() }, async (said) => {
    await as(actor, async (scope) => {
      id = await addSession(scope, await studyNamed(scope, params.study), said);
    });
    return undefined;
  });
  return acted.ok ? redirect(`/w/focus-groups/${params.study}/sessions/${id}${acted.done}`) : data(acted.refused, { status: acted.status });
}

export default function Sessions({ loaderData: { study, sessions: all, sites, mayAdd }, actionData }: Route.ComponentProps) {
  const { values = {}, errors = [] } = actionData ?? {};
  const base = `/w/focus-groups/${study.slug}/sessions`;
  return (
    <StudyPage
      study={study}
      here="/sessions"
      title="Sessions"
      lead="The groups that met, or will, and who came."
      hasErrors={errors.length > 0}
    >
      <FormErrors errors={errors} labels={sessionLabels} />
      {all.length === 0 ? (
        <Empty title="No session yet">
          {mayAdd ? 'Add the first as soon as it is planned.' : 'The study’s leads, staff and moderators add them.'}
        </Empty>
      ) : (
        <>
          <Table
            caption="Sessions by day"
            isCaptionHidden
            rows={all}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'Session', cell: ({ id, title }) => <a href={`${base}/${id}`}>{title}</a> },
              { key: 'site', label: 'Site', phone: 'bare', cell: ({ site }) => site },
              { key: 'held', label: 'Day', cell: ({ heldOn }) => (heldOn ? day(heldOn) : 'not set') },
              { key: 'mode', label: 'How', cell: ({ mode }) => mode ?? '' },
              { key: 'came', label: 'Came', isNumber: true, cell: ({ came }) => came },
            ]}
          />
          <Downloads of="All sessions" address={base} />
        </>
      )}
      {mayAdd && sites.length > 0 && (
        <Section title="Add a session">
          <form method="post" className="form" noValidate>
            <SessionFields sites={sites} values={values} errors={errors} />
            <p className="bar">
              <Button kind={all.length === 0 ? 'primary' : 'plain'}>Add the session</Button>
            </p>
          </form>
        </Section>
      )}
    </StudyPage>
  );
}
