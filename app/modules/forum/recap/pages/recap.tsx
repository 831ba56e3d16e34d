import { data, redirect } from 'react-router';
import { kindOfFile } from '#app/platform/file-kind.server.ts';
import { dropFile, pathOfFile, placeFile } from '#app/platform/files.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { receiveForm } from '#app/platform/upload.server.ts';
import { type Acted, answerForm, answering, refusalOf } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors, fieldsOf } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import { Table } from '#app/ui/table.tsx';
import { tellNow } from '../../../attendance/notices/jobs.server.ts';
import { forumActor, inForum } from '../../events/in-forum.server.ts';
import { assertMayKeepEvent } from '../../events/queries.server.ts';
import { addFile, addLink, keepRecap, publishRecap, removeMaterial, withdrawRecap } from '../commands.server.ts';
import { lacksOf } from '../lacking.ts';
import { MaterialFields, materialLabels } from '../parts/material-fields.tsx';
import { recapOf } from '../queries.server.ts';
import { MaterialLink, MaterialNamed, MaterialSaid, RecapForm } from '../schema.ts';
import type { Route } from './+types/recap';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return inForum({ context, request, event: params.event }, async (scope) => {
    const event = await assertMayKeepEvent(scope, params.event);
    return { event, recap: await recapOf(scope, event.id), done: new URL(request.url).searchParams.get('done') };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await forumActor({ context, request, event: params.event });
  const slug = params.event;
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) {
    await answering(() => as(actor, (scope) => assertMayKeepEvent(scope, slug))); // before a large file travels
    const acted = await takeFile(request, (add) => as(actor, (scope) => addFile(scope, slug, add)));
    return acted.ok ? redirect(`${acted.done}#materials`) : data(acted.refused, { status: acted.status });
  }
  const form = await request.formData();
  let acted: Acted;
  if (form.get('act') === 'link')
    acted = await answerForm('link', { schema: MaterialLink, form }, async (said) => {
      await as(actor, (scope) => addLink(scope, slug, said));
      return '#materials';
    });
  else if (form.get('act') === 'remove')
    acted = await answerForm('remove', { schema: MaterialNamed, form }, async ({ material }) => {
      const { eventId } = await as(actor, (scope) => removeMaterial(scope, slug, material));
      await dropFile(pathOfFile(eventId, material));
      return '#materials';
    });
  else {
    acted = await answerForm(String(form.get('act')), { schema: RecapForm, form }, async (said) => {
      await as(actor, (scope) => keepRecap(scope, slug, said));
      return undefined;
    });
    if (acted.ok && form.get('act') === 'withdraw') await answering(() => as(actor, (scope) => withdrawRecap(scope, slug)));
    if (acted.ok && form.get('act') === 'publish') {
      const told = await refusalOf(() => as(actor, (scope) => publishRecap(scope, slug, new Date())));
      if (!told.ok)
        acted = { ok: false, refused: { act: 'publish', errors: [{ field: '', message: told.message }], values: {} }, status: told.status };
      else if (told.value > 0) await tellNow();
    }
  }
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

type Add = Parameters<typeof addFile>[2];
async function takeFile(request: Request, add: (said: Add) => Promise<{ eventId: string; materialId: string }>): Promise<Acted> {
  const { fields, upload, refusal } = await receiveForm(request);
  const refused = (field: string, message: string): Acted => ({
    ok: false,
    refused: { act: 'file', errors: [{ field, message }], values: fields },
    status: 400,
  });
  if (refusal) return refused('file', refusal.message);
  if (!upload) return refused('file', 'Choose a file first.');
  const { name, file } = upload;
  try {
    const said = MaterialSaid.safeParse(fields);
    if (!said.success) return refused(said.error.issues[0]!.path.join('.'), `${said.error.issues[0]!.message}, and choose the file again.`);
    const done = await refusalOf(async () => {
      const { type } = await kindOfFile(file.temporary, name);
      const { eventId, materialId } = await add({ said: said.data, file, fileName: name.slice(0, 200), fileType: type });
      await placeFile(file, eventId, materialId);
    });
    return done.ok ? { ok: true, done: '?done=file' } : refused('file', done.message);
  } finally {
    await dropFile(file.temporary);
  }
}

const labels = {
  words: 'What was said and done',
  try1: 'One thing to try',
  try2: 'A second one',
  try3: 'A third one',
  recording: 'Recording',
  noRecordingWhy: 'A word on it',
  transcript: 'Transcript',
  ...materialLabels,
};
const said: Readonly<Record<string, string>> = {
  keep: 'The recap is saved',
  publish: 'The recap stands on the event’s page, and whoever registered is told',
  withdraw: 'The recap is taken off the event’s page',
  link: 'The link is added',
  file: 'The file is added',
  remove: 'It is taken away',
};

export default function RecapPage({ loaderData: { event, recap, done }, actionData }: Route.ComponentProps) {
  const errors = actionData?.errors ?? [];
  const isOfRecap =
    actionData !== undefined && !['link', 'file', 'remove'].includes(actionData.act) && Object.keys(actionData.values).length > 0;
  const [try1 = '', try2 = '', try3 = ''] = recap?.tries ?? [];
  const kept = {
    words: recap?.words ?? '',
    try1,
    try2,
    try3,
    recording: recap?.recording ?? 'unknown',
    noRecordingWhy: recap?.noRecordingWhy ?? '',
    transcript: recap?.transcript ?? '',
    // Of a recap that another begins meanwhile, this form has seen nothing.
    seen: (recap?.changedAt ?? new Date(0)).toISOString(),
  };
  const values: Readonly<Record<string, string>> = isOfRecap ? actionData.values : kept;
  const typed: Readonly<Record<string, string>> = actionData && !isOfRecap ? actionData.values : {};
  const isPublic = recap?.publishedAt != null;
  const lacks = recap === null ? [] : lacksOf(recap);
  const shared = fieldsOf(labels, values, errors);
  return (
    <Page
      title="Recap"
      lead={
        isPublic
          ? 'It stands on the event’s page. What you save shows there at once.'
          : 'Write what somebody who was not there can use. Publishing it tells whoever registered, once, with the way to the slides, the evaluation and the certificate.'
      }
      crumbs={[{ label: 'Forum', to: '/w/forum' }, { label: event.title, to: `/w/forum/${event.slug}` }, { label: 'Recap' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Recap: ${event.title} · Concord`}</title>
      {done && Object.hasOwn(said, done) && <Note kind="success" title={said[done]!} isAnswer />}
      {lacks.length > 0 && (
        <Note kind="attention" title="Before many read it">
          {lacks.join(' ')}
        </Note>
      )}
      <FormErrors errors={errors} labels={labels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values.seen ?? ''} />
        <ProseField rows={10} {...shared('words')} isOptional />
        <Field {...shared('try1')} isOptional isWide />
        <Field {...shared('try2')} isOptional isWide />
        <Field {...shared('try3')} isOptional isWide />
        <Field
          kind="select"
          name="recording"
          label={labels.recording}
          value={values.recording}
          options={[
            { value: 'unknown', label: 'nothing is said' },
            { value: 'coming', label: 'is being prepared' },
            { value: 'here', label: 'is here: a file or link below' },
            { value: 'none', label: 'was not recorded' },
          ]}
        />
        <Field {...shared('noRecordingWhy')} isOptional isWide help="Such as: people spoke of their own patients" />
        <Field kind="textarea" rows={4} {...shared('transcript')} isOptional help="Or add it as a file below" />
        <p className="bar">
          <Button kind={isPublic ? 'primary' : 'plain'} name="act" value="keep">
            Save the recap
          </Button>
          {isPublic ? (
            <Button kind="danger" name="act" value="withdraw">
              Take it off the page
            </Button>
          ) : (
            <Button kind="primary" name="act" value="publish">
              Save and publish
            </Button>
          )}
          {isPublic && <a href={`/forum/${event.slug}#recap`}>See the page</a>}
        </p>
      </form>
      <Section title="Slides, recording, handouts" id="materials">
        {recap && recap.materials.length > 0 && (
          <Table
            caption="Files and links"
            isCaptionHidden
            rows={recap.materials}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'Title', cell: ({ title }) => title },
              { key: 'kind', label: 'Kind', cell: ({ kind }) => kind },
              { key: 'where', label: 'Where', cell: ({ link, fileName }) => (link === null ? fileName : new URL(link).hostname) },
              { key: 'captions', label: 'Captions', cell: ({ captions }) => captions ?? 'none' },
              {
                key: 'act',
                label: 'Act',
                phone: 'line',
                cell: ({ id, title }) => (
                  <form method="post">
                    <input type="hidden" name="material" value={id} />
                    <Button kind="quiet" name="act" value="remove" aria-label={`Take away: ${title}`}>
                      Take away
                    </Button>
                  </form>
                ),
              },
            ]}
          />
        )}
        {recap === null && <p>Save the recap first; then files and links can be added.</p>}
        {recap !== null && (
          <div className="halves">
            <form method="post" className="form" noValidate aria-label="Add a link">
              <h3>Add a link</h3>
              <MaterialFields
                prefix="link"
                values={actionData?.act === 'link' ? typed : {}}
                errors={actionData?.act === 'link' ? errors : []}
              />
              <Field
                type="url"
                name="link"
                label={materialLabels.link}
                value={actionData?.act === 'link' ? typed.link : ''}
                error={actionData?.act === 'link' ? errorOf(errors, 'link') : undefined}
              />
              <p className="bar">
                <Button name="act" value="link">
                  Add the link
                </Button>
              </p>
            </form>
            <form method="post" encType="multipart/form-data" className="form" noValidate aria-label="Add a file">
              <h3>Add a file</h3>
              <MaterialFields
                prefix="file"
                values={actionData?.act === 'file' ? typed : {}}
                errors={actionData?.act === 'file' ? errors : []}
              />
              <Field
                kind="file"
                name="file"
                label={materialLabels.file}
                error={actionData?.act === 'file' ? errorOf(errors, 'file') : undefined}
                help="PDF, slides, pictures, sound, film, captions"
              />
              <p className="bar">
                <Button>Add the file</Button>
              </p>
            </form>
          </div>
        )}
      </Section>
    </Page>
  );
}
