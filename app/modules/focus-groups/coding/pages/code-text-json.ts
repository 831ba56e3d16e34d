import * as z from 'zod';
import { addressed } from '#app/platform/form.ts';
import { Problem } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, scoped } from '#app/platform/web.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import type { Taken } from '../coding-acts.ts';
import { takeAct } from '../coding-commands.server.ts';
import { actIn } from '../desk-form.ts';
import { codeShown, codingShown, deskOf } from '../desk-queries.server.ts';
import { TurnSearch } from '../schema.ts';
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
 * One act of a coder from the page that keeps it until it is here: the coding as it stands then, or `{refused}` with the reason. 401 and nothing done where somebody else than
 * `person` has signed in since.
 */
export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.has('person') && form.get('person') !== actor.personId) return new Response(null, { status: 401 });
  const read = actIn(form, crypto.randomUUID());
  if (!read.ok) return Response.json({ refused: read.errors.map(({ message }) => message).join('. ') }, { status: 400 });
  const act = read.data;
  try {
    const taken = await as(actor, async (scope): Promise<Taken> => {
      const study = await studyNamed(scope, params.study);
      const coding = await codingShown(scope, study, await takeAct(scope, study, { ...placeOf(params), act }));
      return act.act === 'add' && coding ? { coding, code: await codeShown(scope, study, coding.codeId) } : { coding };
    });
    return Response.json(taken);
  } catch (error) {
    if (error instanceof Problem) return Response.json({ refused: error.message }, { status: error.status });
    throw error;
  }
}
