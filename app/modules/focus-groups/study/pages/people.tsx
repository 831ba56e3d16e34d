import { data, redirect } from 'react-router';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayLeadStudy, type StudyRole, studyRoles } from '../../rules.ts';
import { endStudyRole, giveStudyRole } from '../commands.server.ts';
import { inStudy } from '../in-study.server.ts';
import { StudyPage } from '../parts/study-page.tsx';
import { studyNamed, studyPeople } from '../queries.server.ts';
import { EndedRole, GivenRole } from '../schema.ts';
import { studySites } from '../site-queries.server.ts';
import type { Route } from './+types/people';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const sites = await studySites(scope, study);
    return {
      study,
      people: await studyPeople(scope, study),
      sites: sites.map(({ id, name }) => ({ value: id, label: name })),
      mayGive: mayLeadStudy(study),
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted =
    form.get('act') === 'end'
      ? await answerForm('end', { schema: EndedRole, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => endStudyRole(scope, study, said));
          return undefined;
        })
      : await answerForm('give', { schema: GivenRole, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => giveStudyRole(scope, study, said));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const meaning: Readonly<Record<StudyRole, string>> = {
  lead: 'Lead: writes the protocol, gives roles, keeps sites and letters; never sees originals or the key by that alone',
  staff: 'Research staff: adds participants and consents, brings transcripts in and takes out what identifies; sees originals',
  moderator: 'Moderator: leads groups; sees originals',
  coder: 'Coder: reads and codes what is de-identified',
  reader: 'Reader: reads what is de-identified',
};
const labels = { mail: 'Email address', role: 'Role', siteId: 'At' };

export default function People({ loaderData, actionData }: Route.ComponentProps) {
  const { study, people, sites, mayGive, zone, done } = loaderData;
  const { values = {}, errors = [] } = actionData ?? {};
  const shared = fieldsOf(labels, values, errors);
  return (
    <StudyPage
      study={study}
      here="/people"
      title="People who work on it"
      lead="A role in the study, not one at a school, says who sees what. Whoever teaches where something was said never sees it as it was said."
      hasErrors={errors.length > 0}
    >
      {done === 'give' && <Note kind="success" title="The role is given" isAnswer />}
      {done === 'end' && <Note kind="success" title="The role has ended" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      <Table
        caption="Roles in the study"
        isCaptionHidden
        rows={people}
        rowKey={({ personId, role }) => `${personId} ${role}`}
        columns={[
          { key: 'name', label: 'Person', cell: ({ name }) => name },
          { key: 'role', label: 'Role', cell: ({ role }) => meaning[role].split(':')[0] },
          { key: 'site', label: 'At', cell: ({ site }) => site ?? 'all sites' },
          { key: 'since', label: 'Since', cell: ({ givenAt }) => dayIn(givenAt, zone) },
          ...(mayGive
            ? [
                {
                  key: 'end',
                  label: 'End',
                  phone: 'line' as const,
                  cell: ({ personId, name, role }: (typeof people)[number]) => (
                    <form method="post">
                      <input type="hidden" name="personId" value={personId} />
                      <input type="hidden" name="role" value={role} />
                      <Button kind="quiet" name="act" value="end">
                        End<span className="visually-hidden">{` the role ${role} of ${name}`}</span>
                      </Button>
                    </form>
                  ),
                },
              ]
            : []),
        ]}
      />
      {mayGive && (
        <Section title="Give a role">
          <form method="post" className="form" noValidate>
            <Field
              name="mail"
              type="email"
              label={labels.mail}
              value={values.mail}
              error={errorOf(errors, 'mail')}
              help="Of somebody who is in Concord already."
            />
            <Field
              kind="radios"
              {...shared('role')}
              options={studyRoles.map((role) => {
                const [label, help] = meaning[role].split(': ');
                return { value: role, label: label!, help };
              })}
              isWide
            />
            <Field
              kind="select"
              {...shared('siteId')}
              options={[{ value: '', label: 'all sites' }, ...sites]}
              help="Research staff and moderators can be of one site alone."
            />
            <p className="bar">
              <Button kind="primary" name="act" value="give">
                Give the role
              </Button>
            </p>
          </form>
        </Section>
      )}
    </StudyPage>
  );
}
