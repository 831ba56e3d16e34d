import { data, redirect } from 'react-router';
import { answerForm, publicly, unkeptHeaders } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { placeHeldBy } from '../../places/queries.server.ts';
import { claimPresence } from '../../presence/claim-commands.server.ts';
import { presenceOfPlace } from '../../presence/queries.server.ts';
import { Claim } from '../../presence/schema.ts';
import { removeCertificate } from '../commands.server.ts';
import { certificatesOfPlace } from '../queries.server.ts';
import { Removal } from '../schema.ts';
import type { Route } from './+types/own';

export const headers = unkeptHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { occasion, place, presence, certificates } = await publicly(async (scope) => {
    const held = await placeHeldBy(scope, params.token);
    return {
      ...held,
      presence: await presenceOfPlace(scope, held.place.id),
      certificates: await certificatesOfPlace(scope, held.place.id),
    };
  });
  const { title, page, recordsAttendance, minimumMinutes } = occasion;
  return {
    token: params.token,
    occasion: { title, page, recordsAttendance, minimumMinutes },
    claim: place.claim,
    mayClaim: place.erasedAt === null && place.state === 'confirmed' && occasion.startsAt <= new Date(),
    presence,
    certificates,
    done: new URL(request.url).searchParams.get('done'),
  };
}

export async function action({ params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const acted =
    form.get('act') === 'remove'
      ? await answerForm('remove', { schema: Removal, form }, ({ certificate }) =>
          publicly((scope) => removeCertificate(scope, params.token, certificate)).then(() => undefined),
        )
      : await answerForm('claim', { schema: Claim, form }, ({ claim }) =>
          publicly((scope) => claimPresence(scope, params.token, claim)).then(() => undefined),
        );
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const dones: Readonly<Record<string, string>> = { remove: 'The certificate is removed', claim: 'Those who run this read it' };
const label = 'Under which name, or with which address, did you join?';

export default function OwnAttendance({ loaderData, actionData }: Route.ComponentProps) {
  const { token, occasion, claim, mayClaim, presence, certificates, done } = loaderData;
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Your attendance"
      lead={occasion.title}
      crumbs={[{ label: occasion.title, to: occasion.page }, { label: 'Your place', to: `/places/${token}` }, { label: 'Your attendance' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Your attendance · ${occasion.title}`}</title>
      {done !== null && dones[done] && <Note kind="success" title={dones[done]} isAnswer />}
      <FormErrors errors={errors} labels={{ claim: label }} />
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
      {certificates.length > 0 && (
        <Section title="Your certificate">
          {certificates.map(({ id, code, revokedAt }) => (
            <form method="post" key={id}>
              <input type="hidden" name="certificate" value={id} />
              <p>
                <a href={`/certificates/${code}`}>Certificate {code}</a>
                {revokedAt !== null && ', revoked'}. Whoever has this address can read it.
              </p>
              <p className="bar">
                <Button kind="danger" name="act" value="remove">
                  Have it removed
                </Button>
              </p>
            </form>
          ))}
        </Section>
      )}
      {occasion.recordsAttendance && mayClaim && !presence?.came && (
        <Section title="Were you there?">
          <form method="post" className="form" noValidate>
            <Field
              name="claim"
              label={label}
              value={actionData?.values.claim ?? claim ?? ''}
              error={errorOf(errors, 'claim')}
              isWide
              help="Those who run this compare it with the meeting’s report, and answer."
            />
            <p className="bar">
              <Button name="act" value="claim">
                Tell them
              </Button>
            </p>
          </form>
        </Section>
      )}
    </Page>
  );
}
