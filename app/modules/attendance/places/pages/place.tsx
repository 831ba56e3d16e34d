import { data, redirect } from 'react-router';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { publicly, refusalOf, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneChoices } from '../../../members/time-zone.ts';
import { tellNow } from '../../notices/jobs.server.ts';
import { datesTogether } from '../../queries.server.ts';
import { toldTimes } from '../../wall-time.ts';
import { cancelPlace, changePlace, confirmPlace, forgetHolder } from '../commands.server.ts';
import { registerLabels } from '../parts/register-form.tsx';
import { heldBy } from '../queries.server.ts';
import { PlaceForm } from '../schema.ts';
import type { Route } from './+types/place';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { dates, ...held } = await publicly(async (scope) => {
    const held = await heldBy(scope, params.token);
    return { ...held, dates: await datesTogether(scope, held.occasion) };
  });
  const { occasion } = held;
  const { id, title, page, startsAt, endsAt, timeZone, status, waiting, cancelledBecause, keepsMailDays, recordsAttendance, creditBy } =
    occasion;
  const kept = { cancelledBecause, keepsMailDays, recordsAttendance, creditBy };
  const shown = { id, title, page, startsAt, endsAt, timeZone, status, waiting, ...kept, where: occasion.place };
  const isOver = endsAt <= new Date();
  const others = dates
    .filter(({ id: each, status: is }) => each !== id && is !== 'cancelled')
    .map(({ startsAt, endsAt, timeZone, place }) => ({ startsAt, endsAt, timeZone, place }));
  const common = { token: params.token, occasion: shown, others, isOver, done: new URL(request.url).searchParams.get('done') };
  if (held.kind === 'ask') {
    const { name, mail, timeZone: zone } = held.ask;
    return { ...common, ask: { name, mail, timeZone: zone }, place: null, link: null, zones: [] };
  }
  const { place } = held;
  const { state, name, mail, organisation, needs, cancelledBy, cancelledBecause: because, erasedAt } = place;
  return {
    ...common,
    ask: null,
    place: { state, name, mail, organisation, needs, timeZone: place.timeZone, cancelledBy, because, isForgotten: erasedAt !== null },
    link: isOver ? null : held.link,
    zones: zoneChoices(),
  };
}

export async function action({ params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const { token } = params;
  if (act === 'change') {
    const input = parseForm(PlaceForm, form);
    if (!input.ok) return data({ errors: input.errors, values: input.values }, { status: 400 });
    const changed = await refusalOf(() => publicly((scope) => changePlace(scope, token, input.data)));
    return changed.ok ? redirect('?done=change') : refused(changed, typedIn(form));
  }
  const acts = { confirm: confirmPlace, cancel: cancelPlace, forget: forgetHolder };
  const work = Object.hasOwn(acts, act) ? acts[act as keyof typeof acts] : null;
  if (work === null) return data({ errors: [{ field: '', message: 'This button is not of this page.' }], values: {} }, { status: 400 });
  const acted = await refusalOf(() => publicly((scope): Promise<unknown> => work(scope, token)));
  if (!acted.ok) return refused(acted, typedIn(form));
  await tellNow();
  return redirect(`?done=${act}`);
}

function refused({ message, status }: { message: string; status: number }, values: Record<string, string>) {
  return data({ errors: [{ field: '', message }], values }, { status });
}

const dones: Readonly<Record<string, string>> = {
  change: 'Your place is changed',
  cancel: 'You gave your place back',
  forget: 'What said who you are is erased',
};

type Shown = Route.ComponentProps['loaderData'];

export default function Place({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, ask, place, done } = loaderData;
  const { errors = [], values = {} } = actionData ?? {};
  const zone = ask?.timeZone ?? place?.timeZone ?? occasion.timeZone;
  const { inHost, inPicked } = toldTimes(occasion, zone);
  return (
    <Page
      title={ask ? 'Confirm your place' : 'Your place'}
      lead={occasion.title}
      crumbs={[{ label: occasion.title, to: occasion.page }, { label: 'Your place' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${ask ? 'Confirm your place' : 'Your place'} · ${occasion.title}`}</title>
      {done !== null && Object.hasOwn(dones, done) && <Note kind="success" title={dones[done]!} isAnswer />}
      <FormErrors errors={errors} labels={registerLabels} />
      {place && <State {...loaderData} />}
      <Facts
        facts={[
          ['When', inPicked ?? inHost],
          ['Where it is held', inPicked ? inHost : null],
          ['Place', occasion.where || null],
        ]}
      />
      {loaderData.others.length > 0 && (
        <Section title="The other dates of your place">
          <ul>
            {loaderData.others.map((date) => (
              <li key={date.startsAt.toISOString()}>
                {[toldTimes(date, zone).inPicked ?? toldTimes(date, zone).inHost, date.place].filter(Boolean).join('\u00a0· ')}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {ask ? <Confirming {...loaderData} /> : <Own {...loaderData} values={values} errors={errors} />}
    </Page>
  );
}

function attendanceWords({ startsAt, recordsAttendance, creditBy }: Shown['occasion']): string {
  if (startsAt > new Date())
    return [recordsAttendance && 'Code in the room', creditBy && 'Ask for credit'].filter(Boolean).join(', ') || 'Your attendance';
  return creditBy ? 'Your attendance, credit and certificate' : 'Your attendance and certificate';
}

function Confirming({ ask }: Shown) {
  return (
    <form method="post" className="form">
      <p>
        This place was asked for with the address {ask?.mail}, by {ask?.name}. Was it you?
      </p>
      <p className="bar">
        <Button kind="primary" name="act" value="confirm">
          Confirm my place
        </Button>
      </p>
      <p className="muted">If it was not you, close this page: nothing happens without the button.</p>
    </form>
  );
}

function State({ place, occasion, isOver, done }: Shown) {
  if (!place) return null;
  const isAnswer = done === 'confirm';
  if (occasion.status === 'cancelled')
    return (
      <Note kind="attention" title="This was cancelled">
        {occasion.cancelledBecause ?? undefined}
      </Note>
    );
  if (place.state === 'cancelled')
    return place.cancelledBy === 'host' ? (
      <Note kind="attention" title="Your place was taken back">
        {place.because ?? undefined}
      </Note>
    ) : (
      <p>You gave this place back. {!isOver && <a href={`/occasions/${occasion.id}/register`}>Register again</a>}</p>
    );
  if (place.state === 'waiting')
    return (
      <Note kind="attention" title="You are on the waiting list" isAnswer={isAnswer}>
        All places are taken; {occasion.waiting === 1 ? 'you alone wait' : `${occasion.waiting} wait`}. When a place comes free and it is
        your turn, it is yours at once, and a mail tells you.
      </Note>
    );
  return isOver ? null : <Note kind="success" title="You have a place" isAnswer={isAnswer} />;
}

function Own({
  token,
  place,
  link,
  occasion,
  others,
  isOver,
  zones,
  values,
  errors,
}: Shown & { values: Record<string, string>; errors: readonly FormError[] }) {
  if (!place) return null;
  const isLive = place.state !== 'cancelled' && occasion.status !== 'cancelled';
  const { name, organisation, needs, timeZone } = place;
  const kept = { name: name ?? '', organisation: organisation ?? '', needs: needs ?? '', timeZone };
  const shared = fieldsOf(registerLabels, { ...kept, ...values }, errors);
  return (
    <>
      {isLive && link && (
        <Section title="Join">
          <p>
            <a href={link.url} rel="noreferrer">
              {link.url}
            </a>
          </p>
          {link.words && <p>{link.words}</p>}
          <p className="muted small">It is for you alone: please do not pass it on.</p>
        </Section>
      )}
      {isLive && !isOver && (
        <p className="bar">
          <ButtonLink href={`/places/${token}/calendar.ics`} download>
            Put it into my calendar
          </ButtonLink>
        </p>
      )}
      {isLive && (occasion.startsAt <= new Date() || occasion.recordsAttendance || occasion.creditBy !== '') && (
        <Section title={occasion.startsAt <= new Date() ? 'Afterwards' : 'Attendance'}>
          <p>
            {occasion.startsAt <= new Date() && (
              <>
                <a href={`/places/${token}/evaluation`}>Say what you think of it</a> ·{' '}
              </>
            )}
            <a href={`/places/${token}/attendance`}>{attendanceWords(occasion)}</a>
          </p>
        </Section>
      )}
      {isLive && !isOver && !place.isForgotten && (
        <Section title="Change">
          <form method="post" className="form" noValidate>
            <Field {...shared('name')} autoComplete="name" />
            <Field {...shared('organisation')} autoComplete="organization" />
            <Field kind="select" {...shared('timeZone')} options={zones} />
            <Field kind="textarea" rows={2} {...shared('needs')} isOptional />
            <p className="bar">
              <Button name="act" value="change">
                Save
              </Button>
            </p>
          </form>
          <form method="post" className="form">
            <p>
              Can you not come? Then somebody who waits can.
              {others.length > 0 && ' One place is for all its dates, so you give back every date that is still to come.'}
            </p>
            <p className="bar">
              <Button kind="danger" name="act" value="cancel">
                Give my place back
              </Button>
            </p>
          </form>
        </Section>
      )}
      <Section title="What is kept of you">
        {place.isForgotten ? (
          <p>Nothing that says who you are.</p>
        ) : (
          <form method="post" className="form">
            <p>
              Your name, the address {place.mail}, your school or organisation, and what you wrote that you need. Those who run this see it,
              and nobody else. It is erased {occasion.keepsMailDays} days after{' '}
              {dayAndSpan(occasion.startsAt, occasion.endsAt, place.timeZone)}; or now, at once
              {isLive && !isOver && ', which gives your place back'}.
            </p>
            <div className="bar">
              <AskedButton id="forget" opens="Erase what says who I am" title="Erase it now?" value="forget" act="Erase it for good">
                <p>
                  Nobody can bring it back, and no mail reaches you about this any more{isLive && !isOver && '; your place becomes free'}.
                </p>
              </AskedButton>
            </div>
          </form>
        )}
      </Section>
    </>
  );
}
