import { data, redirect } from 'react-router';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayTakeOut, mayWriteNotes } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { removeMemo, writeMemo } from '../memo-commands.server.ts';
import { type Memo, memos } from '../memo-queries.server.ts';
import { MemoRemoved, MemoSaid } from '../schema.ts';
import { atTurn } from '../text-parts.ts';
import type { Route } from './+types/memos';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      memos: await memos(scope, study),
      mayWrite: mayWriteNotes(study),
      mayTake: mayTakeOut(study),
      zone: await zoneOf(scope),
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('act') !== 'remove') form.set('about', 'study');
  const acted =
    form.get('act') === 'remove'
      ? await answerForm('remove', { schema: MemoRemoved, form }, async ({ memoId }) => {
          await inStudy(actor, params.study, (scope, study) => removeMemo(scope, study, memoId));
          return undefined;
        })
      : await answerForm('write', { schema: MemoSaid, form }, async (said) => {
          await inStudy(actor, params.study, (scope, study) => writeMemo(scope, study, said));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = { write: 'The memo is written', remove: 'The memo is taken away' };
const kinds: Readonly<Record<Memo['about'], string>> = { study: 'The study', code: 'Code', turn: 'Turn', coding: 'Coding' };

export default function Memos({ loaderData, actionData }: Route.ComponentProps) {
  const { study, memos: all, mayWrite, mayTake, zone } = loaderData;
  const errors = actionData?.errors ?? [];
  const base = `/w/focus-groups/${study.slug}`;
  return (
    <StudyPage
      study={study}
      here="/memos"
      title="Memos"
      lead="What coders thought of the study, of codes, turns and codings. A memo of a blind round is read by its author alone until the round is opened."
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={{ words: 'Memo' }} />
      {all.length === 0 ? (
        <Empty title="No memo yet">Memos on codes are written on the code’s page, those on turns and codings while coding.</Empty>
      ) : (
        <>
          <Table
            caption="Memos"
            isCaptionHidden
            count={count(all.length, 'memo', 'memos')}
            rows={all}
            rowKey={({ id }) => id}
            columns={[
              { key: 'of', label: 'About', cell: ({ about, of }) => (about === 'study' ? of : `${kinds[about]}: ${of}`) },
              {
                key: 'words',
                label: 'Memo',
                phone: 'bare',
                cell: ({ words, textId, roundId, position }) => (
                  <>
                    {words} {textId && roundId && <a href={`${base}/coding/${roundId}/${textId}${atTurn(position)}`}>See it in the text</a>}
                  </>
                ),
              },
              {
                key: 'by',
                label: 'By',
                cell: ({ id, about, author, at, isOwn }) => (
                  <>
                    {author}, {dayAndTime(at, zone)}
                    {isOwn && about !== 'coding' && (
                      <form method="post">
                        <input type="hidden" name="memoId" value={id} />
                        <Button kind="quiet" name="act" value="remove">
                          Take it away
                        </Button>
                      </form>
                    )}
                  </>
                ),
              },
            ]}
          />
          {mayTake && <Downloads of={`All ${all.length}`} address={`${base}/memos`} />}
        </>
      )}
      {mayWrite && (
        <Section title="Write a memo on the study">
          <form method="post" className="form" noValidate>
            <Field kind="textarea" rows={4} name="words" label="Memo" value={actionData?.values.words} error={errorOf(errors, 'words')} />
            <p className="bar">
              <Button kind="primary" name="act" value="write">
                Write the memo
              </Button>
            </p>
          </form>
        </Section>
      )}
    </StudyPage>
  );
}
