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
import { type Matching, type Proposal, recalled } from '../../inventory/matching.ts';
import { previewOf } from '../../inventory/row-preview.ts';
import { answerField, matchingOf } from '../columns-form.ts';
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
    const { found, proposal } = await sheetOf(actor, params, request);
    const kept = found.matching?.sheet === proposal.matching.sheet ? recalled(proposal, found.matching) : null;
    const matching = kept ?? proposal.matching;
    const { id, file, year } = found;
    return {
      school: ownSchool(actor),
      found: { id, file, year },
      proposal,
      matching,
      isProposed: kept === null,
      rows: await previewFor(actor, { fileId: found.fileId, matching }),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const { found, proposal } = await answering(() => sheetOf(actor, params, request));
  const form = typedIn(await request.formData());
  const { matching, errors } = matchingOf(proposal, form);
  if (form.intent !== 'read' || errors.length > 0)
    return data(
      { errors: form.intent === 'read' ? errors : [], matching, rows: await previewFor(actor, { fileId: found.fileId, matching }) },
      { status: form.intent === 'read' ? 400 : 200 },
    );
  const read = await refusalOf(() => readColumns(actor, found.id, { matching, shape: proposal.shape }));
  if (read.ok) return redirect(`/w/curriculum/${params.school}/imports/${found.id}`);
  return data({ errors: [{ field: '', message: read.message }], matching, rows: [] }, { status: read.status });
}

/** The import of the address and how its sheet (also of the address) would be read. */
async function sheetOf(actor: Actor, params: { import: string }, request: Request): Promise<{ found: ColumnsToMatch; proposal: Proposal }> {
  const { sheet } = ColumnsSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const found = await as(actor, (scope) => columnsToMatch(scope, importIdOf(params)));
  const proposal = await proposalFor(ownSchool(actor), found.fileId, sheet ?? found.matching?.sheet);
  if (proposal === null)
    throw found.status === 'matching' ? invalid('This file cannot be read as a spreadsheet any more.') : missing('These columns');
  return { found, proposal };
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
  const { school, found, proposal, isProposed } = loaderData;
  const fetcher = useFetcher<typeof action>();
  const base = `/w/curriculum/${school.slug}`;
  const said = actionData?.matching ?? loaderData.matching;
  const rows = fetcher.data?.rows ?? actionData?.rows ?? loaderData.rows;
  const errors = actionData?.errors ?? [];
  function show({ currentTarget }: FormEvent<HTMLFormElement>) {
    const form = new FormData(currentTarget);
    form.set('intent', 'show');
    void fetcher.submit(form, { method: 'post' });
  }
  return (
    <Page
      title="What the columns are"
      lead={`Look whether each column of ${found.file} is taken for what it is. The same shape of file is read alike next time.`}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'File' }, { label: 'Columns' }]}
      status={`For ${found.year}. Nothing is written yet.`}
    >
      <title>{`What the columns are · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={{ 'header-line': 'Line of the headings' }} />
      {proposal.sheets.length > 1 && (
        <Choices
          label="Sheets"
          options={proposal.sheets.map((sheet) => ({
            to: `?sheet=${encodeURIComponent(sheet)}`,
            label: sheet,
            isCurrent: sheet === proposal.matching.sheet,
          }))}
        />
      )}
      {/* Another sheet is another form: what was chosen for the first does not stay in its fields. */}
      <form method="post" key={proposal.matching.sheet} onChange={show}>
        <div className="bar">
          <Button kind="primary" name="intent" value="read">
            Read it like this
          </Button>
          <Button name="intent" value="show">
            Show how it is read
          </Button>
        </div>
        {proposal.questions.length > 0 && (
          <Section title="What the file leaves open">
            <div className="form">
              {proposal.questions.map(({ id, words, because, choices, column }, at) => (
                <Field
                  key={id}
                  kind="radios"
                  name={answerField(at)}
                  label={column === null ? words : `${nameOf(proposal, column)}: ${words}`}
                  help={because}
                  value={said.answers[id]}
                  options={choices.map(({ value, words: label }) => ({ value, label }))}
                />
              ))}
            </div>
          </Section>
        )}
        <Section title="Columns">
          <ColumnTable columns={[...proposal.columns]} matching={said} isProposed={isProposed} />
          <Field
            name="header-line"
            label="Line of the headings"
            help="Leave it empty when the first line is an activity already."
            inputMode="numeric"
            isOptional
            value={said.headerLine === null ? '' : String(said.headerLine)}
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

function nameOf({ columns }: Proposal, column: number): string {
  const found = columns.find(({ index }) => index === column);
  return found ? found.header || `Column ${found.letter}` : `Column ${column + 1}`;
}
