import { data, redirect } from 'react-router';
import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answerForm, scoped } from '#app/platform/web.server.ts';
import { count } from '#app/ui/count.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { mayCode } from '../../rules.ts';
import { StudyPage } from '../../study/parts/study-page.tsx';
import { studyNamed, studyPeople } from '../../study/queries.server.ts';
import { codePassage, uncode } from '../coding-commands.server.ts';
import { CodedTurn } from '../parts/coded-turn.tsx';
import { PassageBar } from '../parts/passage-bar.tsx';
import { codebook, codes, codingsOf, roundOf } from '../queries.server.ts';
import { PassageForm, Uncoding } from '../schema.ts';
import { textToCode } from '../text-queries.server.ts';
import type { Route } from './+types/code-text';

/** Marking words needs script; turns are coded whole without. */
export const handle = { script: true };

function placeOf(params: Route.LoaderArgs['params']) {
  return { roundId: addressed(z.uuid(), params.round, 'This round'), textId: addressed(z.uuid(), params.text, 'This text') };
}

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { roundId, textId } = placeOf(params);
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const round = await roundOf(scope, study, roundId);
    const text = await textToCode(scope, study, textId);
    const known = await codes(scope, study);
    const people = new Map((await studyPeople(scope, study)).map(({ personId, name }) => [personId, name]));
    const codings = await codingsOf(scope, study, { roundId, textId });
    const codeOf = (id: string) => {
      const code = known.find((each) => each.id === id)!;
      return code.mergedInto === null ? code : known.find((each) => each.id === code.mergedInto)!;
    };
    const isOpen = round.closedAt === null;
    return {
      study,
      round: { id: round.id, title: round.title, isBlind: round.kind === 'blind' && round.openedAt === null, isOpen },
      text,
      codes: (await codebook(scope, study)).codes.map(({ id, name, depth }) => ({ id, name, depth })),
      codings: codings.map(({ id, codeId, coderId, begins, ends, memo }) => ({
        ...{ id, begins, ends, memo },
        code: codeOf(codeId).name,
        colour: codeOf(codeId).colour,
        coder: people.get(coderId) ?? 'somebody who left the study',
        isOwn: isOpen && coderId === scope.actor.personId,
      })),
      mayCode: mayCode(study) && isOpen,
      done: new URL(request.url).searchParams.get('done'),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const { roundId } = placeOf(params);
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const acted =
    form.get('act') === 'uncode'
      ? await answerForm('uncode', { schema: Uncoding, form }, async ({ codingId }) => {
          await as(actor, async (scope) => uncode(scope, await studyNamed(scope, params.study), codingId));
          return undefined;
        })
      : await answerForm('code', { schema: PassageForm, form }, async (said) => {
          await as(actor, async (scope) => codePassage(scope, await studyNamed(scope, params.study), { roundId, ...said }));
          return undefined;
        });
  return acted.ok ? redirect(acted.done) : data(acted.refused, { status: acted.status });
}

const done: Readonly<Record<string, string>> = { code: 'The passage is coded', uncode: 'The coding is taken back' };

export default function CodeText({ loaderData, actionData }: Route.ComponentProps) {
  const { study, round, text, codes: known, codings, mayCode: may } = loaderData;
  const errors = actionData?.errors ?? [];
  const lead = round.isBlind
    ? 'You see only your own codings until the study’s lead opens this round.'
    : round.isOpen
      ? 'Mark words and give them a code, or code a whole turn.'
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
      <FormErrors errors={errors} labels={{ codeId: 'Code' }} />
      <p className="muted">
        {count(text.turns.length, 'turn', 'turns')}, {count(codings.length, 'coding', 'codings')}.
      </p>
      {may && known.length === 0 && (
        <p>
          The <a href={`/w/focus-groups/${study.slug}/codebook`}>codebook</a> has no code yet. Add the first there.
        </p>
      )}
      <ol className="coded-turns">
        {text.turns.map((turn) => (
          <CodedTurn
            key={turn.position}
            turn={turn}
            codings={codings.filter(({ begins, ends }) => begins < turn.ends && ends > turn.begins)}
            codes={known}
            textId={text.id}
            mayCode={may && known.length > 0}
          />
        ))}
      </ol>
      {may && known.length > 0 && <PassageBar codes={known} textId={text.id} />}
    </StudyPage>
  );
}
