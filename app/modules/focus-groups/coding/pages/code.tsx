import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { forbidden, missing } from '#app/platform/problem.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { mayCode } from '../../rules.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { keepCode, mergeCodes, retireCode, splitCode } from '../codebook-commands.server.ts';
import { writeMemo } from '../memo-commands.server.ts';
import { memos } from '../memo-queries.server.ts';
import { CodeFields, codeLabels } from '../parts/code-fields.tsx';
import { codebook } from '../queries.server.ts';
import { CodeForm, MemoSaid, Merge, Retire, Split } from '../schema.ts';
import type { Route } from './+types/code';

const Id = z.uuid();

export function loader({ context, params, request }: Route.LoaderArgs) {
  const codeId = addressed(Id, params.code, 'This code');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    if (!mayCode(study)) throw forbidden('change the codebook: the study’s leads and coders do');
    const { codes } = await codebook(scope, study);
    const code = codes.find(({ id }) => id === codeId);
    if (!code) throw missing('This code');
    return {
      study,
      code,
      others: codes.filter(({ id }) => id !== codeId),
      memos: (await memos(scope, study)).filter((memo) => memo.codeId === codeId),
      isNoted: new URL(request.url).searchParams.get('done') === 'memo',
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const codeId = addressed(Id, params.code, 'This code');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted = await act();
  const back = form.get('act') === 'memo' ? '' : `/w/focus-groups/${params.study}/codebook`;
  return acted.ok ? redirect(`${back}${acted.done}`) : data(acted.refused, { status: acted.status });

  function act() {
    if (form.get('act') === 'merge')
      return answerForm('merge', { schema: Merge, form }, async (said) => {
        await inStudy(actor, params.study, (scope, study) => mergeCodes(scope, study, { codeId, ...said }));
        return undefined;
      });
    if (form.get('act') === 'split')
      return answerForm('split', { schema: Split, form }, async (said) => {
        await inStudy(actor, params.study, (scope, study) => splitCode(scope, study, { codeId, ...said }));
        return undefined;
      });
    if (form.get('act') === 'memo') {
      form.set('about', 'code');
      form.set('codeId', codeId);
      return answerForm('memo', { schema: MemoSaid, form }, async (said) => {
        await inStudy(actor, params.study, (scope, study) => writeMemo(scope, study, said));
        return undefined;
      });
    }
    if (form.get('act') === 'retire')
      return answerForm('retire', { schema: Retire, form }, async (said) => {
        await inStudy(actor, params.study, (scope, study) => retireCode(scope, study, { codeId, ...said }));
        return undefined;
      });
    return answerForm('keep', { schema: CodeForm, form }, async ({ seen, ...said }) => {
      await inStudy(actor, params.study, (scope, study) => keepCode(scope, study, { codeId, seen, said }));
      return undefined;
    });
  }
}

export default function CodePage({ loaderData: { study, code, others, memos: written, isNoted }, actionData }: Route.ComponentProps) {
  const { name, parentId, definition, include, exclude, example, colour, changedAt } = code;
  const kept = {
    name,
    parentId: parentId ?? '',
    definition,
    include,
    exclude,
    example,
    colour: String(colour),
    seen: changedAt.toISOString(),
  };
  const of = (act: string) => (actionData?.act === act ? actionData : undefined);
  const values: Readonly<Record<string, string>> = of('keep')?.values ?? kept;
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/codebook"
      below={name}
      title={name}
      lead="Change the code; what was coded with it stays coded."
      hasErrors={errors.length > 0}
    >
      {isNoted && <Note kind="success" title="The memo is written" isAnswer />}
      <FormErrors errors={errors} labels={{ ...codeLabels, intoId: 'Into', names: 'New codes', words: 'Memo', reason: 'Why' }} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="seen" value={values.seen} />
        <input type="hidden" name="colour" value={values.colour} />
        <CodeFields parents={others} values={values} errors={of('keep')?.errors ?? []} />
        <p className="bar">
          <Button kind="primary" name="act" value="keep">
            Save the code
          </Button>
          <a href={`/w/focus-groups/${study.slug}/codebook`}>Leave without saving</a>
        </p>
      </form>
      {others.length > 0 && (
        <Section title="Merge it into another">
          <p>Whatever was coded with it counts as the other from now on. No coding is rewritten, and the codebook says so.</p>
          <form method="post" className="form" noValidate>
            <Field
              kind="select"
              name="intoId"
              label="Into"
              value={of('merge')?.values.intoId ?? ''}
              error={errorOf(of('merge')?.errors, 'intoId')}
              options={[{ value: '', label: 'Choose' }, ...others.map((other) => ({ value: other.id, label: other.name }))]}
            />
            <Field name="reason" label="Why they are merged" isOptional value={of('merge')?.values.reason} />
            <p className="bar">
              <Button name="act" value="merge">
                Merge the codes
              </Button>
            </p>
          </form>
        </Section>
      )}
      <Section title="Split it">
        <p>
          New codes stand in its place. Each coder says of every own coding which of them it has: it comes up on their page{' '}
          <a href={`/w/focus-groups/${study.slug}/coding/again`}>Look again</a>.
        </p>
        <form method="post" className="form" noValidate>
          <Field
            kind="textarea"
            rows={3}
            name="names"
            label="New codes"
            help="One a line, two to nine. Describe them afterwards."
            value={of('split')?.values.names}
            error={errorOf(of('split')?.errors, 'names')}
          />
          <input type="hidden" name="reason" value="" />
          <p className="bar">
            <Button name="act" value="split">
              Split the code
            </Button>
          </p>
        </form>
      </Section>
      <Section title="Memos">
        {written.map((memo) => (
          <p key={memo.id}>
            {memo.words} <span className="muted small">{`${memo.author}${memo.about === 'coding' ? ', on a passage' : ''}`}</span>
          </p>
        ))}
        <form method="post" className="form" noValidate>
          <Field
            kind="textarea"
            rows={3}
            name="words"
            label="Memo"
            help="What you think of this code. The team reads it, in a blind round too."
            value={of('memo')?.values.words}
            error={errorOf(of('memo')?.errors, 'words')}
          />
          <p className="bar">
            <Button name="act" value="memo">
              Write the memo
            </Button>
          </p>
        </form>
      </Section>
      <Section title="Take it out of use">
        <p>It is offered no more. What was coded with it stays, and comes up to its coders once more.</p>
        <form method="post" className="bar">
          <input type="hidden" name="reason" value="" />
          <Button kind="danger" name="act" value="retire">
            Retire “{name}”
          </Button>
        </form>
      </Section>
    </StudyPage>
  );
}
