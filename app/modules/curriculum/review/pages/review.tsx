import { data, isRouteErrorResponse, redirect } from 'react-router';
import { invalid } from '#app/platform/problem.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { Page } from '#app/ui/page.tsx';
import { Defined } from '../../parts/defined.tsx';
import { acceptHit, rejectHit, skipHit, undoAnswer } from '../commands.server.ts';
import { mapActivity, undoMapping } from '../link-commands.server.ts';
import { type Outcome, type Sent, saidOf, sentIn, type Unsent } from '../outcome.ts';
import { ReviewQueue } from '../parts/review-queue.tsx';
import { type Review, review } from '../queries.server.ts';
import { Act, answerFields, ReviewSearch } from '../schema.ts';
import type { Route } from './+types/review';

/** Keys, and the next suggestion without a new page, need script; everything else works without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, (scope) => review(scope, searchOf(request)));
}

function searchOf(request: Request): ReviewSearch {
  return ReviewSearch.parse(Object.fromEntries(new URL(request.url).searchParams));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = Object.fromEntries(await request.formData());
  const act = Act.safeParse(answerFields(form));
  const { year, keyword, competency, whose } = searchOf(request);
  const part = { year, keyword, competency, whose };
  const place = { context, request, slug: params.school };
  const actor = await actorOf(place);
  // A page that waited for the network may find somebody else signed in.
  if (form.person !== undefined && form.person !== actor.personId) return { waits: true, signedOut: true } satisfies Unsent;
  const outcome = await refusalOf(async () => {
    if (!act.success) throw invalid(`${act.error.issues.map(({ message }) => message).join('. ')}.`);
    return as(actor, (scope) => perform(scope, act.data));
  });
  const next =
    outcome.ok && act.data ? { ...part, ...whereNext(act.data, outcome.value.hitId) } : ReviewSearch.parse({ ...part, hit: form.hitId });
  if (form.script !== '1' && outcome.ok) return redirect(addressOf(next));
  const shown = await scoped(place, (scope) => review(scope, next));
  const sent = outcome.ok ? undefined : sentIn(form, shown.competencies);
  if (form.script !== '1' && !outcome.ok) return data({ refusal: { words: outcome.message, sent } }, { status: outcome.status });
  const code = act.data && 'competencyId' in act.data ? codeOf(shown, act.data.competencyId) : undefined;
  const said = outcome.ok ? saidOf(act.data!.act, { code, progress: shown.progress, isBlind: outcome.value.isBlind }) : outcome.message;
  return { said, isRefused: !outcome.ok, sent, shown } satisfies Outcome;
}

async function perform(scope: Scope, act: Act): Promise<{ hitId?: string; isBlind?: boolean }> {
  if (act.act === 'link' || act.act === 'stay') return acceptHit(scope, act);
  if (act.act === 'reject') return rejectHit(scope, act);
  if (act.act === 'more') await mapActivity(scope, act);
  if (act.act === 'skip') await skipHit(scope, act.hitId);
  if (act.act !== 'undo') return { hitId: act.hitId };
  if ('hitId' in act.undone) return undoAnswer(scope, act.undone.hitId);
  await undoMapping(scope, act.undone);
  return { hitId: act.hitId };
}

function whereNext({ act, ...said }: Act, hitId: string | undefined): Pick<ReviewSearch, 'hit' | 'after' | 'before' | 'stay'> {
  // A link without a suggestion was made where the page still stands.
  if (act === 'undo') return { hit: hitId, stay: 'undone' in said && 'activityId' in said.undone ? 'yes' : undefined };
  if (act === 'stay' || act === 'more') return { hit: hitId, stay: 'yes' };
  return act === 'back' ? { before: hitId } : { after: hitId };
}

function addressOf(search: ReviewSearch): string {
  const params = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return `?${new URLSearchParams(params)}`;
}

function codeOf({ competencies }: Review, id: string): string | undefined {
  return competencies.find((competency) => competency.id === id)?.code;
}

/** After so long a sending counts as not arrived. What is sent twice counts once. */
const longestSending = 15_000;

/** An act that does not arrive is kept by the page, not lost with it. */
export async function clientAction({ request, serverAction }: Route.ClientActionArgs): Promise<Sent> {
  const attempt = String((await request.clone().formData()).get('attempt'));
  try {
    const tooLong = new Promise<never>((_, refuse) => setTimeout(refuse, longestSending, new Error('The answer did not arrive in time.')));
    return { attempt, ...((await Promise.race([serverAction(), tooLong])) as Outcome | Unsent) };
  } catch (error) {
    if (isRouteErrorResponse(error) && error.status < 500) throw error;
    return { attempt, waits: true, signedOut: error instanceof Response };
  }
}

export default function ReviewPage({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, progress, phrase } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const hasHits = progress !== null && (progress.total > 0 || loaderData.whose !== 'everybody');
  const refusal = actionData && 'refusal' in actionData ? actionData.refusal : undefined;
  return (
    <Page
      title="Review"
      lead={hasHits ? leadOf(phrase) : undefined}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Scan', to: `${base}/scan${year ? `?year=${year}` : ''}` }, { label: 'Review' }]}
    >
      <title>{`Review · ${school.name} · Concord`}</title>
      {hasHits ? (
        <>
          <ReviewQueue initial={loaderData} refusal={refusal} base={base} />
          <Defined figures={['hits-answered', 'time-left', 'link']} />
        </>
      ) : (
        <Empty title="Nothing to review here" act={<ButtonLink href={`${base}/scan`}>Go to the keyword scan</ButtonLink>}>
          What a scan finds comes here, one suggestion at a time, with its sentence and its course. Scan the curriculum first, or{' '}
          <a href={`${base}/review/map`}>link an activity without a suggestion</a>.
        </Empty>
      )}
    </Page>
  );
}

function leadOf(phrase: string | null): string {
  const found = phrase === null ? 'A keyword' : `The keyword “${phrase}”`;
  return `${found} was found in each of these activities. Link the activity to the competency it teaches, or say “Not this”.`;
}
