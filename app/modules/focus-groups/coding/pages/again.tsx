import { data, redirect } from 'react-router';
import * as z from 'zod';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Keys } from '#app/ui/keys.tsx';
import { Note } from '#app/ui/note.tsx';
import { Queue, type QueueAct } from '#app/ui/queue.tsx';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed } from '../../study/queries.server.ts';
import { answerAgain, letAllStay } from '../look-again-commands.server.ts';
import { type WorklistItem, worklist } from '../look-again-queries.server.ts';
import { codebook } from '../queries.server.ts';
import { LookedAgain } from '../schema.ts';
import { atTurn } from '../text-parts.ts';
import type { Route } from './+types/again';

/** Keys need script; everything else works without. */
export const handle = { script: true };
const Search = z.object({ coding: z.uuid().optional().catch(undefined), done: z.string().nullable().default(null) });

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { coding, done } = Search.parse(Object.fromEntries(new URL(request.url).searchParams));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const { codes } = await codebook(scope, study);
    return { study, ...(await worklist(scope, study, coding)), codes: codes.map(({ id, name }) => ({ id, name })), done };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted = await answerForm('answer', { schema: LookedAgain, form }, async ({ codingId, act, codeId }) => {
    await as(actor, async (scope) => {
      const study = await studyNamed(scope, params.study);
      if (act === 'all') await letAllStay(scope, study, codingId);
      else await answerAgain(scope, study, { codingId, said: saidOf(act, codeId) });
    });
    return undefined;
  });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

function saidOf(act: string, codeId: string | undefined) {
  if (act === 'uncode' || act === 'stay') return act;
  return { codeId: act === 'other' && codeId !== undefined ? codeId : act.slice('code:'.length) };
}

const causes: Readonly<Record<WorklistItem['cause'], string>> = {
  split: 'was split. Which of the new codes does this passage have?',
  words: 'stands on words that changed when the text was corrected, or when somebody’s turns were taken out. Does it still fit?',
  meaning: 'was described anew after you gave it. Does it still fit?',
  merge: 'was merged into another. Does the other fit here?',
  retire: 'is not in use any more. It may stay, go, or become another.',
};

export default function Again({ loaderData, actionData }: Route.ComponentProps) {
  const { study, total, item, codes, done } = loaderData;
  const errors = actionData?.errors ?? [];
  return (
    <StudyPage
      study={study}
      here="/coding"
      below="Look again"
      title="Look again"
      lead="Your own codings whose code or words changed since you made them. Nobody else decides about them."
      hasErrors={errors.length > 0}
    >
      {done && <Note kind="success" title="Your answer is kept" isAnswer />}
      <FormErrors errors={errors} labels={{ codeId: 'Another code' }} />
      {item ? (
        <>
          <Item item={item} total={total} codes={codes} errors={errors} base={`/w/focus-groups/${study.slug}`} />
          <Keys />
        </>
      ) : (
        <Empty title="Nothing to look at again">
          When a code that you used is split, merged, retired or described anew, or words under a coding change, it comes up here.
        </Empty>
      )}
    </StudyPage>
  );
}

type ItemProps = {
  item: WorklistItem;
  total: number;
  codes: readonly { id: string; name: string }[];
  errors: readonly FormError[];
  base: string;
};

function Item({ item, total, codes, errors, base }: ItemProps) {
  const named: QueueAct[] =
    item.cause === 'split'
      ? item.into.map(({ id, name }, at) => ({ value: `code:${id}`, label: name, keyLabel: String(at + 1), kind: 'plain' }))
      : [
          {
            value: 'stay',
            label: item.cause === 'merge' ? `It counts as ${item.into[0]?.name ?? 'the other'}` : 'It stays',
            keyLabel: 's',
          },
        ];
  const all: QueueAct[] =
    item.same > 0 && item.cause !== 'split'
      ? [{ value: 'all', label: `All ${item.same + 1} of this code stay`, keyLabel: 'a', isRare: true }]
      : [];
  return (
    <Queue
      item={
        <>
          <h2>
            “{item.code}” {causes[item.cause]}
          </h2>
          <blockquote className="turns-apart">
            {item.before}
            <mark>{item.words}</mark>
            {item.behind}
          </blockquote>
          {item.memo && <p>Your memo: {item.memo}</p>}
          {item.reason && <p>Why it changed: {item.reason}</p>}
          {item.into.some(({ definition }) => definition) && (
            <dl className="facts">
              {item.into.map(({ id, name, definition }) => (
                <div key={id}>
                  <dt>{name}</dt>
                  <dd>{definition || 'not described yet'}</dd>
                </div>
              ))}
            </dl>
          )}
          <p className="small muted">
            In <a href={`${base}/coding/${item.roundId}/${item.textId}${atTurn(item.position)}`}>{item.title}</a>, {item.round}.
          </p>
        </>
      }
      hidden={{ codingId: item.id }}
      questions={[]}
      acts={[
        ...named,
        { value: 'other', label: 'Give it the other code', keyLabel: 'o', isRare: true },
        { value: 'uncode', label: 'Take the coding back', keyLabel: 'x', kind: 'danger', isRare: true },
        ...all,
      ]}
      saved={`${count(total, 'coding waits', 'codings wait')} for you`}
    >
      <Field
        kind="select"
        name="codeId"
        label="Another code"
        isOptional
        error={errorOf(errors, 'codeId')}
        options={[{ value: '', label: 'Choose' }, ...codes.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </Queue>
  );
}
