import { useState } from 'react';
import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import type { Scope } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, refusalOf, scoped } from '#app/platform/web.server.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { inStudy } from '../../study/in-study.server.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { type Study, studyNamed } from '../../study/queries.server.ts';
import { takeAct } from '../coding-commands.server.ts';
import { actIn } from '../desk-form.ts';
import { codingShown, deskOf, type RoundState } from '../desk-queries.server.ts';
import { noteTurn } from '../memo-commands.server.ts';
import { CodingDesk } from '../parts/coding-desk.tsx';
import { TurnMemoForm, TurnSearch } from '../schema.ts';
import { turnsAt } from '../text-queries.server.ts';
import type { Route } from './+types/code-text';

/** Marking words, typing for a code and seeing others live need script; turns are coded whole without. */
export const handle = { script: true };

function placeOf(params: Route.LoaderArgs['params']) {
  return { roundId: addressed(z.uuid(), params.round, 'This round'), textId: addressed(z.uuid(), params.text, 'This text') };
}

export function loader({ context, params, request }: Route.LoaderArgs) {
  const search = new URL(request.url).searchParams;
  const { turn } = TurnSearch.parse(Object.fromEntries(search));
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    return {
      study,
      desk: await deskOf(scope, study, { ...placeOf(params), turn }),
      changing: search.get('coding'),
      done: search.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const { turn } = TurnSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  const place = placeOf(params);
  // The page comes back at the turn that the act was about.
  const turnAt = async (scope: Scope, study: Study, start: number) =>
    (await turnsAt(scope, study, [{ textId: place.textId, start }]))[0]?.position ?? turn;
  if (form.get('act') === 'note') {
    const noted = await answerForm('note', { schema: TurnMemoForm, form }, async ({ passage: { begins }, memo: words }) => {
      const at = await inStudy(actor, params.study, async (scope, study) => {
        await noteTurn(scope, study, { ...place, begins, words });
        return turnAt(scope, study, begins);
      });
      return `&turn=${at}#turn-${at}`;
    });
    if (noted.ok) return redirect(noted.done);
    return data({ errors: noted.refused.errors, memo: String(form.get('memo') ?? '') }, { status: noted.status });
  }
  const read = actIn(form, crypto.randomUUID());
  if (!read.ok) return data({ errors: read.errors, memo: String(form.get('memo') ?? '') }, { status: 400 });
  const act = read.data;
  const taken = await refusalOf(() =>
    inStudy(actor, params.study, async (scope, study) => {
      const { begins } = 'begins' in act ? act : ((await codingShown(scope, study, act.id)) ?? { begins: 0 });
      await takeAct(scope, study, { ...place, act });
      return turnAt(scope, study, begins);
    }),
  );
  if (!taken.ok)
    return data({ errors: [{ field: '', message: taken.message }], memo: 'memo' in act ? act.memo : '' }, { status: taken.status });
  return redirect(`?turn=${taken.value}&done=${act.act}#turn-${taken.value}`);
}

const done: Readonly<Record<string, string>> = {
  code: 'The passage is coded',
  add: 'The code is added, and the passage has it',
  keep: 'The coding is changed',
  uncode: 'The coding is taken back',
  note: 'The memo stands by the turn',
};

export default function CodeText({ loaderData, actionData }: Route.ComponentProps) {
  const { study, desk, changing } = loaderData;
  const { round, text } = desk;
  const errors = actionData?.errors ?? [];
  const [now, setNow] = useState<RoundState>(round);
  const lead = now.isBlind
    ? 'You see only your own codings until the study’s lead opens this round.'
    : now.isOpen
      ? 'Choose a turn or mark words, then choose the code. What the team codes here appears as it is made.'
      : 'This round is closed; its codings stay as they are.';
  return (
    <StudyPage
      study={study}
      here="/coding"
      below={text.title}
      title={`${text.title}, ${round.title}`}
      lead={lead}
      hasErrors={errors.length > 0}
    >
      {loaderData.done && Object.hasOwn(done, loaderData.done) && <Note kind="success" title={done[loaderData.done]!} isAnswer />}
      <FormErrors errors={errors} labels={{ passage: 'Passage', codeId: 'Code', name: 'New code', memo: 'Memo' }} />
      <CodingDesk
        key={`${round.id} ${text.id}`}
        desk={desk}
        address={`/w/focus-groups/${study.slug}/coding/${round.id}/${text.id}`}
        codebook={`/w/focus-groups/${study.slug}/codebook`}
        changing={changing}
        memo={actionData?.memo}
        now={now}
        setNow={setNow}
      />
    </StudyPage>
  );
}
