import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Field } from '#app/ui/field.tsx';
import { FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { Table } from '#app/ui/table.tsx';
import { tellNow } from '../../../attendance/notices/jobs.server.ts';
import { registrationOf } from '../../../attendance/occasion.ts';
import { openOwnPlace } from '../../../attendance/places/commands.server.ts';
import { zoneOf } from '../../../members/queries.server.ts';
import { facultyActor, inFaculty } from '../../in-faculty.server.ts';
import { mayEnrol, mayKeepSomeProgramme } from '../../rules.ts';
import { cancelDate, cancelOffering, dropOffering, enrol, leaveOffering, publishOffering } from '../commands.server.ts';
import { whenWords } from '../offering.ts';
import { DateTable, OfferingFacts } from '../parts/offering-facts.tsx';
import { wholeOffering } from '../queries.server.ts';
import { CallOff, CallOffDate, EnrolForm } from '../schema.ts';
import type { Route } from './+types/offering';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inFaculty({ context, request, offering: params.offering }, async (scope) => {
    const { offering, dates, ...rest } = await wholeOffering(scope, params.offering);
    const now = new Date();
    const first = dates.find(({ id }) => id === offering.occasionId)!;
    const facts = {
      ...offering,
      takesRegistration: true,
      registrationOpensAt: null,
      registrationClosesAt: offering.closesAt,
      endsAt: first.endsAt,
    };
    return {
      ...{
        offering,
        dates,
        ...rest,
        zone: await zoneOf(scope),
        mayEnrol: mayEnrol(scope.actor),
        mayPlan: mayKeepSomeProgramme(scope.actor),
      },
      registration: registrationOf(facts, { now, taken: offering.confirmed, waiting: offering.waiting }),
      toCome: dates.filter(({ status, endsAt }) => status === 'published' && endsAt > now).map(({ id }) => id),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const slug = params.offering;
  const actor = await facultyActor({ context, request, offering: slug });
  const form = await request.formData();
  const act = String(form.get('act'));
  const told = async (work: Promise<unknown>) => {
    await work;
    await tellNow();
    return undefined;
  };
  const plain = { schema: z.object({}), form };
  const acts: Readonly<Record<string, () => Promise<Acted>>> = {
    publish: () => answerForm(act, plain, () => as(actor, (scope) => publishOffering(scope, slug)).then(() => undefined)),
    enrol: () => answerForm(act, { schema: EnrolForm, form }, (said) => told(as(actor, (scope) => enrol(scope, slug, said)))),
    leave: () => answerForm(act, plain, () => told(as(actor, (scope) => leaveOffering(scope, slug)))),
    cancel: () =>
      answerForm(act, { schema: CallOff, form }, ({ because }) => told(as(actor, (scope) => cancelOffering(scope, slug, because)))),
    'cancel-date': () =>
      answerForm(act, { schema: CallOffDate, form }, (said) => told(as(actor, (scope) => cancelDate(scope, slug, said)))),
  };
  if (act === 'open' || act === 'drop') {
    const gone = await refusalOf(() =>
      as(actor, async (scope) => {
        if (act === 'open') return `/places/${await openOwnPlace(scope, (await wholeOffering(scope, slug)).own?.placeId ?? '')}`;
        await dropOffering(scope, slug);
        return '/w/faculty?done=drop';
      }),
    );
    return gone.ok
      ? redirect(gone.value)
      : data({ act, errors: [{ field: '', message: gone.message }], values: {} }, { status: gone.status });
  }
  const acted = await (Object.hasOwn(acts, act) ? acts[act]!() : undefined);
  if (!acted) return data({ act, errors: [{ field: '', message: 'Choose what to do.' }], values: {} }, { status: 400 });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = {
  plan: 'The draft is kept. Look it through, then publish it',
  change: 'The offering is saved',
  publish: 'The offering is published, and people can enrol',
  leave: 'You gave your place back, with every date that is still to come',
  cancel: 'What was still to come is called off, and whoever enrolled is told',
  'cancel-date': 'The date is called off, and whoever enrolled is told',
};
const labels = { needs: 'What you need to take part', because: 'Why', date: 'Date' };
const closed = {
  none: 'It is a draft: nobody can enrol yet.',
  'not-yet': 'Enrolment is not open yet.',
  closed: 'Enrolment is closed.',
  cancelled: 'It was called off.',
  over: 'Its first date is over, so nobody enrols any more.',
};

type Shown = Route.ComponentProps['loaderData'];

export default function OfferingPage({ loaderData, actionData }: Route.ComponentProps) {
  const { offering, dates, trainers, zone, mayRun, maySeePeople } = loaderData;
  const { slug, title, description, programmeSlug, publishedAt, isSample, cancelledBecause, status } = offering;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const isDraft = publishedAt === null;
  return (
    <Page
      title={title}
      lead={whenWords(dates)}
      status={
        [isDraft && 'A draft: nobody sees it before you publish it', isSample && 'Invented sample'].filter(Boolean).join('\u00a0· ') ||
        undefined
      }
      crumbs={[
        { label: 'Faculty', to: '/w/faculty' },
        { label: offering.programme, to: `/w/faculty/programmes/${programmeSlug}` },
        { label: title },
      ]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${title} · Concord`}</title>
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {status === 'cancelled' && (
        <Note kind="danger" title="This was called off">
          {cancelledBecause ?? undefined}
        </Note>
      )}
      <OfferingFacts offering={offering} dates={dates} programmePage={`/w/faculty/programmes/${programmeSlug}`} />
      {!isDraft && <OwnPlace {...loaderData} needs={values.needs} errors={errors} />}
      {description && <Prose markdown={description} />}
      <Section title="Dates">
        <DateTable dates={dates} zone={zone} />
      </Section>
      {trainers.length > 0 && (
        <Section title="Who teaches">
          <ul className="names">
            {trainers.map(({ personId, name, part }) => (
              <li key={personId}>
                {name}
                {part === 'co-facilitator' && <span className="muted">, co-facilitates</span>}
                {personId === offering.leaderId && <span className="muted">, leads it</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {!isDraft && maySeePeople && (
        <Section title="Who comes">
          <p className="bar">
            <ButtonLink href={`/w/faculty/offerings/${slug}/enrolment`}>Who enrolled</ButtonLink>
            {mayRun && <ButtonLink href={`/w/faculty/offerings/${slug}/evaluation`}>Evaluation</ButtonLink>}
          </p>
          {mayRun && <DateWays dates={dates} />}
        </Section>
      )}
      {mayRun && <Running {...loaderData} because={values.because} errors={errors} />}
    </Page>
  );
}

/** For each date what whoever runs it needs on the day, and after. */
function DateWays({ dates }: Pick<Shown, 'dates'>) {
  const ways = [
    { to: 'room', label: 'Code in the room' },
    { to: 'attendance', label: 'Who was there' },
    { to: 'places', label: 'Places' },
  ];
  return (
    <Table
      caption="On each date"
      isCaptionHidden
      rows={dates}
      rowKey={({ id }) => id}
      columns={[
        { key: 'when', label: 'When', cell: ({ startsAt, endsAt, timeZone }) => dayAndSpan(startsAt, endsAt, timeZone) },
        {
          key: 'ways',
          label: 'Open',
          phone: 'line',
          cell: ({ id }) => (
            <span className="bar">
              {ways.map(({ to, label }) => (
                <a key={to} href={`/w/occasions/${id}/${to}`}>
                  {label}
                </a>
              ))}
            </span>
          ),
        },
      ]}
    />
  );
}

type Typed = { errors: ReadonlyArray<{ field: string; message: string }> };

/** The reader's own place, or the form that takes one; it works without script, on a phone. */
function OwnPlace({
  own,
  registration,
  offering,
  dates,
  mayEnrol: isAllowed,
  needs,
  errors,
  done: act,
  toCome,
}: Shown & Typed & { needs: string | undefined }) {
  const shared = fieldsOf(labels, { needs }, errors);
  if (own)
    return (
      <Note
        kind={own.state === 'confirmed' ? 'success' : 'attention'}
        title={own.state === 'confirmed' ? 'You have a place, at every date' : 'You are on the waiting list, for every date'}
        isAnswer={act === 'enrol'}
      >
        <p>
          {own.state === 'confirmed'
            ? 'A mail has the dates. Reminders come a week, a day and an hour before each.'
            : 'When a place comes free and it is your turn, it is yours at once, and a mail tells you.'}
        </p>
        <form method="post" className="bar">
          {own.placeId !== null && (
            <Button name="act" value="open">
              Open my place: links, calendar
            </Button>
          )}
          {toCome.length > 0 && (
            <AskedButton id="leave" opens="Give my place back" title="Give your place back?" value="leave" act="Give it back">
              <p>You give back every date that is still to come. Whoever waits first has the place then.</p>
            </AskedButton>
          )}
        </form>
      </Note>
    );
  if (registration !== 'open' && registration !== 'full') return <p>{closed[registration]}</p>;
  if (!isAllowed) return <p>It is for members who teach.</p>;
  return (
    <form method="post" className="form">
      {registration === 'full' && (
        <p>
          All {offering.capacity} places are taken. On the waiting list you have a place as soon as one comes free and it is your turn, at
          all of its dates.
        </p>
      )}
      <Field
        kind="textarea"
        rows={2}
        {...shared('needs')}
        isOptional
        help="Captions, an interpreter, a step-free room. Those who run it read this."
      />
      <p className="bar">
        <Button kind="primary" name="act" value="enrol">
          {registration === 'full' ? 'Join the waiting list' : `Enrol in ${dates.length === 1 ? 'it' : 'all its dates'}`}
        </Button>
      </p>
      <p className="muted small">
        Whoever runs it and teaches there sees your name, and so does the lead of your school. Who was there is kept for two years, so that
        steps can be confirmed.
      </p>
    </form>
  );
}

/** What whoever runs an offering can do with it. */
function Running({ offering, dates, toCome, mayPlan, because, errors }: Shown & Typed & { because: string | undefined }) {
  const { slug, publishedAt, status, opensTo, programmeSlug, occasionId } = offering;
  const shared = fieldsOf(labels, { because }, errors);
  const others = dates.filter(({ id }) => id !== occasionId && toCome.includes(id));
  return (
    <Section title="Run it">
      <form method="post" className="bar">
        {publishedAt === null && (
          <Button kind="primary" name="act" value="publish">
            Publish, and open enrolment
          </Button>
        )}
        {status !== 'cancelled' && <ButtonLink href={`/w/faculty/offerings/${slug}/edit`}>Change it, or move a date</ButtonLink>}
        {publishedAt !== null && opensTo === 'all' && <a href={`/faculty/${slug}`}>The public page</a>}
        {mayPlan && <a href={`/w/faculty/offerings/new?programme=${programmeSlug}&copy=${slug}`}>Plan another like it</a>}
        {publishedAt === null && (
          <AskedButton id="drop" opens="Take the draft away" title="Take this draft away?" value="drop" act="Take it away for good">
            <p>What was written of this offering is gone then. Nobody can bring it back.</p>
          </AskedButton>
        )}
      </form>
      {publishedAt !== null && toCome.length > 0 && (
        <details open={because !== undefined}>
          <summary>Call it off, or one of its dates</summary>
          <form method="post" className="form" noValidate>
            <Field kind="textarea" rows={2} {...shared('because')} help="It is mailed to everybody who enrolled." />
            {others.length > 0 && (
              <Field
                kind="select"
                {...shared('date')}
                options={others.map(({ id, startsAt, endsAt, timeZone }) => ({ value: id, label: dayAndSpan(startsAt, endsAt, timeZone) }))}
              />
            )}
            <p className="bar">
              {others.length > 0 && (
                <Button kind="danger" name="act" value="cancel-date">
                  Call off this date
                </Button>
              )}
              <Button kind="danger" name="act" value="cancel">
                Call off all that is to come
              </Button>
            </p>
          </form>
        </details>
      )}
    </Section>
  );
}
