import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { TranscriptPage } from '../parts/transcript-page.tsx';
import { Turns } from '../parts/turns.tsx';
import { categoryWords } from '../replacement.ts';
import { PassageId, Signing } from '../schema.ts';
import { signText } from '../text-commands.server.ts';
import { keptPassages, notesThatWait, signingOf } from '../text-queries.server.ts';
import type { Route } from './+types/sign';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      ...(await signingOf(scope, study, transcriptId)),
      keptWords: await keptPassages(scope, study, transcriptId),
      notes: await notesThatWait(scope, study, transcriptId),
      self: scope.actor.personId,
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  const actor = await actorOf({ context, request });
  const acted = await answerForm('sign', { schema: Signing, form: await request.formData() }, async ({ textId, residualRisk }) => {
    await inStudy(actor, params.study, (scope, study) => signText(scope, study, { transcriptId, textId, residualRisk }));
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const labels: Readonly<Record<string, string>> = {
  hasRead: 'I read the whole text',
  residualRisk: 'What may still tell who somebody is',
};
const done: Readonly<Record<string, string>> = {
  make: 'The text is made. Another person reads it whole and signs.',
  sign: 'The text is signed, and the team reads it',
};
type Data = Route.ComponentProps['loaderData'];

export default function Sign({ loaderData, actionData }: Route.ComponentProps) {
  const { study, transcript, texts, turns, keptWords, notes, self, zone } = loaderData;
  const errors = actionData?.errors ?? [];
  const newest = texts[0];
  return (
    <TranscriptPage
      study={study}
      transcript={transcript}
      here="/sign"
      isNamed
      title="Read and sign"
      lead="The team reads a text once another person than who made it read it whole and signed."
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={labels} />
      {newest === undefined ? (
        <Empty title="No text yet">When every passage is answered, the text is made, and a second reader finds it here.</Empty>
      ) : (
        <>
          <Versions texts={texts} zone={zone} />
          <Counts data={loaderData} />
          {keptWords.length > 0 && (
            <Section title="Kept as it was said">
              <Table
                caption="Passages that were proposed and kept"
                isCaptionHidden
                rows={keptWords}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'words', label: 'Words', cell: ({ words }) => words },
                  { key: 'category', label: 'Kind', cell: ({ category }) => categoryWords[category] },
                  { key: 'by', label: 'Kept by', cell: ({ answerer }) => answerer ?? '' },
                ]}
              />
            </Section>
          )}
          <Section title={`Version ${newest.number}`}>
            <Turns turns={turns} />
          </Section>
          {notes.length > 0 && (
            <Section title="Memos that came with the file">
              <p>
                The team reads them once the text is signed. Then the pseudonym stands for every name that the study knows, whole or one
                word of it. Put any other name on the roster before you sign.
              </p>
              <Table
                caption="Memos that wait for the signing"
                isCaptionHidden
                rows={notes}
                rowKey={({ id }) => id}
                columns={[
                  { key: 'words', label: 'Memo', cell: ({ words }) => words },
                  { key: 'author', label: 'By', cell: ({ author }) => author ?? '' },
                ]}
              />
            </Section>
          )}
          {newest.signedAt === null && newest.madeBy === self && (
            <Note title="Another person signs">
              You made this text. Somebody else whom the study names for this site reads it whole and signs.
            </Note>
          )}
          {newest.signedAt === null && newest.madeBy !== self && (
            <SignForm textId={newest.id} values={actionData?.values ?? {}} errors={errors} />
          )}
        </>
      )}
    </TranscriptPage>
  );
}

function Versions({ texts, zone }: { texts: Data['texts']; zone: string }) {
  return (
    <Table
      caption="Versions, the newest first"
      rows={texts}
      rowKey={({ id }) => id}
      columns={[
        { key: 'number', label: 'Version', cell: ({ number }) => number },
        { key: 'made', label: 'Made', cell: ({ maker, madeAt }) => [maker, dayIn(madeAt, zone)].filter(Boolean).join(', ') },
        {
          key: 'signed',
          label: 'Signed',
          cell: ({ signer, signedAt }) => (signedAt ? [signer, dayIn(signedAt, zone)].filter(Boolean).join(', ') : 'not yet'),
        },
        { key: 'risk', label: 'Residual risk', cell: ({ residualRisk }) => residualRisk ?? '' },
      ]}
    />
  );
}

function Counts({ data: { counts, open } }: { data: Data }) {
  return (
    <Section title="What was found, and what became of it">
      {open > 0 && <p>{count(open, 'passage has', 'passages have')} no answer yet: found after this text was made.</p>}
      <Table
        caption="Passages by kind"
        isCaptionHidden
        rows={counts}
        rowKey={({ category }) => category}
        columns={[
          { key: 'kind', label: 'Kind', cell: ({ category }) => categoryWords[category] },
          { key: 'replaced', label: 'Replaced', isNumber: true, cell: ({ replaced }) => replaced },
          { key: 'kept', label: 'Kept', isNumber: true, cell: ({ kept }) => kept },
        ]}
      />
    </Section>
  );
}

function SignForm({ textId, values, errors }: { textId: string; values: Readonly<Record<string, string>>; errors: readonly FormError[] }) {
  return (
    <Section title="Sign">
      <form method="post" className="form" noValidate>
        <input type="hidden" name="textId" value={textId} />
        <Field
          kind="checkbox"
          name="hasRead"
          label={labels.hasRead!}
          error={errorOf(errors, 'hasRead')}
          isChecked={values.hasRead === 'yes'}
        />
        <Field
          kind="textarea"
          name="residualRisk"
          label={labels.residualRisk!}
          value={values.residualRisk}
          error={errorOf(errors, 'residualRisk')}
          help="In your words; whoever reads the text reads them, too. No text about a small group is without such a risk."
        />
        <p className="bar">
          <Button kind="primary">Sign the text</Button>
        </p>
      </form>
    </Section>
  );
}
