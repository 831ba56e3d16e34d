import { data, redirect } from 'react-router';
import { dropFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { readUpload } from '#app/platform/upload.server.ts';
import { actorOf, answering, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { frameworks } from '../../queries.server.ts';
import { assertMayImport, importFramework } from '../commands.server.ts';
import { readFrameworkFile } from '../framework-file.server.ts';
import { MessageTable } from '../parts/message-table.tsx';
import { importReport } from '../queries.server.ts';
import { NewFramework, ReportSearch } from '../schema.ts';
import type { Route } from './+types/import';

export function loader({ context, request }: Route.LoaderArgs) {
  const { version } = ReportSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    assertMayImport(scope);
    const known = (await frameworks(scope)).flatMap(([first]) => (first ? [{ id: first.frameworkId, title: first.title }] : []));
    return { known, report: version === undefined ? null : await importReport(scope, version) };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  await answering(async () => assertMayImport({ actor })); // before a large file travels
  const upload = await refusalOf(() => readUpload(request));
  if (!upload.ok) return refused([{ field: 'file', message: upload.message }], upload.status);
  const { fields, name, file } = upload.value;
  try {
    const form = NewFramework.safeParse(fields);
    if (!form.success) {
      const errors = form.error.issues.map(({ path, message }) => ({
        field: path.join('.'),
        message: `${message}, and choose the file again.`,
      }));
      return refused(errors, 400, fields);
    }
    const { title, creator, framework } = form.data;
    const { file: read, messages } = await readFrameworkFile(file.temporary, { name, title, creator });
    if (read === null) {
      const { found, expected } = messages[0]!;
      return refused([{ field: 'file', message: `${name} is not read as a framework: ${found}. Expected: ${expected}.` }], 400, fields);
    }
    const made = await refusalOf(() => as(actor, (scope) => importFramework(scope, read, { messages, frameworkId: framework || null })));
    if (!made.ok) return refused([{ field: '', message: made.message }], made.status, fields);
    return redirect(`/w/competencies/import?version=${made.value.versionId}`);
  } finally {
    await dropFile(file.temporary);
  }
}

function refused(errors: { field: string; message: string }[], status: number, values: Record<string, string> = {}) {
  return data({ errors, values }, { status });
}

export default function ImportFramework({ loaderData: { known, report }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values: Record<string, string> = actionData?.values ?? {};
  return (
    <Page
      title="Bring in a framework"
      lead="Any framework of competencies, from a CASE server or from a spreadsheet. It begins as a draft: nobody maps against it before it is adopted."
      crumbs={[{ label: 'Competencies', to: '/w/competencies' }, { label: 'Bring in' }]}
    >
      <title>Bring in a framework · Concord</title>
      <FormErrors errors={errors} labels={{ file: 'File', title: 'Name', creator: 'Made by', framework: 'Version of' }} />
      {report && errors.length === 0 && (
        <>
          <Note kind="success" title={`“${report.title}” is here as a draft, version ${report.number}`} isAnswer>
            <p>
              {count(report.items, 'item', 'items')}: {count(report.domains, 'domain', 'domains')},{' '}
              {count(report.competencies, 'competency', 'competencies')}, {count(report.milestones, 'milestone', 'milestones')}; and{' '}
              {count(report.associations, 'relation', 'relations')} beyond the tree.
            </p>
            <p className="bar">
              <ButtonLink kind="primary" href={`/w/competencies/${report.slug}/${encodeURIComponent(report.number)}/edit`}>
                Look at the draft
              </ButtonLink>
            </p>
          </Note>
          <Section title="What the import says">
            <MessageTable messages={report.messages} />
          </Section>
        </>
      )}
      <Section title={report ? 'Bring in another' : 'The file'}>
        <form method="post" encType="multipart/form-data" className="form">
          <Field
            kind="file"
            name="file"
            label="File"
            accept=".json,.csv,.xlsx,.gz,.zip"
            help="CASE as JSON (1.0, 1.1 and older), or a spreadsheet with a column of texts and, if there is one, of codes."
            error={errorOf(errors, 'file')}
          />
          <Field
            name="title"
            label="Name"
            isOptional
            help="For spreadsheets: what the framework is called. Without one, the file’s own name."
            value={values.title}
            error={errorOf(errors, 'title')}
          />
          <Field
            name="creator"
            label="Made by"
            isOptional
            help="For spreadsheets: whose framework it is."
            value={values.creator}
            error={errorOf(errors, 'creator')}
          />
          <Field
            kind="select"
            name="framework"
            label="Version of"
            isOptional
            help="For spreadsheets: the framework that this is a new version of; a name that is not here yet makes a new one. A CASE file says it itself."
            value={values.framework ?? ''}
            options={[{ value: '', label: 'Decided by its name' }, ...known.map(({ id, title }) => ({ value: id, label: title }))]}
            error={errorOf(errors, 'framework')}
          />
          <div className="bar">
            <Button kind={report ? 'plain' : 'primary'}>Bring it in as a draft</Button>
          </div>
        </form>
      </Section>
    </Page>
  );
}
