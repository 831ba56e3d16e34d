import { data, redirect } from 'react-router';
import { dropFile } from '#app/platform/files.server.ts';
import { parseForm } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { cellText } from '#app/platform/sheet.ts';
import { readSheetRows, UnreadableFile } from '#app/platform/sheet-file.server.ts';
import { readUpload } from '#app/platform/upload.server.ts';
import { answerForm, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneChoices } from '../../../members/time-zone.ts';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { OccasionPage } from '../../parts/occasion-page.tsx';
import { answerRow, bringReport, correctPresence, undoReport } from '../commands.server.ts';
import { presenceRead } from '../queries.server.ts';
import { type Report, type ReportRow, readReport } from '../report.ts';
import { Correction, ImportNamed, ReportForm, RowAnswer } from '../schema.ts';
import type { Route } from './+types/attendance';

export function loader(asked: Route.LoaderArgs) {
  const search = new URL(asked.request.url).searchParams;
  return inOccasion(asked, async (scope, occasion) => ({
    occasion,
    read: await presenceRead(scope, occasion),
    zones: zoneChoices(),
    done: search.get('done'),
    counted: {
      matched: Number(search.get('matched') ?? 0),
      open: Number(search.get('open') ?? 0),
      unread: Number(search.get('unread') ?? 0),
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
      : act === 'correct'
        ? await answerForm(act, { schema: Correction, form }, (said) =>
            as(actor, (scope) => correctPresence(scope, id, said)).then(() => undefined),
          )
        : await answerForm('row', { schema: RowAnswer, form }, (said) =>
            as(actor, (scope) => answerRow(scope, id, said)).then(() => undefined),
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
    return redirect(`?done=bring&matched=${matched}&open=${open}&unread=${report.unread.length}`);
  } finally {
    await dropFile(file.temporary);
  }
}

/** A file may say one thing in its first lines and another in its list, so what stands between the cells is tried where it is not told. */
async function reportIn(path: string, frame: Parameters<typeof readReport>[1]): Promise<Report | { problem: string }> {
  let problem = 'Nothing in this file could be read.';
  for (const delimiter of [undefined, ',', '\t', ';'] as const) {
    const rows: ReportRow[] = [];
    try {
      for await (const some of readSheetRows(path, { ...(delimiter && { delimiter }) }))
        rows.push(...some.map(({ line, cells }) => ({ line, cells: cells.map(cellText) })));
    } catch (error) {
      if (error instanceof UnreadableFile) return { problem: error.message };
      throw error;
    }
    const read = readReport(rows, frame);
    if ('people' in read) return read;
    problem = read.problem;
    if (!problem.startsWith('No list')) break;
  }
  return { problem };
}

const labels: Readonly<Record<string, string>> = {
  file: 'The meeting’s report',
  timeZone: 'Time zone of the report',
  mail: 'The address that they registered with',
  came: 'Were they there?',
  minutes: 'Minutes',
  reason: 'Why',
};
const dones: Readonly<Record<string, string>> = {
  undo: 'The report is taken back, with all that it said',
  correct: 'Your correction stands',
  row: 'Your answer is kept',
};

export default function Attendance({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, read, zones, done, counted } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const act = actionData?.act ?? '';
  return (
    <OccasionPage
      occasion={occasion}
      here="/attendance"
      lead="From the meeting’s own report, matched by the address that somebody confirmed when they registered. Names match nobody."
      hasErrors={errors.length > 0}
    >
      {done === 'bring' && (
        <Note kind="success" title={`${count(counted.matched, 'person', 'people')} found by their address`} isAnswer>
          {`${counted.open === 0 ? 'Nobody' : counted.open} waits below for your answer.${counted.unread > 0 ? ` ${count(counted.unread, 'line', 'lines')} could not be read.` : ''}`}
        </Note>
      )}
      {done !== null && dones[done] && <Note kind="success" title={dones[done]} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {!occasion.recordsAttendance ? (
        <p>Attendance is not recorded here. It is turned on with the occasion’s own facts, if somebody needs it.</p>
      ) : (
        <>
          <Queue read={read} values={act === 'row' ? values : {}} errors={act === 'row' ? errors : []} />
          <Came read={read} occasion={occasion} />
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

function Queue({ read, values, errors }: { read: Read; values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  const [first] = read.open;
  if (!first) return null;
  const shown = read.open.find(({ id }) => id === values.row) ?? first;
  return (
    <Section title={`Who was this? ${read.openInAll} to answer`}>
      <p>
        The report names <strong>{shown.name || 'nobody'}</strong>
        {shown.mail === null ? ', without an address' : `, with the address ${shown.mail}, with which nobody registered`}:{' '}
        {count(shown.minutes, 'minute', 'minutes')}
        {shown.joins.length > 1 && ` in ${shown.joins.length} joins`}.
      </p>
      {read.claims.length > 0 && (
        <>
          <p>Those who registered say:</p>
          <ul>
            {read.claims.map(({ id, name, mail, claim }) => (
              <li key={id}>
                {name} ({mail}): {claim}
              </li>
            ))}
          </ul>
        </>
      )}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="row" value={shown.id} />
        <Field
          name="mail"
          type="email"
          label={labels.mail!}
          value={values.mail}
          error={errorOf(errors, 'mail')}
          help="Only if you know who it was. A name alone is no proof: two people may bear it."
        />
        <p className="bar">
          <Button kind="primary" name="answer" value="is">
            This is who registered so
          </Button>
          <Button name="answer" value="nobody">
            Nobody of ours
          </Button>
        </p>
      </form>
    </Section>
  );
}

function Came({ read, occasion }: { read: Read; occasion: Route.ComponentProps['loaderData']['occasion'] }) {
  const came = read.came.filter(({ came }) => came).length;
  if (read.came.length === 0) return null;
  return (
    <Section title="Who was there">
      <p>
        {count(came, 'person', 'people')} of {occasion.confirmed} who had a place
        {occasion.minimumMinutes !== null && `, for at least ${occasion.minimumMinutes} minutes`}.
      </p>
      <Table
        caption="Attendance"
        isCaptionHidden
        count={count(read.came.length, 'person', 'people')}
        rows={read.came}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', label: 'Name', cell: ({ name }) => name ?? 'Forgotten' },
          { key: 'mail', label: 'Address', phone: 'bare', cell: ({ mail }) => mail },
          { key: 'minutes', label: 'Minutes', isNumber: true, unit: 'minutes', cell: ({ minutes }) => minutes },
          { key: 'came', label: 'There', cell: ({ came }) => (came ? 'yes' : 'no') },
          { key: 'reason', label: 'Corrected', cell: ({ reason }) => reason },
        ]}
      />
    </Section>
  );
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
