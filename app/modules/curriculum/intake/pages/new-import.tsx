import { data, redirect } from 'react-router';
import { ownSchool } from '#app/platform/actor.ts';
import { dropFile } from '#app/platform/files.server.ts';
import { readUpload } from '#app/platform/upload.server.ts';
import { actorOf, answering, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { academicYearAt } from '../academic-year.ts';
import { assertMayBringIn } from '../commands.server.ts';
import { bringFile } from '../jobs.server.ts';
import { NewImport } from '../schema.ts';
import type { Route } from './+types/new-import';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => {
    assertMayBringIn(scope);
    return { school: ownSchool(scope.actor), year: academicYearAt(new Date()) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  await answering(async () => assertMayBringIn({ actor })); // before a large file travels
  const upload = await refusalOf(() => readUpload(request));
  if (!upload.ok) return refused([{ field: 'file', message: upload.message }], upload.status);
  const { fields, name, file } = upload.value;
  const form = NewImport.safeParse(fields);
  if (!form.success) {
    await dropFile(file.temporary);
    const errors = form.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      message: `${message}, and choose the file again.`,
    }));
    return refused(errors, 400, fields.year);
  }
  const started = await refusalOf(() => bringFile(actor, { year: form.data.year, name, file }));
  if (!started.ok) return refused([{ field: '', message: started.message }], started.status, form.data.year);
  return redirect(`/w/curriculum/${params.school}/imports/${started.value}`);
}

function refused(errors: { field: string; message: string }[], status: number, year?: string) {
  return data({ errors, year }, { status });
}

export default function NewImportPage({ loaderData: { school, year }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  return (
    <Page
      title="Bring in a curriculum"
      lead="Choose the file that your curriculum system exports. You see what is in it before anything is written."
      crumbs={[{ label: 'Curriculum', to: `/w/curriculum/${school.slug}` }, { label: 'Bring in a file' }]}
    >
      <title>{`Bring in a curriculum · ${school.name} · Concord`}</title>
      <FormErrors errors={errors} labels={{ year: 'Academic year', file: 'File' }} />
      <form method="post" encType="multipart/form-data" className="form">
        <Field
          name="year"
          label="Academic year"
          help="The year that the file tells about, as 2025-26. A year that is here already is brought up to date."
          value={actionData?.year ?? year}
          maxLength={7}
          error={errorOf(errors, 'year')}
        />
        <Field
          kind="file"
          name="file"
          label="File"
          accept=".xml,.gz"
          help="Curriculum Inventory XML, version 1 or 10, as it is or packed as .gz. It stays at your school; other schools never see it."
          error={errorOf(errors, 'file')}
        />
        <div className="bar">
          <Button kind="primary">Read the file</Button>
        </div>
      </form>
    </Page>
  );
}
