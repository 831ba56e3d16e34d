import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Dialog, DialogButton } from '#app/ui/dialog.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { mayKeepParticipants } from '../../rules.ts';
import { consentItems, itemWords, promiseWords } from '../consent-item.ts';
import { inStudy } from '../in-study.server.ts';
import { keepParticipantState, noteConsent, withdrawParticipant } from '../participant-commands.server.ts';
import { StudyPage } from '../parts/study-page.tsx';
import { participantWithConsents } from '../people-queries.server.ts';
import { type Study, studyNamed } from '../queries.server.ts';
import { ConsentForm, Id, ParticipantState, WithdrawalSaid } from '../schema.ts';
import { studySites } from '../site-queries.server.ts';
import type { Route } from './+types/participant';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const participantId = addressed(Id, params.participant, 'This participant');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const participant = await participantWithConsents(scope, study, participantId);
    return {
      ...{ study, participant },
      mayKeep: mayKeepParticipants(study) && (await studySites(scope, study)).some(({ id, isKept }) => isKept && id === participant.siteId),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const participantId = addressed(Id, params.participant, 'This participant');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  form.set('granted', form.getAll('granted').join(';'));
  const within = (work: (scope: Scope, study: Study) => Promise<void>) =>
    inStudy(actor, params.study, (scope, study) => work(scope, study));
  const acted = await act();
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });

  function act() {
    if (form.get('act') === 'consent')
      return answerForm('consent', { schema: ConsentForm, form }, async (said) => {
        await within((scope, study) => noteConsent(scope, study, { participantId, ...said }));
        return undefined;
      });
    if (form.get('act') === 'withdraw')
      return answerForm('withdraw', { schema: WithdrawalSaid, form }, async (said) => {
        await within((scope, study) => withdrawParticipant(scope, study, { participantId, ...said }));
        return undefined;
      });
    return answerForm('keep', { schema: ParticipantState, form }, async (said) => {
      await within((scope, study) => keepParticipantState(scope, study, { participantId, ...said }));
      return undefined;
    });
  }
}

const labels: Readonly<Record<string, string>> = {
  state: 'How it stands',
  reason: 'Why not',
  letterId: 'Letter',
  granted: 'Agreed to',
  givenOn: 'Day of the consent',
  withdrawnOn: 'Day of the withdrawal',
};
type Data = Route.ComponentProps['loaderData'];
type Refused = { act: string; errors: readonly FormError[]; values: Readonly<Record<string, string>> } | undefined;
const done: Readonly<Record<string, string>> = {
  keep: 'It is saved',
  consent: 'The consent is noted',
  withdraw: 'The withdrawal is noted',
};

export default function ParticipantPage({ loaderData, actionData }: Route.ComponentProps) {
  const { study, participant, mayKeep } = loaderData;
  const { pseudonym, site, consents, withdrawal, granted, state } = participant;
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/participants"
      below={pseudonym}
      title={pseudonym}
      lead={`A participant of ${site}.`}
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {withdrawal && (
        <Note kind="attention" title={`Withdrew on ${day(withdrawal.withdrawnOn)}`}>
          <p>{promiseWords[withdrawal.promise]}.</p>
          <p>
            <a href={`/w/focus-groups/${study.slug}/participants/${participant.id}/withdrawal`}>What the withdrawal changes</a>: codings,
            figures and what left the study before it.
          </p>
          {withdrawal.promise === 'remove' && (
            <p>
              <a href={`/w/focus-groups/${study.slug}/participants/${participant.id}/removal`}>Take out what they said</a>
            </p>
          )}
        </Note>
      )}
      <Section title="What they allow today">
        <Facts facts={consentItems.map((item) => [itemWords[item], allowed(participant, item, granted)] as const)} />
      </Section>
      {consents.length > 0 && (
        <Section title="Consents">
          <Table
            caption="Consents, the newest first"
            isCaptionHidden
            rows={consents}
            rowKey={({ id }) => id}
            columns={[
              { key: 'given', label: 'Given', cell: ({ givenOn }) => day(givenOn) },
              { key: 'letter', label: 'Letter', cell: ({ version }) => `version ${version}` },
              { key: 'granted', label: 'Agreed to', phone: 'bare', cell: (consent) => consent.granted.join(', ') || 'nothing' },
              { key: 'by', label: 'Noted by', cell: ({ notedBy }) => notedBy ?? '' },
            ]}
          />
        </Section>
      )}
      {mayKeep && state !== 'withdrawn' && (
        <>
          <Consent participant={participant} refused={actionData} />
          <Standing participant={participant} refused={actionData} />
          <Withdraw participant={participant} refused={actionData} />
        </>
      )}
    </StudyPage>
  );
}

function allowed({ withdrawal, mayQuote, mayCross, takesPart }: Data['participant'], item: string, granted: readonly string[]): string {
  if (item === 'quote') return mayQuote ? 'yes' : 'no';
  if (item === 'cross-school analysis') return mayCross ? 'yes' : 'no';
  if (item === 'take part') return takesPart ? 'yes' : 'no';
  return granted.includes(item) && withdrawal === null ? 'yes' : 'no';
}

function Consent({ participant: { letters }, refused }: { participant: Data['participant']; refused: Refused }) {
  if (letters.length === 0)
    return <p>No letter of this site is kept yet. The study’s lead keeps it first; then what somebody agreed to can be noted.</p>;
  const own = refused?.act === 'consent' ? refused : undefined;
  const errors = own?.errors ?? [];
  const asked = consentItems.filter((item) => letters.some(({ items }) => items.includes(item)));
  return (
    <Section title="Note a consent">
      <form method="post" className="form" noValidate>
        <Field
          kind="select"
          name="letterId"
          label={labels.letterId!}
          value={own?.values.letterId ?? letters[0]!.id}
          error={errorOf(errors, 'letterId')}
          options={letters.map(({ id, version }) => ({ value: id, label: `version ${version}` }))}
        />
        <Field
          kind="checkboxes"
          name="granted"
          label={labels.granted!}
          values={(own?.values.granted ?? '').split(';')}
          error={errorOf(errors, 'granted')}
          options={asked.map((item) => ({ value: item, label: itemWords[item] }))}
          help="Nothing is checked beforehand: check what the signed letter says."
          isWide
        />
        <Field type="date" name="givenOn" label={labels.givenOn!} value={own?.values.givenOn} error={errorOf(errors, 'givenOn')} />
        <p className="bar">
          <Button kind="primary" name="act" value="consent">
            Note the consent
          </Button>
        </p>
      </form>
    </Section>
  );
}

function Standing({ participant: { state, reason }, refused }: { participant: Data['participant']; refused: Refused }) {
  const own = refused?.act === 'keep' ? refused : undefined;
  return (
    <Section title="How it stands">
      <form method="post" className="form" noValidate>
        <Field
          kind="select"
          name="state"
          label={labels.state!}
          value={own?.values.state ?? state}
          error={errorOf(own?.errors, 'state')}
          options={[
            { value: 'asked', label: 'Asked' },
            { value: 'agreed', label: 'Agreed to take part' },
            { value: 'declined', label: 'Declined' },
          ]}
        />
        <Field
          name="reason"
          label={labels.reason!}
          isOptional
          value={own?.values.reason ?? reason}
          error={errorOf(own?.errors, 'reason')}
          help="As they said it, if they did."
          isWide
        />
        <p className="bar">
          <Button name="act" value="keep">
            Save how it stands
          </Button>
        </p>
      </form>
    </Section>
  );
}

function Withdraw({ participant: { pseudonym, consents }, refused }: { participant: Data['participant']; refused: Refused }) {
  const own = refused?.act === 'withdraw' ? refused : undefined;
  const promise = consents[0]?.onWithdrawal ?? 'remove';
  return (
    <>
      {!own && (
        <p className="bar">
          <DialogButton dialog="withdraw" kind="danger">
            {pseudonym} withdraws
          </DialogButton>
        </p>
      )}
      <Dialog
        id="withdraw"
        title={`${pseudonym} withdraws?`}
        isSection={own !== undefined}
        acts={
          <form method="post" className="form" noValidate>
            <Field
              type="date"
              name="withdrawnOn"
              label={labels.withdrawnOn!}
              value={own?.values.withdrawnOn}
              error={errorOf(own?.errors, 'withdrawnOn')}
            />
            <Button kind="danger" name="act" value="withdraw">
              Note the withdrawal
            </Button>
          </form>
        }
      >
        <p>Their letter promises: {promiseWords[promise].toLowerCase()}. It takes effect at once, and it stays.</p>
      </Dialog>
    </>
  );
}
