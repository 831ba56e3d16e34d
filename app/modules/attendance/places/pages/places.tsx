import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { writeToPlaces } from '../../commands.server.ts';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { tellNow } from '../../notices/jobs.server.ts';
import { noticeState } from '../../notices/queries.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { Message } from '../../schema.ts';
import { declinePlace } from '../commands.server.ts';
import { placesOf } from '../queries.server.ts';
import { Declining, PlaceSearch, placePageSize } from '../schema.ts';
import type { Route } from './+types/places';

export function loader(asked: Route.LoaderArgs) {
  const url = new URL(asked.request.url);
  const search = PlaceSearch.parse(Object.fromEntries(url.searchParams));
  return inOccasion(asked, async (scope, occasion) => ({
    occasion,
    search,
    address: url.search,
    found: await placesOf(scope, occasion, search),
    notices: await noticeState(scope, occasion.id),
    done: url.searchParams.get('done'),
    told: Number(url.searchParams.get('told') ?? 0),
  }));
}

export async function action(asked: Route.ActionArgs) {
  const actor = await occasionActor(asked);
  const { occasion } = asked.params;
  const form = await asked.request.formData();
  const acted =
    form.get('act') === 'decline'
      ? await answerForm('decline', { schema: Declining, form }, async (said) => {
          await as(actor, (scope) => declinePlace(scope, occasion, said));
          return undefined;
        })
      : await answerForm(
          'write',
          { schema: Message, form },
          async (said) => `&told=${await as(actor, (scope) => writeToPlaces(scope, occasion, said))}`,
        );
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  await tellNow();
  return redirect(acted.done);
}

const labels: Readonly<Record<string, string>> = { because: 'Why', place: 'Place', subject: 'Subject', words: 'Message', to: 'To whom' };
const states = { confirmed: 'Has a place', waiting: 'Waits', cancelled: 'Gave it back' };

export default function Places({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, search, address, found, notices, done, told } = loaderData;
  const errors = actionData?.errors ?? [];
  const values = actionData?.values ?? {};
  const isFiltered = search.q !== '' || search.state !== '';
  const shared = fieldsOf(labels, values, errors);
  return (
    <OccasionPage
      occasion={occasion}
      here="/places"
      lead="Those who registered, in the order in which they did. Only those who run this see the list."
      hasErrors={errors.length > 0}
    >
      {done === 'decline' && <Note kind="success" title="The place is taken back, and a mail says why" isAnswer />}
      {done === 'write' && <Note kind="success" title={`Your message goes to ${count(told, 'person', 'people')}`} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {found.total === 0 && !isFiltered ? (
        <Empty title="Nobody yet">Whoever registers stands here with name, address and school, and with what they need to take part.</Empty>
      ) : (
        <>
          <form method="get" className="bar fields">
            <Field type="search" name="q" label="Name, address or school" value={search.q} />
            <Field
              kind="select"
              name="state"
              label="State"
              value={search.state}
              options={[{ value: '', label: 'All' }, ...Object.entries(states).map(([value, label]) => ({ value, label }))]}
            />
            <Button>Show</Button>
          </form>
          <Table
            caption="Places in their order"
            isCaptionHidden
            count={count(found.total, 'place', 'places')}
            rows={found.rows}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', label: 'Name', cell: ({ name }) => name ?? 'Forgotten' },
              { key: 'mail', label: 'Address', phone: 'bare', cell: ({ mail }) => mail },
              { key: 'organisation', label: 'School or organisation', phone: 'bare', cell: ({ organisation }) => organisation },
              { key: 'state', label: 'State', cell: ({ state, cancelledBy }) => (cancelledBy === 'host' ? 'Taken back' : states[state]) },
              { key: 'needs', label: 'Needs', cell: ({ needs }) => needs },
              { key: 'madeAt', label: 'Since', cell: ({ madeAt }) => dayIn(madeAt, occasion.timeZone) },
              {
                key: 'act',
                label: 'Act',
                phone: 'line',
                cell: ({ id, state, erasedAt }) =>
                  state !== 'cancelled' && erasedAt === null && <a href={`?take-back=${id}#take-back`}>Take back</a>,
              },
            ]}
          />
          <Pagination page={found.page} size={placePageSize} total={found.total} noun="places" search={address} />
          <Downloads of={`All ${occasion.confirmed + occasion.waiting}`} address={`/w/occasions/${occasion.id}/places`} />
          <Decline {...{ found, address, values, errors }} />
          <Section title="Write to them">
            <p>
              Of all mails about this, {notices.sent} are sent, {notices.waiting} wait
              {notices.failed > 0 && `, and ${notices.failed} could not be sent`}.
            </p>
            <form method="post" className="form" noValidate>
              <Field {...shared('subject')} isWide />
              <Field kind="textarea" rows={6} {...shared('words')} />
              <Field
                kind="select"
                {...shared('to')}
                options={[
                  { value: 'confirmed', label: 'Everybody who has a place' },
                  { value: 'everybody', label: 'Also those who wait' },
                  ...(occasion.recordsAttendance ? [{ value: 'came', label: 'Those who were there' }] : []),
                ]}
              />
              <p className="bar">
                <Button name="act" value="write">
                  Send the message
                </Button>
              </p>
            </form>
          </Section>
        </>
      )}
      <p className="muted small">
        {occasion.mailErasedAt === null
          ? `Names and addresses are erased ${occasion.keepsMailDays} days after the end.`
          : `Names and addresses were erased on ${dayAndTime(occasion.mailErasedAt, occasion.timeZone)}.`}
      </p>
    </OccasionPage>
  );
}

type DeclineProps = Pick<Route.ComponentProps['loaderData'], 'found' | 'address'> & {
  values: Readonly<Record<string, string>>;
  errors: readonly { field: string; message: string }[];
};

function Decline({ found, address, values, errors }: DeclineProps) {
  const chosen = values.place ?? new URLSearchParams(address).get('take-back');
  const place = found.rows.find(({ id }) => id === chosen);
  if (!place) return null;
  return (
    <Section title={`Take back the place of ${place.name ?? 'somebody'}`} id="take-back">
      <form method="post" className="form" noValidate>
        <input type="hidden" name="place" value={place.id} />
        <Field
          kind="textarea"
          rows={2}
          name="because"
          label="Why"
          value={values.because}
          error={errorOf(errors, 'because')}
          help="It is mailed to them."
        />
        <p className="bar">
          <Button kind="danger" name="act" value="decline">
            Take the place back
          </Button>
        </p>
      </form>
    </Section>
  );
}
