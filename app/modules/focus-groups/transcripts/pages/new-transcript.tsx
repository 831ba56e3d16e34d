import { data, redirect } from 'react-router';
import { dropFile } from '#app/platform/files.server.ts';
import { receiveForm } from '#app/platform/upload.server.ts';
import { actorOf, answering, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { assertMayBringIn, bringTranscript } from '../commands.server.ts';
import { firstVersion } from '../original-version.ts';
import { sessionsToBringFor } from '../queries.server.ts';
import { Brought } from '../schema.ts';
import { readTranscript } from '../transcript-file.server.ts';
import type { Route } from './+types/new-transcript';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    await assertMayBringIn(scope, study);
    return { study, sessions: await sessionsToBringFor(scope, study) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  // before a large file travels
  await answering(() => inStudy(actor, params.study, (scope, study) => assertMayBringIn(scope, study)));
  const { fields, upload, refusal } = await receiveForm(request);
  try {
    const form = Brought.safeParse({ sessionId: '', title: '', ...fields });
    const errors: FormError[] = form.success ? [] : form.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    if (refusal || !upload) errors.push({ field: 'file', message: refusal?.message ?? 'Choose the file.' });
    else if (errors.length > 0) errors.push({ field: 'file', message: 'Choose the file again: a browser does not keep it.' });
    if (!upload || !form.success || errors.length > 0) return refused(errors, fields, refusal?.status ?? 400);
    const reading = await readTranscript(upload.file.temporary);
    if (reading.isRejected) {
      const [first] = reading.messages;
      return refused(
        [{ field: 'file', message: `This file is not read as a transcript: ${first?.found}. Expected: ${first?.expected}.` }],
        fields,
        400,
      );
    }
    const brought = { ...form.data, fileName: upload.name, source: reading.source, first: firstVersion(reading) };
    const made = await refusalOf(() => inStudy(actor, params.study, (scope, study) => bringTranscript(scope, study, brought)));
    if (!made.ok) return refused([{ field: '', message: made.message }], fields, made.status);
    return redirect(`/w/focus-groups/${params.study}/transcripts/${made.value}/speakers?done=bring`);
  } finally {
    if (upload) await dropFile(upload.file.temporary);
  }
}

function refused(errors: FormError[], values: Record<string, string>, status: number) {
  return data({ errors, values }, { status });
}

const labels = { sessionId: 'Session', title: 'Title', file: 'File' };

export default function NewTranscript({ loaderData: { study, sessions }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const shared = fieldsOf(labels, values, errors);
  return (
    <StudyPage
      study={study}
      here="/transcripts"
      below="Bring in"
      title="Bring a transcript in"
      lead="It stays with those whom the study names for the site. The team reads it after it is de-identified and signed."
      hasErrors={errors.length > 0}
    >
      <FormErrors errors={errors} labels={labels} />
      <form method="post" encType="multipart/form-data" className="form" noValidate>
        <Field
          kind="select"
          {...shared('sessionId')}
          options={[{ value: '', label: 'Choose' }, ...sessions.map(({ id, title, site }) => ({ value: id, label: `${title}, ${site}` }))]}
        />
        <Field {...shared('title')} help="Everybody of the study sees it, so without anybody’s name: for example Group 3, first half." />
        <Field
          kind="file"
          name="file"
          label={labels.file}
          accept=".vtt,.srt,.docx,.txt"
          error={errorOf(errors, 'file')}
          help="What Zoom, Teams, WebEx, Otter, Rev or a transcript service wrote: .vtt, .srt, .docx or .txt. Its name is kept with the original and shown to nobody else."
        />
        <div className="bar">
          <Button kind="primary">Bring it in</Button>
        </div>
      </form>
    </StudyPage>
  );
}
