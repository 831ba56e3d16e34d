import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { tellNow } from '../../notices/jobs.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { giveCertificates, revokeCertificate } from '../commands.server.ts';
import { certificatesRead } from '../queries.server.ts';
import { Revocation } from '../schema.ts';
import type { Route } from './+types/certificates';

export function loader(asked: Route.LoaderArgs) {
  const search = new URL(asked.request.url).searchParams;
  return inOccasion(asked, async (scope, occasion) => ({
    occasion,
    read: await certificatesRead(scope, occasion.id),
    done: search.get('done'),
    given: Number(search.get('given') ?? 0),
    revoking: search.get('revoke'),
  }));
}

export async function action(asked: Route.ActionArgs) {
  const actor = await occasionActor(asked);
  const { occasion } = asked.params;
  const form = await asked.request.formData();
  if (form.get('act') === 'revoke') {
    const acted = await answerForm('revoke', { schema: Revocation, form }, (said) =>
      as(actor, (scope) => revokeCertificate(scope, occasion, said)).then(() => undefined),
    );
    if (!acted.ok) return data(acted.refused, { status: acted.status });
    await tellNow();
    return redirect(acted.done);
  }
  const given = await refusalOf(() => as(actor, (scope) => giveCertificates(scope, occasion)));
  if (!given.ok)
    return data(
      { act: 'give', errors: [{ field: '', message: given.message }], values: {} as Record<string, string> },
      { status: given.status },
    );
  await tellNow();
  return redirect(`?done=give&given=${given.value}`);
}

export default function Certificates({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, read, done, given, revoking } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const chosen = read.given.find(
    ({ id, revokedAt, removedAt }) => id === (values.certificate ?? revoking) && revokedAt === null && removedAt === null,
  );
  return (
    <OccasionPage
      occasion={occasion}
      here="/certificates"
      lead="Whoever was there is given a certificate of attendance, with a page at an address of its own."
      hasErrors={errors.length > 0}
    >
      {done === 'give' && (
        <Note kind="success" title={`${count(given, 'certificate is', 'certificates are')} given, and mailed`} isAnswer />
      )}
      {done === 'revoke' && <Note kind="success" title="The certificate is revoked; its page says why" isAnswer />}
      <FormErrors errors={errors} labels={{ because: 'Why' }} />
      {!occasion.givesCertificate ? (
        <p>No certificate is given here. It is turned on with the occasion’s own facts.</p>
      ) : (
        <form method="post">
          <p>
            {read.due === 0
              ? 'Nobody who was there waits for one.'
              : `${count(read.due, 'person', 'people')} who were there have none yet.`}
          </p>
          {read.due > 0 && (
            <p className="bar">
              <Button kind="primary" name="act" value="give">
                Give the certificates
              </Button>
            </p>
          )}
        </form>
      )}
      {read.given.length > 0 && (
        <Table
          caption="Certificates"
          isCaptionHidden
          count={count(read.given.length, 'certificate', 'certificates')}
          rows={read.given}
          rowKey={({ id }) => id}
          columns={[
            { key: 'holder', label: 'Given to', cell: ({ holder }) => holder ?? 'Removed by its holder' },
            {
              key: 'code',
              label: 'Address',
              cell: ({ code, removedAt }) => (removedAt ? '' : <a href={`/certificates/${code}`}>{code}</a>),
            },
            { key: 'minutes', label: 'Minutes', isNumber: true, unit: 'minutes', cell: ({ minutes }) => minutes },
            { key: 'at', label: 'Given', cell: ({ issuedAt }) => dayAndTime(issuedAt, occasion.timeZone) },
            {
              key: 'act',
              label: 'Act',
              phone: 'line',
              cell: ({ id, revokedAt, revokedBecause, removedAt }) =>
                revokedAt ? `revoked: ${revokedBecause}` : removedAt ? '' : <a href={`?revoke=${id}#revoke`}>Revoke</a>,
            },
          ]}
        />
      )}
      {chosen && (
        <Section title={`Revoke the certificate of ${chosen.holder}`} id="revoke">
          <form method="post" className="form" noValidate>
            <input type="hidden" name="certificate" value={chosen.id} />
            <Field
              kind="textarea"
              rows={2}
              name="because"
              label="Why"
              value={values.because}
              error={errorOf(errors, 'because')}
              help="It stands on the page of the certificate, and is mailed to its holder."
            />
            <p className="bar">
              <Button kind="danger" name="act" value="revoke">
                Revoke it
              </Button>
            </p>
          </form>
        </Section>
      )}
    </OccasionPage>
  );
}
