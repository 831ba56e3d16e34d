import { data, redirect } from 'react-router';
import { parseForm } from '#app/platform/form.ts';
import { answerForm, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day, dayAndSpan } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { openOwnPlace } from '../../places/commands.server.ts';
import { removeOwnCertificate } from '../commands.server.ts';
import { type OwnPlaces as Own, ownPlaces } from '../own-queries.server.ts';
import { OwnPlace, Removal } from '../schema.ts';
import type { Route } from './+types/own-places';

export function loader({ context, request }: Route.LoaderArgs) {
  const done = new URL(request.url).searchParams.get('done');
  return scoped({ context, request }, async (scope) => ({ ...(await ownPlaces(scope, new Date())), zone: await zoneOf(scope), done }));
}

/** Removes a certificate, or leads to a page of the place, which a link of its own opens, as one that was mailed does. */
export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  if (form.get('act') === 'remove') {
    const acted = await answerForm('remove', { schema: Removal, form }, ({ certificate }) =>
      scoped({ context, request }, (scope) => removeOwnCertificate(scope, certificate)).then(() => undefined),
    );
    return acted.ok ? redirect(`/w/places${acted.done}`) : data({ errors: acted.refused.errors }, { status: acted.status });
  }
  const input = parseForm(OwnPlace, form);
  if (!input.ok) return data({ errors: input.errors }, { status: 400 });
  const { place, go } = input.data;
  const opened = await refusalOf(() => scoped({ context, request }, (scope) => openOwnPlace(scope, place)));
  if (!opened.ok) return data({ errors: [{ field: '', message: opened.message }] }, { status: opened.status });
  return redirect(`/places/${opened.value}${go && `/${go}`}`);
}

export default function OwnPlaces({ loaderData, actionData }: Route.ComponentProps) {
  const { coming, past, certificates, zone, done } = loaderData;
  return (
    <Page title="Your places" lead="Where you have a place, what you came to, and the certificates that were given to you.">
      <title>Your places · Concord</title>
      {done === 'remove' && <Note kind="success" title="The certificate is removed; its address says nothing any more" isAnswer />}
      <FormErrors errors={actionData?.errors ?? []} />
      <Section title="Coming">
        {coming.length === 0 ? (
          <Empty title="You have no place yet">
            When you register for something while you are signed in, it stands here with its calendar file. <a href="/forum">The forum</a>
          </Empty>
        ) : (
          <Table
            caption="Coming, the next first"
            isCaptionHidden
            count={count(coming.length, 'place', 'places')}
            rows={coming}
            rowKey={({ id }) => id}
            columns={[
              ...common(zone),
              { key: 'state', label: 'State', phone: 'bare', cell: (place) => stateOf(place) },
              {
                key: 'act',
                label: 'Act',
                phone: 'line',
                cell: ({ id, title, status }) => (
                  <Go
                    id={id}
                    title={title}
                    to={[['', 'Open'], ...(status === 'published' ? [['calendar.ics', 'Calendar file'] as const] : [])]}
                  />
                ),
              },
            ]}
          />
        )}
      </Section>
      {past.length > 0 && (
        <Section title="Past">
          <Table
            caption="Past, the newest first"
            isCaptionHidden
            count={count(past.length, 'place', 'places')}
            rows={past}
            rowKey={({ id }) => id}
            columns={[
              ...common(zone),
              { key: 'there', label: 'Attendance', phone: 'bare', cell: (place) => attendanceOf(place) },
              {
                key: 'act',
                label: 'Act',
                phone: 'line',
                cell: ({ id, title, isAsked }) => (
                  <Go
                    id={id}
                    title={title}
                    to={[...(isAsked ? [['evaluation', 'Say what you think'] as const] : []), ['attendance', 'Attendance']]}
                  />
                ),
              },
            ]}
          />
        </Section>
      )}
      {coming.length + past.length > 0 && <Downloads of="All your places" address="/w/places" />}
      {certificates.length > 0 && (
        <Section title="Certificates">
          <Table
            caption="Certificates, the newest first"
            isCaptionHidden
            count={count(certificates.length, 'certificate', 'certificates')}
            rows={certificates}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'What', cell: ({ code, kind, title }) => <a href={`/certificates/${code}`}>{`${kind}: ${title}`}</a> },
              { key: 'day', label: 'Day', cell: ({ onDay }) => day(onDay) },
              { key: 'state', label: 'State', cell: ({ revokedAt, validUntil }) => standing(revokedAt, validUntil) },
              { key: 'act', label: 'Act', phone: 'line', cell: (certificate) => <Remove {...certificate} /> },
            ]}
          />
          <p className="muted">
            Whoever has the address of a certificate can read it. It stays when your place is erased, until you remove it.
          </p>
        </Section>
      )}
    </Page>
  );
}

function standing(revokedAt: Date | null, validUntil: string | null): string {
  if (revokedAt !== null) return 'revoked';
  return validUntil === null ? 'stands' : `valid until ${day(validUntil)}`;
}

function Remove({ id, title }: { id: string; title: string }) {
  return (
    <form method="post" className="bar">
      <input type="hidden" name="certificate" value={id} />
      <AskedButton
        id={`remove-${id}`}
        opens="Remove"
        title={`Remove the certificate of “${title}”?`}
        value="remove"
        act="Remove it for good"
      >
        <p>
          Its address and its files say nothing any more, to anybody. Nobody can bring it back; whoever gave it would have to give another.
        </p>
      </AskedButton>
    </form>
  );
}

type Place = Own['coming'][number];

function common(zone: string) {
  return [
    { key: 'title', label: 'What', cell: ({ title, page }: Place) => <a href={page}>{title}</a> },
    { key: 'when', label: 'When', cell: ({ startsAt, endsAt }: Place) => dayAndSpan(startsAt, endsAt, zone) },
  ];
}

function stateOf({ state, status }: Place): string {
  if (status === 'cancelled') return 'It was cancelled';
  return state === 'waiting' ? 'You are on the waiting list' : 'You have a place';
}

function attendanceOf({ state, status, recordsAttendance, came, minutes }: Place): string {
  if (status === 'cancelled') return 'It was cancelled';
  if (state === 'waiting') return 'You were on the waiting list';
  if (!recordsAttendance) return 'Not recorded';
  if (came === null) return 'Nothing is recorded of you yet';
  return `${came ? 'You were there' : 'Not long enough'}: ${count(minutes ?? 0, 'minute', 'minutes')}`;
}

function Go({ id, title, to }: { id: string; title: string; to: ReadonlyArray<readonly [string, string]> }) {
  return (
    <form method="post" className="bar">
      <input type="hidden" name="place" value={id} />
      {to.map(([go, label]) => (
        <Button key={go} name="go" value={go} aria-label={`${label}: ${title}`}>
          {label}
        </Button>
      ))}
    </form>
  );
}
