import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime, wallClock } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { FieldError } from '#app/ui/field-words.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Queue } from '#app/ui/queue.tsx';
import { Table } from '#app/ui/table.tsx';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { answerClaim } from '../claim-commands.server.ts';
import { claimsRead } from '../claim-queries.server.ts';
import { answerRows, takeBackLast } from '../commands.server.ts';
import { queueRead } from '../queries.server.ts';
import { ClaimAnswer, presencePageSize, QueueSearch, RowAnswer } from '../schema.ts';
import type { Route } from './+types/uncertain';

/** Keys need script; everything else works without. */
export const handle = { script: true };

export function loader(asked: Route.LoaderArgs) {
  const url = new URL(asked.request.url);
  const search = QueueSearch.parse(Object.fromEntries(url.searchParams));
  return inOccasion(asked, async (scope, occasion) => ({
    occasion,
    address: url.search,
    read: await queueRead(scope, occasion, search),
    claims: await claimsRead(scope, occasion.id),
    done: url.searchParams.get('done'),
    lines: Number(url.searchParams.get('lines') ?? 1),
  }));
}

export async function action(asked: Route.ActionArgs) {
  const actor = await occasionActor(asked);
  const { occasion } = asked.params;
  const form = await asked.request.formData();
  const act = String(form.get('act') ?? '');
  if (act === 'back') {
    const taken = await refusalOf(() => as(actor, (scope) => takeBackLast(scope, occasion)));
    return taken.ok ? redirect(`?done=open&lines=${taken.value.length}&at=${taken.value[0]}`) : refused('', taken);
  }
  if (act === 'claim') {
    const acted = await answerForm(act, { schema: ClaimAnswer, form }, (said) =>
      as(actor, (scope) => answerClaim(scope, occasion, said)).then(() => undefined),
    );
    return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
  }
  const isSeveral = act.startsWith('all-');
  const rows = form.getAll('rows').join(' ');
  form.set('answer', act.replace('all-', ''));
  form.set('rows', rows);
  // Somebody who was written stands before somebody who was chosen.
  form.set('mail', form.get(isSeveral ? 'person' : 'mail') || form.get('who') || '');
  const acted = await answerForm(isSeveral ? 'several' : 'one', { schema: RowAnswer, form }, async (said) => {
    await as(actor, (scope) => answerRows(scope, occasion, said));
    return undefined;
  });
  if (!acted.ok) {
    const errors = acted.refused.errors.map((error) => (isSeveral && error.field === 'mail' ? { ...error, field: 'person' } : error));
    return data({ ...acted.refused, errors }, { status: acted.status });
  }
  const [first] = rows.split(' ');
  return redirect(`?done=${form.get('answer')}&lines=${rows.split(' ').length}${isSeveral ? '' : `&at=${first}`}`);
}

function refused(act: string, { message, status }: { message: string; status: number }) {
  return data({ act, errors: [{ field: '', message }], values: {} as Record<string, string> }, { status });
}

const labels: Readonly<Record<string, string>> = {
  mail: 'The email address that somebody registered with',
  person: 'All chosen are of one person, who registered with the email address',
  rows: 'Lines',
  minutes: 'Minutes',
  because: 'Why',
};
const dones: Readonly<Record<string, (n: number) => string>> = {
  is: (n) => `${count(n, 'line is', 'lines are')} decided: somebody who registered`,
  nobody: (n) => `${count(n, 'line is', 'lines are')} decided: nobody of ours`,
  claim: () => 'It is answered, and they read it on the page of their place',
  open: (n) => `${count(n, 'decision is', 'decisions are')} taken back`,
};

export default function UncertainLines({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, address, read, claims, done, lines } = loaderData;
  const { act = '', errors = [], values = {} } = actionData ?? {};
  const { decided, total } = read.progress;
  const typed = (of: string) => (act === of ? { values, errors } : { values: {}, errors: [] });
  return (
    <OccasionPage
      occasion={occasion}
      here="/attendance"
      below="Who was this?"
      lead="Lines of the meeting’s report that no confirmed address answers. A person decides each; a name alone is no proof."
      hasErrors={errors.length > 0}
    >
      {done !== null && Object.hasOwn(dones, done) && <Note kind="success" title={dones[done]!(lines)} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      <Claims claims={claims} occasion={occasion} {...typed('claim')} />
      {total === 0 ? (
        <Empty title="No such line">
          Everybody whom the reports name was found by an address, or no report is in. <a href="../attendance">Who was there</a>
        </Empty>
      ) : (
        <>
          <Progress label="decided" done={decided} total={total} />
          {read.shown ? <One read={read} occasion={occasion} {...typed('one')} /> : <p>All are decided.</p>}
          {read.openInAll > 1 && <Several read={read} address={address} {...typed('several')} />}
          <History read={read} zone={occasion.timeZone} address={address} />
          <Downloads of={`All ${total}`} address={`/w/occasions/${occasion.id}/attendance/uncertain`} />
          <Keys />
        </>
      )}
    </OccasionPage>
  );
}

/** What registrants say of themselves: each is answered by a person, with their words beside it. */
function Claims({ claims, occasion, values, errors }: { claims: Data['claims']; occasion: Data['occasion'] } & Typed) {
  if (claims.waiting.length === 0) return null;
  const whole = Math.round((occasion.endsAt.getTime() - occasion.startsAt.getTime()) / 60_000);
  return (
    <Section title="Who says that they were there">
      <p>{count(claims.total, 'person waits', 'people wait')} for an answer. Nothing is recorded of them until you say yes.</p>
      <ul className="plain-list">
        {claims.waiting.map(({ id, name, mail, claim, claimedAt, minutes }) => {
          const isBack = values.place === id;
          // The form that came back has the ids that the summary of mistakes leads to.
          const idOf = (field: string) => (isBack ? field : `${field}-${id}`);
          const line = (field: 'minutes' | 'because', label: string, value: string | undefined) => (
            <div className={field === 'because' ? 'field wide' : 'field'}>
              <label htmlFor={idOf(field)}>{label}</label>
              <input
                id={idOf(field)}
                name={field}
                inputMode={field === 'minutes' ? 'numeric' : undefined}
                defaultValue={isBack ? values[field] : value}
                aria-invalid={isBack && errorOf(errors, field) ? true : undefined}
                aria-describedby={isBack && errorOf(errors, field) ? `${field}-error` : undefined}
              />
              <FieldError id={`${idOf(field)}-error`}>{isBack ? errorOf(errors, field) : undefined}</FieldError>
            </div>
          );
          return (
            <li key={id}>
              <form method="post" className="form" noValidate>
                <input type="hidden" name="act" value="claim" />
                <input type="hidden" name="place" value={id} />
                <p>
                  <strong>{name}</strong>, {mail}: “{claim}”
                  {claimedAt && <span className="muted">{` ${dayAndTime(claimedAt, occasion.timeZone)}`}</span>}
                  {minutes !== null && `. ${count(minutes, 'minute is', 'minutes are')} recorded of them.`}
                </p>
                {line('minutes', 'Minutes, if you say yes', String(whole))}
                {line('because', 'Why, if you say no; or what you add to their words', undefined)}
                <p className="bar">
                  <Button kind="primary" name="answer" value="yes">
                    Yes, {name} was there
                  </Button>
                  <Button name="answer" value="no">
                    No, {name} was not
                  </Button>
                </p>
              </form>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

type Data = Route.ComponentProps['loaderData'];
type Read = Data['read'];
type Typed = { values: Readonly<Record<string, string>>; errors: readonly FormError[] };

function One({ read, occasion, values, errors }: { read: Read; occasion: Data['occasion'] } & Typed) {
  const shown = read.shown!;
  return (
    <Queue
      item={
        <>
          <h2>{shown.name || 'Nobody is named'}</h2>
          <p>
            {shown.mail === null ? 'Without an address' : `With the address ${shown.mail}, with which nobody registered`};{' '}
            {count(shown.minutes, 'minute', 'minutes')}
            {shown.joins.length > 0 && `: ${joined(shown.joins, occasion.timeZone)}`}.
          </p>
          {shown.settledAt !== null && (
            <p className="muted">{`What was decided before was taken back${shown.by ? ` by ${shown.by}` : ''}, ${dayAndTime(shown.settledAt, occasion.timeZone)}.`}</p>
          )}
          {read.next !== null && (
            <p>
              <a href={`?at=${read.next}`} aria-keyshortcuts="j">
                Leave it for later (j)
              </a>
            </p>
          )}
        </>
      }
      hidden={{ rows: shown.id }}
      questions={
        shown.proposed.length === 0
          ? []
          : [
              {
                name: 'who',
                legend: 'Who registered, and may be meant',
                chosen: values.who,
                options: shown.proposed.map(({ mail, name, claim }, at) => ({
                  value: mail ?? '',
                  keyLabel: String(at + 1),
                  label: `${name}, ${mail}${claim ? `, who says: “${claim}”` : ''}`,
                })),
              },
            ]
      }
      acts={[
        { value: 'is', label: 'This is who it was', keyLabel: 'y', kind: 'primary' },
        { value: 'nobody', label: 'Nobody of ours', keyLabel: 'n' },
        ...(read.progress.decided > 0 ? [{ value: 'back', label: 'Take my last decision back', keyLabel: 'u', isRare: true }] : []),
      ]}
      saved="Each decision is kept at once"
    >
      <Field
        name="mail"
        type="email"
        label={shown.proposed.length > 0 ? 'Or another email address that somebody registered with' : labels.mail!}
        isOptional
        value={values.mail}
        error={errorOf(errors, 'mail')}
        help="As the list of who comes has it."
      />
    </Queue>
  );
}

function joined(joins: readonly (readonly [number, number])[], zone: string): string {
  const clock = (seconds: number) => {
    const { hour, minute } = wallClock(new Date(seconds * 1000), zone);
    return `${hour}:${minute}`;
  };
  const said = joins.slice(0, 6).map(([from, to]) => `${clock(from)} to ${clock(to)}`);
  return [...said, ...(joins.length > 6 ? [`and ${joins.length - 6} more`] : [])].join(', ');
}

function Several({ read, address, values, errors }: { read: Read; address: string } & Typed) {
  return (
    <Section title="Several at once" id="several">
      <form method="post" className="form" noValidate>
        <Table
          caption="Lines that wait"
          isCaptionHidden
          count={count(read.openInAll, 'line waits', 'lines wait')}
          rows={read.lines}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'name',
              label: 'Named',
              cell: ({ id, name }) => (
                <label>
                  <input type="checkbox" name="rows" value={id} defaultChecked={values.rows?.includes(id)} /> {name || 'nobody'}
                </label>
              ),
            },
            { key: 'mail', label: 'Address', phone: 'bare', cell: ({ mail }) => mail },
            { key: 'minutes', label: 'Minutes', isNumber: true, unit: 'minutes', cell: ({ minutes }) => minutes },
            { key: 'act', label: 'Act', phone: 'line', cell: ({ id, name }) => <a href={`?at=${id}`}>Look at {name || 'it'}</a> },
          ]}
        />
        <FieldError id="rows">{errorOf(errors, 'rows')}</FieldError>
        <p className="bar">
          <Button name="act" value="all-nobody">
            All chosen: nobody of ours
          </Button>
        </p>
        <Field name="person" type="email" label={labels.person!} isOptional value={values.person} error={errorOf(errors, 'person')} />
        <p className="bar">
          <Button name="act" value="all-is">
            All chosen: this person
          </Button>
        </p>
      </form>
      <Pagination page={read.page} size={presencePageSize} total={read.openInAll} noun="lines" search={address} />
    </Section>
  );
}

function History({ read, zone, address }: { read: Read; zone: string; address: string }) {
  if (read.decided.length === 0) return null;
  return (
    <Section title="What was decided">
      <form method="post">
        <input type="hidden" name="act" value="open" />
        <Table
          caption="What was decided, the newest first"
          isCaptionHidden
          count={count(read.progress.decided, 'line', 'lines')}
          rows={read.decided}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', label: 'Named', cell: ({ name }) => name || 'nobody' },
            {
              key: 'is',
              label: 'Decided',
              cell: ({ state, placeName, placeMail }) =>
                state === 'nobody' ? 'Nobody of ours' : placeName === null ? 'Somebody who is forgotten' : `${placeName}, ${placeMail}`,
            },
            { key: 'by', label: 'By', cell: ({ by }) => by },
            { key: 'at', label: 'When', cell: ({ settledAt }) => settledAt && dayAndTime(settledAt, zone) },
            {
              key: 'act',
              label: 'Act',
              phone: 'line',
              cell: ({ id, name }) => (
                <Button name="rows" value={id} aria-label={`Take back what was decided of ${name || 'nobody'}`}>
                  Take back
                </Button>
              ),
            },
          ]}
        />
      </form>
      <Pagination
        page={read.decidedPage}
        size={presencePageSize}
        total={read.progress.decided}
        noun="decisions"
        search={address}
        name="decided"
      />
    </Section>
  );
}
