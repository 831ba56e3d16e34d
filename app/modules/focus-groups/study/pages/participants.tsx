import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { actorOf, answerForm, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Defined } from '../../parts/defined.tsx';
import { mayAskForOriginals, mayKeepParticipants } from '../../rules.ts';
import { inStudy } from '../in-study.server.ts';
import { readKey } from '../key-queries.server.ts';
import { addParticipant } from '../participant-commands.server.ts';
import { StudyPage } from '../parts/study-page.tsx';
import { type Participant, participants } from '../people-queries.server.ts';
import { studyNamed } from '../queries.server.ts';
import { type Recruited, recruitment } from '../recruitment.ts';
import { KeyReading, ParticipantSaid } from '../schema.ts';
import { studySites } from '../site-queries.server.ts';
import type { Route } from './+types/participants';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const sites = await studySites(scope, study);
    return {
      study,
      people: await participants(scope, study),
      sites: sites.filter(({ isKept }) => isKept).map(({ id, name }) => ({ value: id, label: name })),
      mayAdd: mayKeepParticipants(study),
      mayAsk: mayAskForOriginals(study),
      isAdded: new URL(request.url).searchParams.get('done') === 'add',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('act') === 'key') {
    form.set('participantIds', form.getAll('participant').join(';'));
    const asked = parseForm(KeyReading, form);
    if (!asked.ok) return data({ act: 'key', errors: asked.errors, values: asked.values, key: null }, { status: 400 });
    const read = await refusalOf(() => inStudy(actor, params.study, (scope, study) => readKey(scope, study, asked.data)));
    if (read.ok) return { act: 'key', errors: [], values: {}, key: read.value };
    return data({ act: 'key', errors: [{ field: '', message: read.message }], values: typedIn(form), key: null }, { status: read.status });
  }
  const acted = await answerForm('add', { schema: ParticipantSaid, form }, async (said) => {
    await inStudy(actor, params.study, (scope, study) => addParticipant(scope, study, said));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data({ ...acted.refused, key: null }, { status: acted.status });
}

const labels = {
  siteId: 'Site',
  pseudonym: 'Pseudonym',
  askedHow: 'How they were asked',
  name: 'Name, for the key',
  mail: 'Email address, for the key',
  why: 'Why you read it',
};
const states = { asked: 'Asked', agreed: 'Agreed', declined: 'Declined', withdrawn: 'Withdrew' };

export default function Participants({ loaderData, actionData }: Route.ComponentProps) {
  const { study, people, sites, mayAdd, mayAsk, isAdded } = loaderData;
  const errors = actionData?.errors ?? [];
  const base = `/w/focus-groups/${study.slug}/participants`;
  return (
    <StudyPage
      study={study}
      here="/participants"
      title="Participants"
      lead="By pseudonym. Who somebody is stands apart from everything else, and every reading of it is written down."
      hasErrors={errors.length > 0}
    >
      {isAdded && <Note kind="success" title="The participant is added" isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {people.length === 0 ? (
        <Empty title="Nobody yet">
          {mayAdd
            ? 'Add those who are asked to take part, once the approval of their site covers today.'
            : 'The study’s leads and research staff add whom they ask.'}
        </Empty>
      ) : (
        <>
          <Table
            caption="Participants by pseudonym"
            isCaptionHidden
            count={count(people.length, 'participant', 'participants')}
            rows={people}
            rowKey={({ id }) => id}
            columns={[
              { key: 'pseudonym', label: 'Pseudonym', cell: ({ id, pseudonym }) => <a href={`${base}/${id}`}>{pseudonym}</a> },
              { key: 'site', label: 'Site', phone: 'bare', cell: ({ site }) => site },
              { key: 'state', label: 'State', phone: 'bare', cell: ({ state }) => states[state] },
              { key: 'quote', label: 'May be quoted', cell: ({ mayQuote }) => (mayQuote ? 'yes' : 'no') },
              { key: 'reason', label: 'Why they did not take part', cell: ({ reason }) => reason },
            ]}
          />
          <Downloads of={`All ${people.length}`} address={base} />
          <Asked sites={recruitment(people)} />
        </>
      )}
      {mayAdd && sites.length > 0 && (
        <Add sites={sites} mayWriteKey={mayAsk} values={actionData?.act === 'add' ? actionData.values : {}} errors={errors} />
      )}
      {mayAsk && people.length > 0 && (
        <Key people={people} found={actionData?.key ?? null} values={actionData?.act === 'key' ? actionData.values : {}} errors={errors} />
      )}
    </StudyPage>
  );
}

function Asked({ sites }: { sites: Recruited[] }) {
  return (
    <Section title="How the asking went" id="asked">
      <Table
        caption="Persons by site"
        isCaptionHidden
        rows={sites}
        rowKey={({ siteId }) => siteId}
        columns={[
          { key: 'site', label: 'Site', cell: ({ site }) => site },
          { key: 'asked', label: 'Asked', isNumber: true, cell: ({ asked }) => asked },
          { key: 'unanswered', label: 'No answer yet', isNumber: true, cell: ({ unanswered }) => unanswered },
          { key: 'declined', label: 'Declined', isNumber: true, cell: ({ declined }) => declined },
          { key: 'absent', label: 'Agreed, did not come', isNumber: true, cell: ({ absent }) => absent },
          { key: 'came', label: 'Came', isNumber: true, cell: ({ came }) => came },
          { key: 'withdrawn', label: 'Withdrew', isNumber: true, cell: ({ withdrawn }) => withdrawn },
          {
            key: 'reasons',
            label: 'Reasons given',
            cell: ({ reasons }) => reasons.map(([reason, persons]) => `${reason} (${persons})`).join('; ') || 'none',
          },
        ]}
      />
      <Defined figures={['recruitment']} />
    </Section>
  );
}

type AddProps = {
  sites: { value: string; label: string }[];
  mayWriteKey: boolean;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
};

function Add({ sites, mayWriteKey, values, errors }: AddProps) {
  const shared = fieldsOf(labels, values, errors);
  return (
    <Section title="Add a participant">
      <form method="post" className="form" noValidate>
        <Field kind="select" {...shared('siteId')} options={[{ value: '', label: 'Choose' }, ...sites]} />
        <Field {...shared('pseudonym')} help="A name that is nobody’s, one for a person in all sessions." />
        <Field {...shared('askedHow')} isOptional help="For example by a mail to the whole class." />
        {mayWriteKey && (
          <>
            <Field {...shared('name')} isOptional />
            <Field type="email" {...shared('mail')} isOptional />
          </>
        )}
        <p className="bar">
          <Button kind="primary" name="act" value="add">
            Add the participant
          </Button>
        </p>
      </form>
    </Section>
  );
}

type KeyProps = {
  people: Participant[];
  found: readonly { participantId: string; name: string; mail: string }[] | null;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
};

function Key({ people, found, values, errors }: KeyProps) {
  const pseudonymOf = new Map(people.map(({ id, pseudonym }) => [id, pseudonym]));
  // The list of people is long, so the focus brings the answer into sight, as it does a mistake.
  const focus = { autoFocus: true };
  return (
    <Section title="The key" id="key">
      {found && (
        <div role="status" tabIndex={-1} {...focus}>
          {found.length === 0 ? (
            <p>The key has no entry for them.</p>
          ) : (
            <Table
              caption="Who they are"
              rows={[...found]}
              rowKey={({ participantId }) => participantId}
              columns={[
                { key: 'pseudonym', label: 'Pseudonym', cell: ({ participantId }) => pseudonymOf.get(participantId) },
                { key: 'name', label: 'Name', cell: ({ name }) => name },
                { key: 'mail', label: 'Email address', cell: ({ mail }) => mail },
              ]}
            />
          )}
        </div>
      )}
      <form method="post" className="form" noValidate>
        <Field
          kind="checkboxes"
          name="participant"
          label="Whom you ask for"
          values={(values.participantIds ?? '').split(';')}
          options={people.map(({ id, pseudonym, site }) => ({ value: id, label: `${pseudonym}, ${site}` }))}
          isWide
        />
        <Field name="why" label={labels.why} value={values.why} error={errorOf(errors, 'why')} help="It is written down with your name." />
        <p className="bar">
          <Button name="act" value="key">
            Read who they are
          </Button>
        </p>
      </form>
    </Section>
  );
}
