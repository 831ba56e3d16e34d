import { data, redirect } from 'react-router';
import { actingFor, visitor } from '#app/platform/actor.ts';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { memberContext, publicly, refusalOf, requestContext, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { tellNow } from '../../notices/jobs.server.ts';
import { ownPlaceAt } from '../../places/queries.server.ts';
import { askInRoom, claimInRoom, codeRefusals, enterRoom } from '../commands.server.ts';
import { CodeField, codeLabel } from '../parts/code-field.tsx';
import { inRoom, occasionInRoom, roomOfPass } from '../queries.server.ts';
import { readRoomCookie, roomCookie } from '../room-cookie.ts';
import { RoomCode, RoomCodeForm, RoomMail } from '../schema.ts';
import type { Route } from './+types/here';

export const headers = unkeptHeaders;

function actorHere(context: Route.LoaderArgs['context']) {
  const member = context.get(memberContext);
  return member && actingFor(member, member.schools[0]?.slug ?? null);
}

/** Brings a code; leads on to the page without it, with a pass that this browser holds for a quarter of an hour. */
async function bring(context: Route.LoaderArgs['context'], code: string): Promise<{ refused: string }> {
  const { address, isSecure } = context.get(requestContext);
  const entered = await publicly((scope) => enterRoom(scope, code, address));
  if (entered.state !== 'here') return { refused: codeRefusals[entered.state] };
  throw redirect('/room', { headers: { 'set-cookie': roomCookie({ token: entered.pass, at: new Date() }, isSecure) } });
}

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const code = params.code === undefined ? null : RoomCode.safeParse(params.code);
  const brought = code === null ? null : code.success ? await bring(context, code.data) : { refused: codeRefusals.wrong };
  const pass = readRoomCookie(request.headers.get('cookie'));
  const done = new URL(request.url).searchParams.get('done');
  const found = pass === null ? null : await publicly((scope) => roomOfPass(scope, pass.token));
  const refused = brought?.refused ?? null;
  if (found === null) return { refused, done, occasion: null, own: null };
  const actor = actorHere(context);
  const shown = await as(actor ?? visitor, (scope) => shownOccasion(scope, found));
  const own =
    actor &&
    (await as(actor, async (scope) => {
      const place = await ownPlaceAt(scope, found);
      const claim = place && (await inRoom(scope, place.id)).claim;
      // A few seconds, since two clocks tell them.
      const isNewer = claim !== null && pass!.at.getTime() > claim.lastAt.getTime() + 5000;
      return { name: actor.name, state: place?.state ?? null, isNoted: claim !== null, isNewer };
    }));
  return { refused, done, occasion: shown, own };
}

/** What the page says of the event; nothing but its identifier where a school's own event is not the reader's to see before they sign in. */
async function shownOccasion(scope: Scope, id: string) {
  const found = await occasionInRoom(scope, id);
  if (found === null) return { id, title: null, when: null, minimumMinutes: null, isOpen: false };
  const { title, startsAt, endsAt, timeZone, minimumMinutes, takesRegistration, audience } = found;
  const isOpen = takesRegistration && (audience === 'everyone' || audience === 'faculty');
  return { id, title, when: dayAndSpan(startsAt, endsAt, timeZone), minimumMinutes, isOpen };
}

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const act = form.get('act');
  const values = typedIn(form);
  const refuse = (message: string, status: number, field = '') => data({ errors: [{ field, message }], values }, { status });
  if (act === 'code') {
    const input = parseForm(RoomCodeForm, form);
    if (!input.ok) return data({ errors: input.errors, values }, { status: 400 });
    const { refused } = await bring(context, input.data.code);
    return refuse(refused, 400, 'code');
  }
  const pass = readRoomCookie(request.headers.get('cookie'));
  if (pass === null) return refuse('Scan the code that is shown now, or type it below.', 400);
  const actor = actorHere(context);
  if (act === 'claim' && actor) {
    const claimed = await refusalOf(() => as(actor, (scope) => claimInRoom(scope, pass.token)));
    return claimed.ok ? redirect('/room?done=noted') : refuse(claimed.message, claimed.status);
  }
  const input = parseForm(RoomMail, form);
  if (!input.ok) return data({ errors: input.errors, values }, { status: 400 });
  const asked = await refusalOf(() => publicly((scope) => askInRoom(scope, pass.token, input.data.mail)));
  if (!asked.ok) return refuse(asked.message, asked.status);
  await tellNow();
  return redirect('/room?done=asked');
}

const labels = { code: codeLabel, mail: 'The email address that you registered with' };

export default function Here({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, own, done, refused } = loaderData;
  const { errors = [], values = {} } = actionData ?? {};
  const isNoted = own?.isNoted === true;
  return (
    <Page
      title="Note that you are here"
      lead={occasion?.title ?? 'Scan the code that is shown in the room, or type it here.'}
      status={occasion?.when}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Note that you are here`}</title>
      {refused !== null && <Note kind="attention" title={refused} />}
      <FormErrors errors={errors} labels={labels} />
      {done === 'asked' && (
        <Note kind="success" title="Look into your mail" isAnswer>
          If a place here was registered with that address, a mail is on its way to it. Open its link and press the button there: only then
          you are noted, with the time at which you brought the code.
        </Note>
      )}
      {occasion === null ? (
        <TypedCode errors={errors} values={values} />
      ) : (
        <>
          {isNoted && <Noted occasion={occasion} isNewer={own.isNewer} isAnswer={done === 'noted'} />}
          {!isNoted && own?.state != null && <Own name={own.name} state={own.state} />}
          {!isNoted && own?.state == null && (
            <Unknown occasion={occasion} own={own} errors={errors} values={values} isAsked={done === 'asked'} />
          )}
        </>
      )}
    </Page>
  );
}

type Data = Route.ComponentProps['loaderData'];
type Typed = { errors: readonly FormError[]; values: Readonly<Record<string, string>> };

function TypedCode({ errors, values }: Typed) {
  return (
    <form method="post" action="/room" className="form" noValidate>
      <CodeField value={values.code} error={errorOf(errors, 'code')} />
      <p className="bar">
        <Button kind="primary" name="act" value="code">
          Go on
        </Button>
      </p>
    </form>
  );
}

function Noted({ occasion, isNewer, isAnswer }: { occasion: NonNullable<Data['occasion']>; isNewer: boolean; isAnswer: boolean }) {
  if (isNewer)
    return (
      <form method="post" action="/room" className="form">
        <p>You were noted before. With this code the time between counts as being here.</p>
        <p className="bar">
          <Button kind="primary" name="act" value="claim">
            I am still here
          </Button>
        </p>
      </form>
    );
  return (
    <>
      <Note kind="success" title="You are noted as being here" isAnswer={isAnswer}>
        {occasion.minimumMinutes === null
          ? 'Scan the code once more at the end, if your minutes are to be known.'
          : `${occasion.minimumMinutes} minutes are asked for: scan the code once more at the end, since the time between counts.`}
      </Note>
      <p className="bar">
        <ButtonLink href="/w/places">Your places and certificates</ButtonLink>
      </p>
    </>
  );
}

function Own({ name, state }: { name: string; state: string }) {
  if (state === 'waiting')
    return (
      <Note kind="attention" title="You are on the waiting list">
        Tell whoever runs this that you are there: they give places, and can note you by hand.
      </Note>
    );
  return (
    <form method="post" action="/room" className="form">
      <p>
        You are signed in as <strong>{name}</strong>, and have a place.
      </p>
      <p className="bar">
        <Button kind="primary" name="act" value="claim">
          I am here
        </Button>
      </p>
    </form>
  );
}

function Unknown({
  occasion,
  own,
  isAsked,
  errors,
  values,
}: { occasion: NonNullable<Data['occasion']>; own: Data['own']; isAsked: boolean } & Typed) {
  return (
    <>
      {own ? (
        <p>{own.name}, you have no place here under the address that you sign in with.</p>
      ) : (
        <p className="bar">
          <ButtonLink kind={isAsked ? 'plain' : 'primary'} href="/sign-in?next=/room">
            Sign in, and note that you are here
          </ButtonLink>
        </p>
      )}
      <Section title="Registered without signing in?">
        <form method="post" action="/room" className="form" noValidate>
          <Field
            name="mail"
            type="email"
            label={labels.mail}
            value={values.mail}
            error={errorOf(errors, 'mail')}
            autoComplete="email"
            help="A mail to it has a button that notes you. Or open the page of your place from an earlier mail, and type the code there."
          />
          <p className="bar">
            <Button name="act" value="mail">
              Send me the mail
            </Button>
          </p>
        </form>
      </Section>
      <p>
        {occasion.isOpen && (
          <>
            Not registered yet? <a href={`/occasions/${occasion.id}/register`}>Register</a>, then scan the code again.{' '}
          </>
        )}
        Without a phone, tell whoever runs this: they can note you by hand.
      </p>
    </>
  );
}
