import * as z from 'zod';
import { addressed, parseForm } from '#app/platform/form.ts';
import { Problem } from '#app/platform/problem.ts';
import { actorOf, scoped } from '#app/platform/web.server.ts';
import { inStudy } from '../../study/in-study.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import type { Taken } from '../coding-acts.ts';
import { takeAct } from '../coding-commands.server.ts';
import { actIn } from '../desk-form.ts';
import { codeShown, codingShown, deskOf } from '../desk-queries.server.ts';
import { noteTurn } from '../memo-commands.server.ts';
import { TurnMemoForm, TurnSearch } from '../schema.ts';
import type { Route } from './+types/code-text-json';

function placeOf(params: Route.LoaderArgs['params']) {
  return { roundId: addressed(z.uuid(), params.round, 'This round'), textId: addressed(z.uuid(), params.text, 'This text') };
}

/** The part of a text with the turn `?turn=` (from 0), and its codings. */
export async function loader({ context, params, request }: Route.LoaderArgs) {
  const { turn } = TurnSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
  return Response.json(
    await scoped({ context, request }, async (scope) => deskOf(scope, await studyNamed(scope, params.study), { ...placeOf(params), turn })),
  );
}

/**
 * One act of a coder from the page that keeps it until it is here: the coding as it stands then (for a memo on a turn, `{memo}`), or `{refused}` with the reason. 401 and nothing done where somebody else than
 * `person` has signed in since.
 */
export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.has('person') && form.get('person') !== actor.personId) return new Response(null, { status: 401 });
  if (form.get('act') === 'note') return noted();
  const read = actIn(form, crypto.randomUUID());
  if (!read.ok) return Response.json({ refused: read.errors.map(({ message }) => message).join('. ') }, { status: 400 });
  const act = read.data;
  return answered(() =>
    inStudy(actor, params.study, async (scope, study): Promise<Taken> => {
      const coding = await codingShown(scope, study, await takeAct(scope, study, { ...placeOf(params), act }));
      return act.act === 'add' && coding ? { coding, code: await codeShown(scope, study, coding.codeId) } : { coding };
    }),
  );

  async function noted(): Promise<Response> {
    const said = parseForm(TurnMemoForm, form);
    if (!said.ok) return Response.json({ refused: said.errors.map(({ message }) => message).join('. ') }, { status: 400 });
    const { passage, memo, id } = said.data;
    return answered(() =>
      inStudy(actor, params.study, async (scope, study) => ({
        memo: await noteTurn(scope, study, { ...placeOf(params), begins: passage.begins, words: memo, id }),
      })),
    );
  }
}

async function answered(work: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json(await work());
  } catch (error) {
    if (error instanceof Problem) return Response.json({ refused: error.message }, { status: error.status });
    throw error;
  }
}
