import { data, redirect } from 'react-router';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { addToRoster, endRosterEntry } from '../roster-commands.server.ts';
import { openSites, rosterEntries } from '../roster-queries.server.ts';
import { RosterEnded, RosterSaid } from '../schema.ts';
import type { Route } from './+types/roster';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const sites = await openSites(scope, study);
    return {
      study,
      sites: sites.map(({ id, name }) => ({ value: id, label: name })),
      entries: await rosterEntries(scope, study),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted =
    form.get('act') === 'end'
      ? await answerForm('end', { schema: RosterEnded, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => endRosterEntry(scope, study, said));
          return undefined;
        })
      : await answerForm('add', { schema: RosterSaid, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => addToRoster(scope, study, said));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels = {
  siteId: 'Site',
  kind: 'Who or what',
  names: 'Names, one a line',
  pseudonym: 'What stands for them',
};
const done: Readonly<Record<string, string>> = { add: 'It is on the roster', end: 'It is off the roster' };

export default function Roster({ loaderData: { study, sites, entries, done: act }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/participants"
      below="Roster"
      title="Roster"
      lead="Whom and what people of a site speak of: teachers, hospitals, towns. Each is found in every transcript, and the same word stands for it in all of them. Participants and schools are looked for without being listed here."
      hasErrors={errors.length > 0}
    >
      {act && Object.hasOwn(done, act) && <Note kind="success" title={done[act]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {sites.length === 0 ? (
        <Empty title="Not yours to read">
          Research staff and moderators whom the study names for a site keep its roster, if they do not teach there.
        </Empty>
      ) : (
        <>
          {entries.length > 0 && (
            <Table
              caption="On the roster"
              isCaptionHidden
              rows={entries}
              rowKey={({ id }) => id}
              columns={[
                { key: 'pseudonym', label: 'What stands for them', cell: ({ pseudonym }) => pseudonym },
                { key: 'names', label: 'Names', cell: ({ names }) => names.join('; ') },
                { key: 'kind', label: 'Who or what', cell: ({ kind }) => (kind === 'person' ? 'A person' : 'A place or institution') },
                { key: 'site', label: 'Site', cell: ({ site }) => site },
                {
                  key: 'end',
                  label: 'Take off',
                  phone: 'line',
                  cell: ({ id, pseudonym }) => (
                    <form method="post">
                      <input type="hidden" name="entryId" value={id} />
                      <Button kind="quiet" name="act" value="end">
                        Take off<span className="visually-hidden"> {pseudonym}</span>
                      </Button>
                    </form>
                  ),
                },
              ]}
            />
          )}
          <Add sites={sites} values={actionData?.act === 'add' ? actionData.values : {}} errors={errors} />
        </>
      )}
    </StudyPage>
  );
}

type AddProps = { sites: { value: string; label: string }[]; values: Readonly<Record<string, string>>; errors: readonly FormError[] };

function Add({ sites, values, errors }: AddProps) {
  const shared = fieldsOf(labels, values, errors);
  return (
    <Section title="Add to the roster">
      <form method="post" className="form" noValidate>
        <Field kind="select" {...shared('siteId')} value={values.siteId ?? sites[0]!.value} options={sites} />
        <Field
          kind="radios"
          {...shared('kind')}
          value={values.kind ?? 'person'}
          options={[
            { value: 'person', label: 'A person' },
            { value: 'place', label: 'A place or institution' },
          ]}
        />
        <Field
          kind="textarea"
          {...shared('names')}
          rows={3}
          help="As people write and say them. Short forms and near spellings are found by themselves."
        />
        <Field {...shared('pseudonym')} help="Another name for a person; a word in brackets such as [hospital] for a place." />
        <p className="bar">
          <Button kind="primary" name="act" value="add">
            Add to the roster
          </Button>
        </p>
      </form>
    </Section>
  );
}
