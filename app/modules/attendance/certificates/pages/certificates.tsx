import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Table } from '#app/ui/table.tsx';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { tellNow } from '../../notices/jobs.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { giveByHand, giveCertificates, revokeCertificate } from '../commands.server.ts';
import { certificatesRead } from '../queries.server.ts';
import { CertificateSearch, certificatePageSize, HandGiven, Revocation } from '../schema.ts';
import type { Route } from './+types/certificates';

export function loader(asked: Route.LoaderArgs) {
  const url = new URL(asked.request.url);
  const search = url.searchParams;
  const asks = CertificateSearch.parse(Object.fromEntries(search));
  return inOccasion(asked, async (scope, occasion) => ({
    occasion,
    address: url.search,
    read: await certificatesRead(scope, occasion.id, asks),
    done: search.get('done'),
    given: Number(search.get('given') ?? 0),
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
  if (form.get('act') === 'hand') {
    const acted = await answerForm('hand', { schema: HandGiven, form }, (said) =>
      as(actor, (scope) => giveByHand(scope, occasion, said)).then(() => undefined),
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
  const { occasion, address, read, done, given } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const act = actionData?.act ?? '';
  const typed = (of: string) => (act === of ? { values, errors } : { values: {}, errors: [] });
  const chosen = read.revoking;
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
      {done === 'hand' && (
        <Note kind="success" title="The certificate is given" isAnswer>
          Its address stands in the list.
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      {!occasion.givesCertificate ? (
        <p>No certificate is given here. It is turned on where the event is planned.</p>
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
          count={count(read.total, 'certificate', 'certificates')}
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
                revokedAt ? `revoked: ${revokedBecause}` : removedAt ? '' : <a href={`?page=${read.page}&revoke=${id}#revoke`}>Revoke</a>,
            },
          ]}
        />
      )}
      <Pagination page={read.page} size={certificatePageSize} total={read.total} noun="certificates" search={address} />
      {read.total > 0 && <Downloads of={`All ${read.total}`} address={`/w/occasions/${occasion.id}/certificates`} />}
      {chosen && (
        <Section title={`Revoke the certificate of ${chosen.holder}`} id="revoke">
          <form method="post" action={`?page=${read.page}&revoke=${chosen.id}`} className="form" noValidate>
            <input type="hidden" name="certificate" value={chosen.id} />
            <Field
              kind="textarea"
              rows={2}
              name="because"
              label="Why"
              value={typed('revoke').values.because}
              error={errorOf(typed('revoke').errors, 'because')}
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
      {occasion.givesCertificate && occasion.endsAt <= new Date() && <ByHand {...typed('hand')} />}
    </OccasionPage>
  );
}

const labels = {
  because: 'Why',
  holder: 'Name on the certificate',
  minutes: 'Minutes',
  mail: 'The email address that they registered with',
};

/** For somebody whom no report names: a speaker, or who joined in somebody else's room. */
function ByHand({ values, errors }: { values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const shared = fieldsOf(labels, values, errors);
  return (
    <Section title="Give one by hand">
      <form method="post" className="form" noValidate>
        <Field {...shared('holder')} help="For somebody whom no report names, such as a speaker." />
        <Field {...shared('minutes')} inputMode="numeric" />
        <Field
          {...shared('mail')}
          type="email"
          isOptional
          help="With it the certificate is mailed, and stands on the page of their place."
        />
        <p className="bar">
          <Button name="act" value="hand">
            Give this certificate
          </Button>
        </p>
      </form>
    </Section>
  );
}
