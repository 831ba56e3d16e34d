import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { mayLeadStudy } from '../../rules.ts';
import { StudyPage } from '../parts/study-page.tsx';
import { studyNamed } from '../queries.server.ts';
import { NewSite } from '../schema.ts';
import { addSite } from '../site-commands.server.ts';
import { type StudySite, schoolsToAdd, studySites } from '../site-queries.server.ts';
import type { Route } from './+types/sites';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const schools = await schoolsToAdd(scope, study);
    return {
      study,
      sites: await studySites(scope, study),
      schools: schools.map(({ id, name }) => ({ value: id, label: name })),
      mayAdd: mayLeadStudy(study),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  let address = '';
  const acted = await answerForm('add', { schema: NewSite, form: await request.formData() }, async ({ schoolId }) => {
    await as(actor, async (scope) => {
      address = await addSite(scope, await studyNamed(scope, params.study), schoolId);
    });
    return undefined;
  });
  return acted.ok
    ? redirect(`/w/focus-groups/${params.study}/sites/${address}${acted.done}`)
    : data(acted.refused, { status: acted.status });
}

export default function Sites({ loaderData: { study, sites, schools, mayAdd }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/sites"
      title="Sites"
      lead="The schools where the study hears people, with what each board decided. Nothing comes in for a site that its approval does not cover that day."
      hasErrors={errors.length > 0}
    >
      <FormErrors errors={errors} labels={{ schoolId: 'School' }} />
      {sites.length === 0 ? (
        <Empty title="No site yet">
          {mayAdd ? 'Add the schools whose people the study hears.' : 'The study’s lead adds the schools whose people it hears.'}
        </Empty>
      ) : (
        <Table
          caption="Sites"
          isCaptionHidden
          rows={sites}
          rowKey={({ id }) => id}
          columns={[
            { key: 'school', label: 'School', cell: ({ id, name }) => <a href={`/w/focus-groups/${study.slug}/sites/${id}`}>{name}</a> },
            { key: 'determination', label: 'Determination', cell: ({ determination }) => determination ?? 'none yet' },
            { key: 'number', label: 'Number', cell: ({ number }) => number },
            { key: 'until', label: 'Approved', cell: untilWords },
            { key: 'state', label: 'State', cell: ({ approval }) => <StateTag state={approval.state} /> },
          ]}
        />
      )}
      {mayAdd && schools.length > 0 && (
        <Section title="Add a site">
          <form method="post" className="form" noValidate>
            <Field
              kind="select"
              name="schoolId"
              label="School"
              value=""
              error={errorOf(errors, 'schoolId')}
              options={[{ value: '', label: 'Choose' }, ...schools]}
              isWide
            />
            <p className="bar">
              <Button kind={sites.length === 0 ? 'primary' : 'plain'}>Add the site</Button>
            </p>
          </form>
        </Section>
      )}
    </StudyPage>
  );
}

function untilWords({ approvedOn, expiresOn }: StudySite): string {
  if (approvedOn === null) return 'not yet';
  return expiresOn === null ? `${day(approvedOn)}, without an end` : `${day(approvedOn)} to ${day(expiresOn)}`;
}

const states = {
  none: ['attention', 'No approval'],
  later: ['attention', 'Begins later'],
  covers: ['success', 'Covers today'],
  expiring: ['attention', 'Ends soon'],
  expired: ['danger', 'Expired'],
} as const;

function StateTag({ state }: { state: keyof typeof states }) {
  const [kind, words] = states[state];
  return <Tag kind={kind}>{words}</Tag>;
}
