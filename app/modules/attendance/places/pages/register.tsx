import { data, redirect } from 'react-router';
import { actingFor } from '#app/platform/actor.ts';
import { ownAddress } from '#app/platform/config.server.ts';
import { addressed, parseForm, typedIn } from '#app/platform/form.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMailLater } from '#app/platform/mail.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { answering, memberContext, publicly, refusalOf, requestContext, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneChoices } from '../../../members/time-zone.ts';
import { tellNow } from '../../notices/jobs.server.ts';
import { isForMembers, type Registration, registrationOf } from '../../occasion.ts';
import { occasionOf } from '../../queries.server.ts';
import { OccasionPath } from '../../schema.ts';
import { askForPlace, openOwnPlace, takePlace } from '../commands.server.ts';
import { RegisterForm, registerLabels } from '../parts/register-form.tsx';
import { ownPlaceAt } from '../queries.server.ts';
import { RegisterForm as Registering, TakeForm } from '../schema.ts';
import type { Route } from './+types/register';

export const headers = unkeptHeaders;

function actorHere(context: Route.LoaderArgs['context']) {
  const member = context.get(memberContext);
  return member && actingFor(member, member.schools[0]?.slug ?? null);
}
function occasionIn(params: Route.LoaderArgs['params']): Promise<string> {
  return answering(async () => addressed(OccasionPath, params, 'This occasion').occasion);
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const id = await occasionIn(params);
  const occasion = await publicly((scope) => occasionOf(scope, id));
  if (isForMembers(occasion)) throw redirect(occasion.page);
  const actor = actorHere(context);
  const { title, summary, page, startsAt, endsAt, timeZone, place, audience, keepsMailDays, confirmed, waiting, capacity } = occasion;
  return {
    occasion: { id, title, summary, page, startsAt, endsAt, timeZone, place, audience, keepsMailDays, waiting, capacity },
    registration: registrationOf(occasion, { now: new Date(), taken: confirmed, waiting }),
    own: actor && { name: actor.name, hasPlace: (await as(actor, (scope) => ownPlaceAt(scope, id))) !== null },
    zones: zoneChoices(),
    isAsked: new URL(request.url).searchParams.get('done') === 'ask',
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = await occasionIn(params);
  const form = await request.formData();
  const actor = actorHere(context);
  const act = form.get('act');
  if (actor && (act === 'take' || act === 'open')) {
    const input = parseForm(TakeForm, form);
    if (!input.ok) return data({ errors: input.errors, values: input.values }, { status: 400 });
    const opened = await refusalOf(() =>
      as(actor, async (scope) => {
        const own = await ownPlaceAt(scope, id);
        return openOwnPlace(scope, own?.id ?? (await takePlace(scope, id, input.data)));
      }),
    );
    if (!opened.ok) return data({ errors: [{ field: '', message: opened.message }], values: typedIn(form) }, { status: opened.status });
    await tellNow();
    return redirect(`/places/${opened.value}`);
  }
  const input = parseForm(Registering, form);
  if (!input.ok) return data({ errors: input.errors, values: input.values }, { status: 400 });
  const { address, id: requestId } = context.get(requestContext);
  const asked = await refusalOf(() => publicly((scope) => askForPlace(scope, id, { ...input.data, address, base: ownAddress() })));
  if (!asked.ok) return data({ errors: [{ field: '', message: asked.message }], values: typedIn(form) }, { status: asked.status });
  sendMailLater(asked.value, (error) => logFault(requestId, error));
  return redirect('?done=ask');
}

const closed: Record<Exclude<Registration, 'open' | 'full'>, string> = {
  none: 'It takes no registration: just come.',
  'not-yet': 'Registration is not open yet.',
  closed: 'Registration is closed.',
  cancelled: 'It was cancelled.',
  over: 'It is over.',
};

export default function Register({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, registration, own, zones, isAsked } = loaderData;
  const { errors = [], values = {} } = actionData ?? {};
  const isFull = registration === 'full';
  return (
    <Page
      title={isFull ? 'Join the waiting list' : 'Register'}
      lead={occasion.title}
      status={[dayAndSpan(occasion.startsAt, occasion.endsAt, occasion.timeZone), occasion.place].filter(Boolean).join('\u00a0· ')}
      crumbs={[{ label: occasion.title, to: occasion.page }, { label: 'Register' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Register · ${occasion.title}`}</title>
      {isAsked && (
        <Note kind="success" title="Look into your mail" isAnswer>
          A mail is on its way to the address that you wrote. Open its link and press the button there: only then you have a place.
        </Note>
      )}
      <FormErrors errors={errors} labels={registerLabels} />
      {registration !== 'open' && registration !== 'full' && !own?.hasPlace ? (
        <p>
          {closed[registration]} <a href={occasion.page}>Read about it</a>
        </p>
      ) : (
        <>
          {isFull && (
            <p>
              All {occasion.capacity} places are taken
              {occasion.waiting > 0 && `, and ${occasion.waiting === 1 ? 'one waits' : `${occasion.waiting} wait`}`}. When one comes free,
              it goes to whoever waits first, and a mail says so.
            </p>
          )}
          {own && (
            <form method="post" className="form">
              <p>
                You are signed in as <strong>{own.name}</strong>.
              </p>
              {own.hasPlace ? (
                <p className="bar">
                  <Button kind="primary" name="act" value="open">
                    Open your place
                  </Button>
                </p>
              ) : (
                <>
                  <Field
                    kind="textarea"
                    rows={2}
                    name="needs"
                    label={registerLabels.needs!}
                    value={values.needs}
                    error={errorOf(errors, 'needs')}
                    isOptional
                  />
                  <p className="bar">
                    <Button kind="primary" name="act" value="take">
                      {isFull ? 'Join the waiting list' : 'Register'} as {own.name}
                    </Button>
                  </p>
                </>
              )}
            </form>
          )}
          {!own && !isAsked && <RegisterForm {...{ occasion, isFull, zones, values, errors }} />}
          {!own && isAsked && (
            <Section title="No mail?">
              <p>
                Look into the folder for unwanted mail, or <a href={`/occasions/${occasion.id}/register`}>write the address again</a>.
              </p>
            </Section>
          )}
        </>
      )}
    </Page>
  );
}
