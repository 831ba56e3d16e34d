import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { parseForm, typedIn } from '#app/platform/form.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { QrCode } from '#app/ui/qr-code.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { zone } from '../../../members/time-zone.ts';
import { PersonalWordsAsked } from '../../parts/personal-words-asked.tsx';
import { nobodysIn } from '../../personal-words.ts';
import { askForFeedback, showCode, withdrawRequest } from '../commands.server.ts';
import { entryName } from '../entry-name.ts';
import { BeginFirst } from '../parts/begin-first.tsx';
import { LookAt } from '../parts/look-at.tsx';
import { competenciesToAskOn, entriesToAskOn, type FeedbackRequest, feedbackRequests, hasLog } from '../queries.server.ts';
import { AskForm, openDays } from '../schema.ts';
import type { Route } from './+types/ask';

export function loader({ context, request }: Route.LoaderArgs) {
  const { searchParams } = new URL(request.url);
  return scoped({ context, request }, async (scope) => ({
    id: v7(),
    entry: searchParams.get('entry') ?? '',
    done: searchParams.get('done'),
    competencies: await competenciesToAskOn(scope),
    entries: await entriesToAskOn(scope),
    requests: await feedbackRequests(scope),
    isBegun: await hasLog(scope),
  }));
}

type Answer = { code: { id: string; address: string } | null; errors: FormError[]; values: Record<string, string>; nobodys: string[] };

export async function action({ context, request }: Route.ActionArgs) {
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const values = typedIn(form);
  const refused = (errors: FormError[], status: number) =>
    data<Answer>({ code: null, errors, values, nobodys: nobodysIn(form) }, { status });
  if (act === 'withdraw') {
    const done = await refusalOf(() => scoped({ context, request }, (scope) => withdrawRequest(scope, String(form.get('request')))));
    return done.ok ? redirect('?done=withdraw') : refused([{ field: '', message: done.message }], done.status);
  }
  // The code is in the answer to the form alone: it is kept nowhere, and no address says it.
  const shown = async (id: string, make: () => Promise<string>) => {
    const made = await refusalOf(make);
    if (!made.ok) return refused([{ field: '', message: made.message }], made.status);
    return data<Answer>({ code: { id, address: `${originOf(request)}/f/${made.value}` }, errors: [], values: {}, nobodys: [] });
  };
  if (act === 'show') {
    const id = String(form.get('request'));
    return shown(id, () => scoped({ context, request }, (scope) => showCode(scope, id)));
  }
  const input = parseForm(AskForm, form);
  if (!input.ok) return refused(input.errors, 400);
  return shown(input.data.id, () => scoped({ context, request }, (scope) => askForFeedback(scope, input.data, nobodysIn(form))));
}

const labels = {
  entry: 'About which conversation',
  about: 'What it is about',
  look: 'What they should look at',
  observer: 'Whom you ask',
  days: 'How long it stays open',
};

/** What the observer reads of it. */
const read = { about: labels.about };

export default function Ask({ loaderData, actionData }: Route.ComponentProps) {
  const { id, entry, done, competencies, entries, requests, isBegun } = loaderData;
  const { code = null, errors = [], values = {}, nobodys = [] } = actionData ?? {};
  const field = fieldsOf(labels, { entry, ...values }, errors);
  const asked = code && requests.find((each) => each.id === code.id);
  return (
    <Page
      title={code ? 'Show this code' : 'Ask for feedback'}
      lead={
        code
          ? 'Hold it towards their phone, or send them the link. They need no account, and it takes them a minute.'
          : 'Somebody who saw your conversation, or will see it, answers on their own phone. You alone read it.'
      }
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Ask for feedback' }]}
      isCompact
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}${code ? 'Show this code' : 'Ask for feedback'} · Concord`}</title>
      {done === 'withdraw' && (
        <Note kind="success" title="Withdrawn" isAnswer>
          Its code opens nothing any more.
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      {code && asked && <Code address={code.address} request={asked} />}
      {!isBegun && <BeginFirst />}
      {!code && isBegun && (
        <form method="post" className="form" noValidate>
          <input type="hidden" name="id" value={values.id ?? id} />
          {entries.length > 0 && (
            <Field
              kind="select"
              {...field('entry')}
              options={[
                { value: '', label: 'One that is not in my log yet' },
                ...entries.map((each) => ({ value: each.id, label: entryName(each) })),
              ]}
            />
          )}
          <Field {...field('about')} isOptional maxLength={200} help="The observer reads this. No name of a patient, please." />
          <LookAt competencies={competencies} values={values} errors={errors} />
          <Field {...field('observer')} isOptional maxLength={120} help="For yourself, to know the ask by. They write their own name." />
          <Field
            kind="select"
            {...field('days')}
            options={openDays.map((days) => ({ value: String(days), label: days === 1 ? 'One day' : `${days} days` }))}
          />
          <PersonalWordsAsked labels={read} values={errors.length > 0 ? values : undefined} nobodys={nobodys} />
          <p className="bar">
            <Button kind="primary" name="act" value="ask">
              Make the code
            </Button>
            <a href="/w/practice/told">They told me: I write it down myself</a>
          </p>
        </form>
      )}
      {requests.length > 0 && (
        <Section title="What you asked">
          <ul className="links">
            {requests.map((each) => (
              <li key={each.id}>
                <Asked request={each} entry={entries.find(({ id: entryId }) => entryId === each.entryId)} isShown={each.id === code?.id} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <p>
        <a href="/w/practice/feedback">What others said</a>
        {code && (
          <>
            {' · '}
            <a href="/w/practice/ask">Ask somebody else</a>
          </>
        )}
      </p>
    </Page>
  );
}

function Code({ address, request }: { address: string; request: FeedbackRequest }) {
  return (
    <>
      <QrCode text={address} label="Opens the page where your observer writes feedback" />
      <p>
        <a href={address}>{address}</a>
      </p>
      <p className="muted">
        Whoever has it answers once, until {dayAndTime(request.expiresAt, zone)}. We keep no copy of it: if you leave this page before they
        have opened it, show another one below.
      </p>
    </>
  );
}

function stateOf({ answeredAt, withdrawnAt, isOpen }: FeedbackRequest): string {
  if (answeredAt) return 'Answered';
  if (withdrawnAt) return 'Withdrawn';
  return isOpen ? 'Open' : 'Its time has passed';
}

type AskedProps = { request: FeedbackRequest; entry: Parameters<typeof entryName>[0] | undefined; isShown: boolean };

function Asked({ request, entry, isShown }: AskedProps) {
  const { id, about, observer, madeAt, expiresAt, isOpen } = request;
  return (
    <form method="post">
      <input type="hidden" name="request" value={id} />
      {[observer, about].filter(Boolean).join(': ') || (entry ? entryName(entry) : `Asked on ${dayIn(madeAt, zone)}`)}{' '}
      <Tag kind={isOpen ? 'attention' : 'plain'}>{stateOf(request)}</Tag>
      {isOpen && (
        <>
          <span className="muted"> until {dayAndTime(expiresAt, zone)} </span>
          <span className="bar">
            {!isShown && (
              <Button name="act" value="show">
                Show its code
              </Button>
            )}
            <Button kind="danger" name="act" value="withdraw">
              Withdraw
            </Button>
          </span>
        </>
      )}
    </form>
  );
}
