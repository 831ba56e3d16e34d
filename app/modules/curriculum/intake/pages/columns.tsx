import type { FormEvent } from 'react';
import { data, redirect, useFetcher } from 'react-router';
import { type Actor, ownSchool } from '#app/platform/actor.ts';
import { pathOfFile } from '#app/platform/files.server.ts';
import { typedIn } from '#app/platform/form.ts';
import { invalid, missing } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import type { SheetRow } from '#app/platform/sheet.ts';
import { readSheetRows } from '#app/platform/sheet-file.server.ts';
import { actorOf, answering, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import type { Chosen } from '../../inventory/column-proposal.ts';
import type { Matching } from '../../inventory/matching.ts';
import { previewOf } from '../../inventory/row-preview.ts';
import { answerField, missingColumn, saidOf } from '../columns-form.ts';
import { proposalFor, readColumns } from '../jobs.server.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { RowPreviewTable } from '../parts/row-preview-table.tsx';
import { type ColumnsToMatch, columnsToMatch } from '../queries.server.ts';
import { ColumnsSearch, importIdOf } from '../schema.ts';
import type { Route } from './+types/columns';

/** The preview follows each choice by script; without it a button shows it. */
export const handle = { script: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  return answering(async () => {
    const { found, sheet } = await sheetOf(actor, params, request);
    const kept = found.matching && (sheet === undefined || sheet === found.matching.sheet) ? found.matching : null;
    const { id, file, year } = found;
    return {
      school: ownSchool(actor),
      found: { id, file, year },
      isProposed: kept === null,
      ...(await shownFor(actor, found, { sheet: sheet ?? kept?.sheet, ...(kept ? { chosen: kept } : {}) })),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const { found, sheet } = await answering(() => sheetOf(actor, params, request));
  const form = typedIn(await request.formData());
  const said = saidOf(form);
  if (!said.ok) return data({ errors: said.errors, ...(await answering(() => shownFor(actor, found, { sheet }))) }, { status: 400 });
  const shown = await answering(() => shownFor(actor, found, { sheet, chosen: said.said }));
  if (form.intent !== 'read') return data({ errors: [], ...shown }, { status: 200 });
  const lacks = missingColumn(shown.proposal.matching);
  if (lacks) return data({ errors: [lacks], ...shown }, { status: 400 });
  const { matching, shape } = shown.proposal;
  const read = await refusalOf(() => readColumns(actor, found.id, { matching, shape }));
  if (read.ok) return redirect(`/w/curriculum/${params.school}/imports/${found.id}`);
  return data({ errors: [{ field: '', message: read.message }], ...shown }, { status: read.status });
}

/** The import of the address, and the sheet that the address names. */
async function sheetOf(actor: Actor, params: { import: string }, request: Request) {
  const { sheet } = ColumnsSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return { found: await as(actor, (scope) => columnsToMatch(scope, importIdOf(params))), sheet };
}

/** How a sheet is read with what a person said, and its first rows as they will be. */
async function shownFor(actor: Actor, { fileId, status }: ColumnsToMatch, asked: { sheet?: string | undefined; chosen?: Chosen }) {
  const proposal = await proposalFor(ownSchool(actor), fileId, asked);
  if (proposal === null) throw status === 'matching' ? invalid('This file cannot be read as a spreadsheet.') : missing('These columns');
  return { proposal, rows: await previewFor(actor, { fileId, matching: proposal.matching }) };
}

/** So many rows are read to find ten that follow the headings. */
const rowsRead = 60;

async function previewFor(actor: Actor, { fileId, matching }: { fileId: string; matching: Matching }) {
  const rows: SheetRow[] = [];
  for await (const some of readSheetRows(pathOfFile(ownSchool(actor).id, fileId), { sheet: matching.sheet || undefined })) {
    rows.push(...some);
    if (rows.length >= rowsRead + (matching.headerLine ?? 0)) break;
  }
  return previewOf(matching, rows);
}

export default function ColumnsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { school, found, isProposed } = loaderData;
  const fetcher = useFetcher<typeof action>();
  const base = `/w/curriculum/${school.slug}`;
  const { proposal, rows } = fetcher.data ?? actionData ?? loaderData;
  const { matching, questions, columns, sheets } = proposal;
  const errors = fetcher.data?.errors ?? actionData?.errors ?? [];
  function show({ currentTarget }: FormEvent<HTMLFormElement>) {
    const form = new FormData(currentTarget);
    form.set('intent', 'show');
    void fetcher.submit(form, { method: 'post' });
  }
  return (
    <Page
      title="What the columns are"
      lead={`Look whether each column of “${found.file}” is taken for what it is. The same shape of file is read alike next time.`}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'File' }, { label: 'Columns' }]}
      status={`For ${found.year}. Nothing is written yet.`}
    >
      <title>{`What the columns are · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={{ 'header-line': 'Line of the headings' }} takesFocus={fetcher.data === undefined} />
      {sheets.length > 1 && (
        <Choices
          label="Sheets"
          options={sheets.map((sheet) => ({
            to: `?sheet=${encodeURIComponent(sheet)}`,
            label: sheet,
            isCurrent: sheet === matching.sheet,
          }))}
        />
      )}
      <form method="post" onChange={show} className="flow">
        <div className="bar">
          <Button kind="primary" name="intent" value="read">
            Read it like this
          </Button>
          <Button name="intent" value="show">
            Show how it is read
          </Button>
        </div>
        {questions.length > 0 && (
          <Section title="What the file leaves open">
            <div className="form">
              {questions.map(({ id, words, because, choices }) => (
                <Field
                  key={id}
                  kind="radios"
                  name={answerField(id)}
                  label={words}
                  help={because}
                  value={matching.answers[id]}
                  options={choices.map(({ value, words: label }) => ({ value, label }))}
                />
              ))}
            </div>
          </Section>
        )}
        <Section title="Columns">
          <ColumnTable columns={columns} isProposed={isProposed} />
          <Field
            name="header-line"
            label="Line of the headings"
            help="Leave it empty when the first line is an activity already."
            inputMode="numeric"
            isOptional
            value={matching.headerLine === null ? '' : String(matching.headerLine)}
            error={errorOf(errors, 'header-line')}
          />
        </Section>
      </form>
      <Section title="The first rows as they will be read" id="rows">
        <p role="status" className="muted">
          {fetcher.state === 'idle' ? 'This is how they are read with the choices above.' : 'Reading them again…'}
        </p>
        <RowPreviewTable rows={[...rows]} />
      </Section>
      <form method="post" action={`${base}/imports/${found.id}`}>
        <Button kind="quiet" name="intent" value="discard">
          Discard this file
        </Button>
      </form>
    </Page>
  );
}
