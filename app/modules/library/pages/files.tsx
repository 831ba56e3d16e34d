import { data, redirect } from 'react-router';
import { typedIn } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { receiveForm } from '#app/platform/upload.server.ts';
import { actorOf, answerForm, answering, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { FileForm } from '../../curriculum/intake/parts/file-form.tsx';
import { assertMayBringFile, declareFile } from '../files/commands.server.ts';
import { takeFile, takeOutFile } from '../files/jobs.server.ts';
import { mostFiles } from '../files/look.ts';
import { FileDeclaration } from '../files/parts/file-declaration.tsx';
import { filesOf } from '../files/queries.server.ts';
import { FileDeclared, FileNamed } from '../files/schema.ts';
import { DraftPage } from '../items/parts/draft-page.tsx';
import { draftToKeep } from '../items/queries.server.ts';
import { itemSlug } from '../schema.ts';
import { itemAddress, schoolOfShelf } from '../shelf-name.ts';
import type { Route } from './+types/files';

/** A large file goes in pieces by script; without it the form is a plain one. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const slug = itemSlug(params.item);
  return scoped({ context, request, slug: schoolOfShelf(params.school) }, async (scope) => {
    const { item, draft } = await draftToKeep(scope, slug);
    return { item, draft, files: await filesOf(scope, draft), shelf: params.school };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const slug = itemSlug(params.item);
  const actor = await actorOf({ context, request, slug: schoolOfShelf(params.school) });
  if (!request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    const form = await request.formData();
    const acted =
      form.get('act') === 'remove'
        ? await answerForm('remove', { schema: FileNamed, form }, async ({ file }) => {
            await takeOutFile(actor, slug, file);
            return undefined;
          })
        : await answerForm('declare', { schema: FileDeclared, form }, async (said) => {
            await as(actor, (scope) => declareFile(scope, slug, said));
            return undefined;
          });
    return acted.ok ? redirect(acted.done) : data({ file: typedIn(form).file ?? '', ...acted.refused }, { status: acted.status });
  }
  const refused = (message: string, status: number) =>
    data({ file: '', act: 'add', errors: [{ field: 'file', message }], values: {} as Record<string, string> }, { status });
  const may = await refusalOf(() => answering(() => as(actor, (scope) => assertMayBringFile(scope, slug)))); // before a large file travels
  if (!may.ok) return refused(may.message, may.status);
  const { upload, refusal } = await receiveForm(request);
  if (refusal) return refused(refusal.message, refusal.status);
  if (!upload) return refused('Choose a file first', 400);
  const taken = await refusalOf(() => takeFile(actor, slug, upload));
  return taken.ok ? redirect(`?done=add#file-${taken.value}`) : refused(taken.message, taken.status);
}

const labels = { file: 'File' };

export default function Files({ loaderData: { item, draft, files, shelf }, actionData }: Route.ComponentProps) {
  const base = itemAddress(shelf, item.slug);
  const errors = actionData?.errors ?? [];
  const isAdding = actionData?.act === 'add';
  return (
    <DraftPage item={item} draft={draft} shelf={shelf} here="files" hasErrors={errors.length > 0}>
      {isAdding && <FormErrors errors={errors} labels={labels} />}
      {files.length === 0 && <p>No file yet. An item can also be written down as its description, or lie elsewhere.</p>}
      {files.map((file) => (
        <FileDeclaration key={file.id} file={file} base={base} sent={actionData?.file === file.id ? actionData : undefined} />
      ))}
      {files.length < mostFiles && (
        <Section title="Bring a file" id="bring">
          <FileForm base={base} labels={labels}>
            <Field
              kind="file"
              name="file"
              label={labels.file}
              help="PDF, Word, PowerPoint, Excel, OpenDocument, pictures, sound, film, captions or plain text. What it is, its bytes say. Nothing of a learner or a patient belongs into it."
              error={isAdding ? errorOf(errors, 'file') : undefined}
            />
            <p>
              <Button>Bring it</Button>
            </p>
          </FileForm>
        </Section>
      )}
      <p className="bar">
        <ButtonLink kind="primary" href={`${base}/check`}>
          Go on to the checklist
        </ButtonLink>
      </p>
    </DraftPage>
  );
}
