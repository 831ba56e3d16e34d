import { Readable } from 'node:stream';
import { data, redirect } from 'react-router';
import { zone } from '#app/modules/members/time-zone.ts';
import { ownSchool } from '#app/platform/actor.ts';
import { config } from '#app/platform/config.server.ts';
import { dropFile, type KeptFile, keepStream } from '#app/platform/files.server.ts';
import type { FieldError } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { receiveForm } from '#app/platform/upload.server.ts';
import { actorOf, answering, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { academicYearAt } from '../academic-year.ts';
import { arrivals } from '../arriving-acts.server.ts';
import { assertMayBringIn } from '../commands.server.ts';
import { bringFile } from '../jobs.server.ts';
import { FileForm } from '../parts/file-form.tsx';
import { UnderWay, Unfinished } from '../parts/under-way.tsx';
import { pastedText } from '../pasted.ts';
import { filesUnderWay } from '../queries.server.ts';
import { NewImport } from '../schema.ts';
import type { Route } from './+types/new-import';

/** A large file goes in pieces by script; without it the form is a plain one. */
export const handle = { script: true };

export async function loader({ context, params, request }: Route.LoaderArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  return answering(async () => {
    assertMayBringIn({ actor });
    return {
      school: ownSchool(actor),
      year: academicYearAt(new Date()),
      unfinished: await arrivals(actor),
      others: await as(actor, filesUnderWay),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  await answering(async () => assertMayBringIn({ actor })); // before a large file travels
  const { fields, upload, refusal } = await receiveForm(request, { text: 'cells' });
  const { errors, file } = await askedFor(fields, { upload, refusal: refusal?.message });
  if (errors.length > 0 || !file) {
    if (file) await dropFile(file.file.temporary);
    // A browser cannot be given a chosen file back.
    const again = upload ? [{ field: 'file', message: 'Choose the file again' }] : [];
    return data({ errors: [...errors, ...again], fields }, { status: 400 });
  }
  const started = await refusalOf(() => bringFile(actor, { year: fields.year!, ...file, asksColumns: true }));
  if (!started.ok) return data({ errors: [{ field: '', message: started.message }], fields }, { status: started.status });
  return redirect(`/w/curriculum/${params.school}/imports/${started.value}`);
}

type Asked = { errors: FieldError[]; file: { name: string; file: KeptFile } | null };

/** The file that was chosen, or the one that pasted cells make, with every mistake of the form. */
async function askedFor(
  fields: Record<string, string>,
  { upload, refusal }: { upload: { name: string; file: KeptFile } | null; refusal: string | undefined },
): Promise<Asked> {
  const form = NewImport.safeParse(fields);
  const errors = form.error?.issues.map(({ path, message }) => ({ field: path.join('.'), message })) ?? [];
  const cells = fields.cells?.trim() ? pastedText(fields.cells) : null;
  if (refusal) return { errors: [...errors, { field: 'file', message: refusal }], file: upload };
  if (upload && cells) return { errors: [...errors, { field: 'cells', message: 'Choose a file or paste cells, not both' }], file: upload };
  if (upload) return { errors, file: upload };
  if (!cells) return { errors: [...errors, { field: 'file', message: 'Choose a file, or paste cells below' }], file: null };
  if (errors.length > 0) return { errors, file: null };
  const file = await keepStream(Readable.from([cells]), config().uploadLimitBytes);
  return { errors, file: { name: `Pasted on ${dayIn(new Date(), zone)}`, file } };
}

const labels = { year: 'Academic year', file: 'File', cells: 'Cells from a spreadsheet' };

export default function NewImportPage({ loaderData: { school, year, unfinished, others }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const typed: Record<string, string> = actionData?.fields ?? {};
  const base = `/w/curriculum/${school.slug}`;
  const chosenYear = typed.year ?? year;
  return (
    <Page
      title="Bring in a curriculum"
      lead="Choose a file, or paste what you have. You see how it is read before anything is written; titles alone are enough to begin."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Bring in' }]}
    >
      <title>{`Bring in a curriculum · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={labels} />
      <Unfinished files={unfinished} base={base} />
      <UnderWay files={others} base={base} />
      <FileForm base={base} labels={labels} about={['year']}>
        <Field
          name="year"
          label={labels.year}
          help="The year that it tells about, as 2025-26. A year that is here already is brought up to date."
          value={chosenYear}
          maxLength={7}
          error={errorOf(errors, 'year')}
        />
        <Field
          kind="file"
          name="file"
          label={labels.file}
          isOptional
          accept=".xml,.csv,.tsv,.txt,.xlsx,.gz,.zip"
          help="A spreadsheet (XLSX, CSV) or Curriculum Inventory XML, as it is or packed as .zip or .gz. It stays at your school; other schools never see it."
          error={errorOf(errors, 'file')}
        />
        <Field
          kind="textarea"
          name="cells"
          label={labels.cells}
          isOptional
          rows={6}
          help="Instead of a file: copy cells in your spreadsheet and paste them here, with or without the line of headings. A bare list of titles will do."
          value={typed.cells}
          error={errorOf(errors, 'cells')}
        />
        <div className="bar">
          <Button kind="primary">Read it</Button>
        </div>
      </FileForm>
      <Section title="Nothing written down?">
        <p>
          <a href={`${base}/activities/new?year=${chosenYear}`}>Enter activities by hand</a>, one after the other. A file can come later.
        </p>
      </Section>
    </Page>
  );
}
