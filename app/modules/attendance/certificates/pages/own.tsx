import { data, redirect } from 'react-router';
import * as z from 'zod';
import { visitor } from '#app/platform/actor.ts';
import { invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { type Acted, answerForm, publicly, requestContext, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { wallClock } from '#app/ui/date.ts';
import { AskedButton } from '#app/ui/dialog.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { askForCredit, takeBackCredit } from '../../credit/commands.server.ts';
import { ownCredit } from '../../credit/queries.server.ts';
import { CreditForm } from '../../credit/schema.ts';
import { placeHeldBy } from '../../places/queries.server.ts';
import { claimPresence } from '../../presence/claim-commands.server.ts';
import { answerToClaim } from '../../presence/claim-queries.server.ts';
import { presenceOfPlace } from '../../presence/queries.server.ts';
import { Claim } from '../../presence/schema.ts';
import { claimByCode, codeRefusals, confirmInRoom } from '../../rooms/commands.server.ts';
import { CodeField, codeLabel } from '../../rooms/parts/code-field.tsx';
import { inRoom } from '../../rooms/queries.server.ts';
import { isRoomTime } from '../../rooms/room-time.ts';
import { RoomCodeForm } from '../../rooms/schema.ts';
import { removeCertificate } from '../commands.server.ts';
import { certificatesOfPlace } from '../queries.server.ts';
import { Removal } from '../schema.ts';
import type { Route } from './+types/own';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { occasion, place, presence, answer, room, credit, certificates } = await publicly(async (scope) => {
    const held = await placeHeldBy(scope, params.token);
    return {
      ...held,
      presence: await presenceOfPlace(scope, held.place.id),
      answer: await answerToClaim(scope, held.place.id),
      room: await inRoom(scope, held.place.id),
      credit: await ownCredit(scope, held.place.id),
      certificates: await certificatesOfPlace(scope, held.place.id),
    };
  });
  const { title, page, timeZone, recordsAttendance, minimumMinutes, creditBy, keepsMailDays } = occasion;
  const isLive = place.erasedAt === null && place.state === 'confirmed';
  return {
    token: params.token,
    occasion: { title, page, timeZone, recordsAttendance, minimumMinutes, creditBy, keepsMailDays },
    claim: place.claim,
    isLive,
    mayClaim: isLive && occasion.startsAt <= new Date(),
    mayTypeCode: isLive && recordsAttendance && isRoomTime(occasion, new Date()),
    presence,
    answer,
    room,
    credit,
    certificates,
    done: new URL(request.url).searchParams.get('done'),
  };
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const { token } = params;
  const act = String(form.get('act') ?? '');
  const acts: Readonly<Record<string, () => Promise<Acted>>> = {
    remove: () =>
      answerForm('remove', { schema: Removal, form }, ({ certificate }) =>
        publicly((scope) => removeCertificate(scope, token, certificate)).then(none),
      ),
    credit: () =>
      answerForm('credit', { schema: CreditForm, form }, (said) => publicly((scope) => askForCredit(scope, token, said)).then(none)),
    'no-credit': () =>
      answerForm('no-credit', { schema: z.object({}), form }, () => publicly((scope) => takeBackCredit(scope, token)).then(none)),
    here: () => answerForm('here', { schema: z.object({}), form }, () => publicly((scope) => confirmInRoom(scope, token)).then(none)),
    code: () =>
      answerForm('code', { schema: RoomCodeForm, form }, async ({ code }) => {
        const { address: network } = context.get(requestContext);
        // A wrong code is said after the scope, in which it was counted.
        const state = await as(visitor, (scope) => claimByCode(scope, token, { code, network }));
        if (state !== 'noted') throw invalid(codeRefusals[state]);
        return undefined;
      }),
    claim: () =>
      answerForm('claim', { schema: Claim, form }, ({ claim }) => publicly((scope) => claimPresence(scope, token, claim)).then(none)),
  };
  const acted = await (acts[act] ?? acts.claim!)();
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

function none(): undefined {
  return undefined;
}

const dones: Readonly<Record<string, string>> = {
  remove: 'The certificate is removed',
  claim: 'Those who run this read it, and answer',
  here: 'You are noted as being there',
  code: 'You are noted as being there',
  credit: 'You asked for credit',
  'no-credit': 'It is taken back, and erased here',
};
const labels = {
  claim: 'How were you there?',
  code: codeLabel,
  firstName: 'First name',
  lastName: 'Last name',
  degree: 'Degree',
  profession: 'Profession',
};

export default function OwnAttendance({ loaderData, actionData }: Route.ComponentProps) {
  const { token, occasion, presence, certificates, done } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  return (
    <Page
      title="Your attendance"
      lead={occasion.title}
      crumbs={[{ label: occasion.title, to: occasion.page }, { label: 'Your place', to: `/places/${token}` }, { label: 'Your attendance' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Your attendance · ${occasion.title}`}</title>
      {done !== null && Object.hasOwn(dones, done) && <Note kind="success" title={dones[done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {!occasion.recordsAttendance ? (
        <p>Attendance is not recorded here.</p>
      ) : presence === null ? (
        <p>Nothing is recorded of you yet.</p>
      ) : (
        <p>
          {presence.came ? 'You were there' : 'You were not there long enough'}: {count(presence.minutes, 'minute', 'minutes')}
          {occasion.minimumMinutes !== null && ` of the ${occasion.minimumMinutes} that are needed`}.
        </p>
      )}
      <InRoom {...loaderData} values={values} errors={errors} />
      {certificates.length > 0 && (
        <Section title="Your certificate">
          {certificates.map(({ id, code, revokedAt }) => (
            <form method="post" key={id}>
              <input type="hidden" name="certificate" value={id} />
              <p>
                <a href={`/certificates/${code}`}>Certificate {code}</a>
                {revokedAt !== null && ', revoked'}. Whoever has this address can read it.
              </p>
              <div className="bar">
                <AskedButton
                  id={`remove-${id}`}
                  opens="Have it removed"
                  title="Remove this certificate?"
                  value="remove"
                  act="Remove it for good"
                >
                  <p>
                    Its address and its files say nothing any more, to anybody. Nobody can bring it back; whoever gave it would have to give
                    another.
                  </p>
                </AskedButton>
              </div>
            </form>
          ))}
        </Section>
      )}
      <Claiming {...loaderData} values={values} errors={errors} />
      <Credit {...loaderData} values={values} errors={errors} />
    </Page>
  );
}

type Data = Route.ComponentProps['loaderData'];
type Typed = { values: Readonly<Record<string, string>>; errors: readonly FormError[] };

/** The codes that were noted, a question that came by mail, and a field for the code that is shown now. */
function InRoom({ room, occasion, mayTypeCode, values, errors }: Data & Typed) {
  const { claim, askedAt } = room;
  const clock = (instant: Date) => `${wallClock(instant, occasion.timeZone).hour}:${wallClock(instant, occasion.timeZone).minute}`;
  if (claim === null && askedAt === null && !mayTypeCode) return null;
  return (
    <Section title="In the room">
      {claim !== null && (
        <p>
          {clock(claim.firstAt) === clock(claim.lastAt)
            ? `You noted the code at ${clock(claim.firstAt)}. One code gives no minutes; a second one, at the end, gives those between.`
            : `You noted codes at ${clock(claim.firstAt)} and at ${clock(claim.lastAt)}. The time between counts as being there.`}
        </p>
      )}
      {askedAt !== null && (
        <form method="post" className="form">
          <p>Somebody in the room wrote your address at {clock(askedAt)}. Was it you?</p>
          <p className="bar">
            <Button kind="primary" name="act" value="here">
              Yes, that was me
            </Button>
          </p>
        </form>
      )}
      {mayTypeCode && (
        <form method="post" className="form" noValidate>
          <CodeField value={values.code} error={errorOf(errors, 'code')} />
          <p className="bar">
            <Button name="act" value="code">
              Note that I am here
            </Button>
          </p>
        </form>
      )}
    </Section>
  );
}

/** For who missed the code, or joined under another name: their own words, which a person answers. */
function Claiming({ occasion, mayClaim, presence, claim, answer, values, errors }: Data & Typed) {
  if (!occasion.recordsAttendance || !mayClaim || presence?.came) return null;
  return (
    <Section title="I was there">
      {claim !== null &&
        (answer === null ? (
          <Note kind="attention" title="What you wrote waits for an answer">{`“${claim}”`}</Note>
        ) : (
          <Note kind="plain" title="Those who run this answered: no">
            {answer.because}
          </Note>
        ))}
      <form method="post" className="form" noValidate>
        <Field
          name="claim"
          label={labels.claim}
          value={values.claim ?? claim ?? ''}
          error={errorOf(errors, 'claim')}
          isWide
          help="For example under which name or address you joined, or that you missed the code in the room and who saw you. Nothing is recorded until those who run this say yes."
        />
        <p className="bar">
          <Button name="act" value="claim">
            Tell them
          </Button>
        </p>
      </form>
    </Section>
  );
}

/** What an accredited provider needs of who wants credit, and of nobody else. */
function Credit({ occasion, isLive, credit, values, errors }: Data & Typed) {
  if (occasion.creditBy === '' || !isLive) return null;
  const shared = fieldsOf(labels, { ...credit, ...values }, errors);
  return (
    <Section title="Credit">
      <p>
        {occasion.creditBy} gives credit for this. If you want it, write what they need. Those who run this send it to them with your email
        address and your minutes, once you are recorded as having been there; they keep it for six years. Here it is erased{' '}
        {occasion.keepsMailDays} days after the event.
      </p>
      <form method="post" className="form" noValidate>
        <Field {...shared('firstName')} autoComplete="given-name" />
        <Field {...shared('lastName')} autoComplete="family-name" />
        <Field {...shared('degree')} isOptional help="As it stands after your name, for example MD or RN." />
        <Field {...shared('profession')} help="For example physician, nurse, chaplain." />
        <p className="bar">
          <Button name="act" value="credit">
            {credit === null ? 'Ask for credit' : 'Save'}
          </Button>
        </p>
      </form>
      {credit !== null && (
        <form method="post" className="bar">
          <Button kind="danger" name="act" value="no-credit">
            Take it back
          </Button>
        </form>
      )}
    </Section>
  );
}
