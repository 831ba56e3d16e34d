import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { data } from 'react-router';
import { dropFile } from '#app/platform/files.server.ts';
import { receiveForm } from '#app/platform/upload.server.ts';
import { actorOf, answering, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zone } from '../../../members/time-zone.ts';
import { codebookVersion } from '../../coding/queries.server.ts';
import { mayCode, mayTakeOut } from '../../rules.ts';
import { isOn } from '../../study/approach.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { ReadingMessages } from '../../transcripts/parts/reading-messages.tsx';
import { assertMayBringFile, bringFileIn, lookAtFile } from '../import-commands.server.ts';
import { type ImportCounts, plannedCounts } from '../import-plan.ts';
import { readQdaFile } from '../qda-file.server.ts';
import { ComingIn } from '../schema.ts';
import { broughtFiles, openSessions } from '../study-queries.server.ts';
import type { Route } from './+types/exchange';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const sessions = await openSessions(scope, study);
    return {
      study,
      sessions,
      files: await broughtFiles(scope, study),
      mayTakeOut: mayTakeOut(study),
      hasCodes: (await codebookVersion(scope, study)) > 0,
      mayBring: isOn(study.approach, 'codebook') && (sessions.length > 0 || mayCode(study)),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  // before a large file travels
  await answering(() => inStudy(actor, params.study, (scope, study) => assertMayBringFile(scope, study, true)));
  const { fields, upload, refusal } = await receiveForm(request);
  try {
    const form = ComingIn.safeParse(fields);
    const errors: FormError[] = form.success ? [] : form.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
    if (refusal || !upload) errors.push({ field: 'file', message: refusal?.message ?? 'Choose the file.' });
    else if (errors.length > 0) errors.push({ field: 'file', message: 'Choose the file again: a browser does not keep it.' });
    if (!upload || !form.success || errors.length > 0) return answered({ errors, values: fields }, refusal?.status ?? 400);
    const { kind, project, check } = await readQdaFile(upload.file.temporary);
    const [first] = check.messages;
    if (!project || !kind) {
      const message = `This file is not read: ${first?.found}. Expected: ${first?.expected}.`;
      return answered({ errors: [{ field: 'file', message }], values: fields }, 400);
    }
    const hash = createHash('sha256');
    await pipeline(createReadStream(upload.file.temporary), hash);
    const file = { kind, project, hash: hash.digest('hex') };
    const { act, title, sessionId } = form.data;
    const wanted = { title, sessionId: sessionId === '' ? null : sessionId };
    const outcome = await refusalOf(() =>
      inStudy(actor, params.study, async (scope, study) => {
        if (act === 'bring') return { isDone: true, will: await bringFileIn(scope, study, file, wanted) };
        const plan = await lookAtFile(scope, study, file);
        return { isDone: false, will: { ...plannedCounts(plan), messages: plan.messages } };
      }),
    );
    if (!outcome.ok) return answered({ errors: [{ field: '', message: outcome.message }], values: fields }, outcome.status);
    const { isDone, will } = outcome.value;
    const messages = [...check.messages, ...will.messages];
    return answered({ errors: [], values: isDone ? {} : fields, outcome: { isDone, will, messages } }, 200);
  } finally {
    if (upload) await dropFile(upload.file.temporary);
  }
}

type Answered = {
  errors: FormError[];
  values: Record<string, string>;
  outcome?: { isDone: boolean; will: ImportCounts; messages: Parameters<typeof ReadingMessages>[0]['messages'] };
};

function answered(answer: Answered, status: number) {
  return data(answer, { status });
}

const labels = { title: 'What the study calls it', sessionId: 'Session', file: 'File' };

export default function Exchange({ loaderData, actionData }: Route.ComponentProps) {
  const { study, sessions, files, hasCodes, mayTakeOut: isOpen, mayBring } = loaderData;
  const errors = actionData?.errors ?? [];
  const values: Readonly<Record<string, string>> = actionData?.values ?? {};
  const base = `/w/focus-groups/${study.slug}/exchange`;
  return (
    <StudyPage
      study={study}
      here="/exchange"
      title="In and out"
      lead="Projects and codebooks in REFI-QDA, which NVivo, ATLAS.ti, MAXQDA, Dedoose, QualCoder and Taguette read or write."
      hasErrors={errors.length > 0}
    >
      <FormErrors errors={errors} labels={labels} />
      {actionData?.outcome && <Outcome {...actionData.outcome} />}
      {isOpen && (
        <Section title="Take out">
          <p>
            Signed texts, codes, the codings that you may see with their memos and coders, and participants by pseudonym. Words of people
            who do not allow to be quoted are hidden. That it leaves is recorded.
          </p>
          <div className="bar">
            <ButtonLink href={`${base}/project.qdpx`}>Download the project (.qdpx)</ButtonLink>
            {hasCodes && <ButtonLink href={`${base}/codebook.qdc`}>Download the codebook (.qdc)</ButtonLink>}
          </div>
        </Section>
      )}
      {mayBring && (
        <Section title="Bring in">
          <form method="post" encType="multipart/form-data" className="form" noValidate>
            <Field
              kind="file"
              name="file"
              label={labels.file}
              accept={sessions.length > 0 ? '.qdpx,.qdc,.qde' : '.qdc'}
              error={errorOf(errors, 'file')}
              help={
                sessions.length > 0
                  ? 'A project (.qdpx) or a codebook (.qdc). A text that the team does not read yet enters as an original, and what was coded and noted in it waits until it is de-identified and signed.'
                  : 'A codebook (.qdc). Research staff and moderators whom the study names for a site bring projects in.'
              }
            />
            <Field
              name="title"
              label={labels.title}
              isOptional
              value={values.title ?? ''}
              error={errorOf(errors, 'title')}
              help="Everybody of the study sees it, and its codings get a round of this name. Left empty, it is numbered."
            />
            {sessions.length > 0 && (
              <Field
                kind="select"
                name="sessionId"
                label={labels.sessionId}
                value={values.sessionId ?? ''}
                error={errorOf(errors, 'sessionId')}
                options={[{ value: '', label: 'As the file says' }, ...sessions.map(({ id, title }) => ({ value: id, label: title }))]}
                help="Of which session new texts are. Whoever is named for its site reads them."
              />
            )}
            <div className="bar">
              <Button name="act" value="look">
                Look at what would come in
              </Button>
              <Button kind="primary" name="act" value="bring">
                Bring it in
              </Button>
            </div>
          </form>
        </Section>
      )}
      {!isOpen && !mayBring && <Note title="Readers take no file out and bring none in">Ask the study’s lead for a role that does.</Note>}
      {files.length > 0 && (
        <Section title="What came in">
          <Table
            caption="Files that came in"
            isCaptionHidden
            rows={files}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', label: 'File', cell: ({ title }) => title },
              { key: 'kind', label: 'Kind', cell: ({ kind, origin }) => `${kind}${origin === null ? '' : ` of ${origin}`}` },
              { key: 'by', label: 'By', cell: ({ broughtBy }) => broughtBy ?? 'the operator' },
              { key: 'at', label: 'When', cell: ({ broughtAt }) => dayIn(broughtAt, zone) },
            ]}
          />
        </Section>
      )}
    </StudyPage>
  );
}

function Outcome({ isDone, will, messages }: NonNullable<Answered['outcome']>) {
  return (
    <Note
      isAnswer
      kind={isDone ? 'success' : 'plain'}
      title={isDone ? 'The file came in' : 'This is what would come in. Nothing is kept yet: choose the file again to bring it in'}
    >
      <Facts
        facts={[
          ['Codes that are new', will.codes],
          ['Coders who are nobody of the study yet', will.coders || null],
          ['Texts that enter as originals', will.texts || null],
          ['Codings that wait for the signing of a text', will.waiting || null],
          ['Codings for the team at once', will.codings || null],
          ['Memos that wait for the signing of a text', will.waitingMemos || null],
          ['Memos for the team at once', will.memos || null],
          ['Codings that are there already', will.there || null],
        ]}
      />
      {messages.length === 0 ? <p>Nothing is lost.</p> : <ReadingMessages messages={messages} />}
    </Note>
  );
}
