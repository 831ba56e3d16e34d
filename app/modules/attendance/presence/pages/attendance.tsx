import { data, redirect } from 'react-router';
import { dropFile } from '#app/platform/files.server.ts';
import { parseForm } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { readUpload } from '#app/platform/upload.server.ts';
import { answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime, wallClock } from '#app/ui/date.ts';
import { Defined } from '#app/ui/definition.tsx';
import { Downloads } from '#app/ui/downloads.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneChoices } from '../../../members/time-zone.ts';
import { attendanceDefinitions } from '../../definitions.ts';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { claimsRead } from '../claim-queries.server.ts';
import { bringReport, correctPresence, undoReport } from '../commands.server.ts';
import { presenceRead } from '../queries.server.ts';
import { reportIn } from '../report-file.server.ts';
import { Correction, ImportNamed, presencePageSize, QueueSearch, ReportForm } from '../schema.ts';
import type { Route } from './+types/attendance';

export function loader(asked: Route.LoaderArgs) {
  const url = new URL(asked.request.url);
  const search = url.searchParams;
  const { page } = QueueSearch.parse(Object.fromEntries(search));
  return inOccasion(asked, async (scope, occasion) => ({
    occasion,
    address: url.search,
    read: await presenceRead(scope, occasion, page),
    claims: (await claimsRead(scope, occasion.id)).total,
    zones: zoneChoices(),
    done: search.get('done'),
    counted: {
      matched: Number(search.get('matched') ?? 0),
      open: Number(search.get('open') ?? 0),
      unread: Number(search.get('unread') ?? 0),
      lines: (search.get('lines') ?? '').split(' ').filter((line) => /^\d{1,6}$/.test(line)),
    },
  }));
}

export async function action(asked: Route.ActionArgs) {
  const actor = await occasionActor(asked);
  const { request, params } = asked;
  const id = params.occasion;
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) return bring(asked);
  const form = await request.formData();
  const act = String(form.get('act') ?? '');
  const acted =
    act === 'undo'
      ? await answerForm(act, { schema: ImportNamed, form }, (said) =>
          as(actor, (scope) => undoReport(scope, id, said.import)).then(() => undefined),
        )
      : await answerForm('correct', { schema: Correction, form }, (said) =>
          as(actor, (scope) => correctPresence(scope, id, said)).then(() => undefined),
        );
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

async function bring(asked: Route.ActionArgs) {
  const actor = await occasionActor(asked);
  const refused = (field: string, message: string, values: Record<string, string> = {}) =>
    data({ act: 'bring', errors: [{ field, message }], values }, { status: 400 });
  const upload = await refusalOf(() => readUpload(asked.request));
  if (!upload.ok) return refused('file', upload.message);
  const { fields, name, file } = upload.value;
  try {
    const form = new FormData();
    for (const [key, value] of Object.entries(fields)) form.set(key, value);
    const said = parseForm(ReportForm, form);
    if (!said.ok) return refused('timeZone', 'Choose a time zone, and choose the file again.', fields);
    const frame = await inOccasion(asked, async (_, { startsAt, endsAt }) => ({ startsAt, endsAt, timeZone: said.data.timeZone }));
    const report = await reportIn(file.temporary, frame);
    if ('problem' in report) return refused('file', report.problem, fields);
    const brought = await refusalOf(() =>
      as(actor, (scope) => bringReport(scope, asked.params.occasion, { report, fileName: name, timeZone: said.data.timeZone })),
    );
    if (!brought.ok) return refused('', brought.message, fields);
    const { matched, open } = brought.value;
    const lines = report.unread.slice(0, 10).map(({ line }) => line);
    return redirect(`?done=bring&matched=${matched}&open=${open}&unread=${report.unread.length}&lines=${lines.join('+')}`);
  } finally {
    await dropFile(file.temporary);
  }
}

const labels: Readonly<Record<string, string>> = {
  file: 'The meeting’s report',
  timeZone: 'Time zone of the report',
  mail: 'The email address that they registered with',
  came: 'Were they there?',
  minutes: 'Minutes',
  reason: 'Why',
};
const dones: Readonly<Record<string, string>> = {
  undo: 'The report is taken back, with all that it said',
  correct: 'Your correction stands',
};

export default function Attendance({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, address, read, claims, zones, done, counted } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const act = actionData?.act ?? '';
  return (
    <OccasionPage
      occasion={occasion}
      here="/attendance"
      lead="From the meeting’s own report, matched by the address that somebody confirmed when they registered, and from the code in the room. Names match nobody."
      hasErrors={errors.length > 0}
    >
      {done === 'bring' && (
        <Note kind="success" title={`${count(counted.matched, 'person', 'people')} found by their address`} isAnswer>
          {`${counted.open === 0 ? 'Nobody else is named.' : `${count(counted.open, 'line waits', 'lines wait')} for your decision.`}${unread(counted)}`}
        </Note>
      )}
      {done !== null && Object.hasOwn(dones, done) && <Note kind="success" title={dones[done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {!occasion.recordsAttendance ? (
        <p>Attendance is not recorded here. It is turned on where the event is planned, if somebody needs it.</p>
      ) : (
        <>
          <p className="bar">
            <ButtonLink href={`/w/occasions/${occasion.id}/room`}>Code in the room</ButtonLink>
          </p>
          <Uncertain read={read} claims={claims} occasionId={occasion.id} />
          <Came read={read} occasion={occasion} address={address} />
          <Section title="Bring in a report">
            <form method="post" encType="multipart/form-data" className="form" noValidate>
              <Field
                kind="file"
                name="file"
                label={labels.file!}
                accept=".csv,.xlsx,.zip,text/csv"
                error={errorOf(errors, 'file')}
                help="The list of participants of Zoom, or the attendance report of Teams, as CSV."
              />
              <Field
                kind="select"
                name="timeZone"
                label={labels.timeZone!}
                value={(act === 'bring' && values.timeZone) || occasion.timeZone}
                error={act === 'bring' ? errorOf(errors, 'timeZone') : undefined}
                options={zones}
                help="That of the account from which it was downloaded."
              />
              <p className="bar">
                <Button kind="primary">Read the report</Button>
              </p>
            </form>
            <Imports read={read} zone={occasion.timeZone} />
          </Section>
          <Section title="Correct by hand">
            <form method="post" className="form" noValidate>
              <Field name="mail" type="email" label={labels.mail!} {...kept('mail')} />
              <Field
                kind="radios"
                name="came"
                label={labels.came!}
                {...kept('came')}
                options={[
                  { value: 'yes', label: 'Yes' },
                  { value: 'no', label: 'No' },
                ]}
              />
              <Field name="minutes" label={labels.minutes!} inputMode="numeric" {...kept('minutes')} />
              <Field
                name="reason"
                label={labels.reason!}
                isWide
                {...kept('reason')}
                help="It stands in the record, and no report changes it."
              />
              <p className="bar">
                <Button name="act" value="correct">
                  Keep the correction
                </Button>
              </p>
            </form>
          </Section>
        </>
      )}
    </OccasionPage>
  );

  function kept(field: string) {
    return act === 'correct' ? { value: values[field], error: errorOf(errors, field) } : {};
  }
}

type Read = Route.ComponentProps['loaderData']['read'];

function unread({ unread, lines }: Route.ComponentProps['loaderData']['counted']): string {
  if (unread === 0) return '';
  const which = lines.length < unread ? `among them ${lines.join(', ')}` : lines.join(', ');
  return ` ${count(unread, 'line', 'lines')} of the file could not be read (${which}).`;
}

function Uncertain({ read: { progress }, claims, occasionId }: { read: Read; claims: number; occasionId: string }) {
  if (progress.total === 0 && claims === 0) return null;
  const isOpen = progress.decided < progress.total || claims > 0;
  return (
    <Section title={progress.total > 0 ? 'Lines without a confirmed address' : 'Who says that they were there'}>
      {progress.total > 0 && <Progress label="decided" done={progress.decided} total={progress.total} />}
      {claims > 0 && <p>{count(claims, 'person says', 'people say')} that they were there, and wait for an answer.</p>}
      <p className="bar">
        <ButtonLink kind={isOpen ? 'primary' : undefined} href={`/w/occasions/${occasionId}/attendance/uncertain`}>
          {isOpen ? 'Decide who they were' : 'What was decided'}
        </ButtonLink>
      </p>
    </Section>
  );
}

type CameProps = { read: Read; occasion: Route.ComponentProps['loaderData']['occasion']; address: string };

function Came({ read, occasion, address }: CameProps) {
  if (read.recorded === 0) return null;
  return (
    <Section title="Who was there">
      <p>
        {count(read.there, 'person', 'people')} of {occasion.confirmed} who had a place
        {occasion.minimumMinutes !== null && `, for at least ${occasion.minimumMinutes} minutes`}.{' '}
        {read.noted > 0 && `${count(read.noted, 'person', 'people')} noted the code in the room.`}
      </p>
      <Table
        caption="Attendance"
        isCaptionHidden
        count={count(read.recorded, 'person', 'people')}
        rows={read.came}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: 'Name', cell: ({ name }) => name ?? 'Forgotten' },
          { key: 'mail', label: 'Address', phone: 'bare', cell: ({ mail }) => mail },
          { key: 'minutes', label: 'Minutes', isNumber: true, unit: 'minutes', cell: ({ minutes }) => minutes },
          { key: 'came', label: 'There', cell: ({ came }) => (came ? 'yes' : 'no') },
          { key: 'room', label: 'Code in the room', cell: ({ firstAt, lastAt }) => inRoom(firstAt, lastAt, occasion.timeZone) },
          { key: 'reason', label: 'Corrected', cell: ({ reason }) => reason },
        ]}
      />
      <Pagination page={read.page} size={presencePageSize} total={read.recorded} noun="people" search={address} />
      <Defined figures={attendanceDefinitions.slice(0, 3)} />
      <Downloads of={`All ${read.recorded}`} address={`/w/occasions/${occasion.id}/attendance`} />
    </Section>
  );
}

/** One code, or the first and the last: the time between counts. */
function inRoom(firstAt: Date | null, lastAt: Date | null, zone: string): string {
  if (firstAt === null || lastAt === null) return '';
  const clock = (instant: Date) => `${wallClock(instant, zone).hour}:${wallClock(instant, zone).minute}`;
  return clock(firstAt) === clock(lastAt) ? clock(firstAt) : `${clock(firstAt)} and ${clock(lastAt)}`;
}

function Imports({ read, zone }: { read: Read; zone: string }) {
  if (read.imports.length === 0) return null;
  return (
    <form method="post">
      <input type="hidden" name="act" value="undo" />
      <Table
        caption="Reports that were read"
        rows={read.imports}
        rowKey={({ id }) => id}
        columns={[
          { key: 'file', label: 'File', cell: ({ fileName, source }) => `${fileName} (${source === 'zoom' ? 'Zoom' : 'Teams'})` },
          { key: 'people', label: 'Names in it', isNumber: true, cell: ({ people }) => Number(people) },
          { key: 'at', label: 'Read', cell: ({ broughtAt }) => dayAndTime(broughtAt, zone) },
          {
            key: 'act',
            label: 'Act',
            phone: 'line',
            cell: ({ id, undoneAt, fileName }) =>
              undoneAt ? (
                'taken back'
              ) : (
                <Button kind="danger" name="import" value={id} aria-label={`Take back ${fileName}`}>
                  Take back
                </Button>
              ),
          },
        ]}
      />
    </form>
  );
}
