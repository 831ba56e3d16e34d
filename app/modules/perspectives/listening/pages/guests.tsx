import { data, redirect } from 'react-router';
import { enqueue } from '#app/platform/jobs.server.ts';
import { forbidden } from '#app/platform/problem.ts';
import { answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayKeepListening } from '../../rules.ts';
import { endGuest, inviteGuest, sendGuestLink } from '../commands.server.ts';
import { listeningMails } from '../jobs.server.ts';
import { guestsOf, listeningRound } from '../queries.server.ts';
import { GuestNamed, NewGuest } from '../schema.ts';
import type { Route } from './+types/guests';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if (!mayKeepListening(scope.actor)) throw forbidden('see the guests of a round', 'The convener does.');
    const round = await listeningRound(scope, params.round);
    return {
      round,
      guests: await guestsOf(scope, round.id),
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const slug = params.round;
  const act = form.get('act') === 'end' ? 'end' : 'again';
  const acted =
    form.get('act') === 'end' || form.get('act') === 'again'
      ? await answerForm(act, { schema: GuestNamed, form }, async ({ guestId }) => {
          await scoped({ context, request }, (scope) => (act === 'end' ? endGuest : sendGuestLink)(scope, { slug, guestId }));
          return undefined;
        })
      : await answerForm('invite', { schema: NewGuest, form }, async (guest) => {
          await scoped({ context, request }, (scope) => inviteGuest(scope, { slug, ...guest }));
          return undefined;
        });
  if (!acted.ok) return data(acted.refused, { status: acted.status });
  await enqueue(listeningMails, {});
  return redirect(acted.done);
}

const done: Readonly<Record<string, string>> = {
  invite: 'The guest is invited. Their mail with a link of their own goes out while the round is open',
  again: 'A new link is on its way to them. The one before opens nothing any more',
  end: 'The invitation is ended. What they said stays as they chose',
};
const labels = { name: 'Name', mail: 'Email address', role: 'Who they are, in a few words' };
export default function Guests({ loaderData: { round, guests, zone, ...loaderData }, actionData }: Route.ComponentProps) {
  const base = `/w/perspectives/${round.slug}`;
  const { errors = [], values = {} } = actionData ?? {};
  const shared = fieldsOf(labels, values, errors);
  return (
    <Page
      title="Guests of the round"
      lead="People without an account whom you would like to hear. Who of them answered is not shown."
      crumbs={[{ label: 'Perspectives', to: '/w/perspectives' }, { label: round.title, to: base }, { label: 'Guests' }]}
    >
      <title>{`${actionData ? 'Error: ' : ''}Guests · ${round.title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && (
        <Note
          kind="success"
          title={round.isSample && loaderData.done === 'invite' ? 'The guest is invited' : done[loaderData.done]!}
          isAnswer
        >
          {round.isSample && 'This round is of the sample, which writes no mail: nobody gets a link.'}
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      {guests.length > 0 && (
        <>
          <Table
            caption="Guests"
            isCaptionHidden
            count={count(guests.length, 'guest', 'guests')}
            rows={guests}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', label: 'Name', cell: ({ name }) => name },
              { key: 'role', label: 'Who they are', phone: 'bare', cell: ({ role }) => role },
              { key: 'mail', label: 'Mail', phone: 'bare', cell: ({ mail }) => <span className="wrap-anywhere">{mail}</span> },
              { key: 'invitedAt', label: 'Invited', cell: ({ invitedAt }) => dayIn(invitedAt, zone) },
              {
                key: 'acts',
                label: 'Invitation',
                phone: 'line',
                cell: ({ id, name, endedAt, linksFrom }) =>
                  endedAt ? (
                    `ended on ${dayIn(endedAt, zone)}`
                  ) : (
                    <form method="post" className="bar">
                      {linksFrom && <span className="muted">link sent again on {dayIn(linksFrom, zone)}</span>}
                      <input type="hidden" name="guestId" value={id} />
                      {round.status === 'open' && !round.isSample && (
                        <Button kind="quiet" name="act" value="again">
                          Send the link again<span className="visually-hidden">: {name}</span>
                        </Button>
                      )}
                      <Button kind="quiet" name="act" value="end">
                        End it<span className="visually-hidden">: {name}</span>
                      </Button>
                    </form>
                  ),
              },
            ]}
          />
          <Downloads of="The guests" address={`${base}/guests`} />
        </>
      )}
      <Section title="Invite a guest">
        <form method="post" className="form" noValidate>
          <Field {...shared('name')} autoComplete="off" />
          <Field type="email" {...shared('mail')} autoComplete="off" />
          <Field
            {...shared('role')}
            help="Others read it, for example “patient and family adviser”. Where fewer than three guests share it and no name is shown, they read “an invited guest”."
          />
          <Button kind="primary">Invite</Button>
        </form>
      </Section>
    </Page>
  );
}
