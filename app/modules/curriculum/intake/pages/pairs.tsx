import { data, redirect } from 'react-router';
import { invalid } from '#app/platform/problem.ts';
import { as, type Scope } from '#app/platform/scope.server.ts';
import { actorOf, answering, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { bulkFrom } from '../../likeness/thresholds.ts';
import { Defined } from '../../parts/defined.tsx';
import { mayBringIn } from '../../rules.ts';
import { pairsOnPage } from '../pair-words.ts';
import { PairAct, PairSearch } from '../pairs.ts';
import { acceptAlike, answerPair, takeBackAlike } from '../pairs-commands.server.ts';
import { importPairs, lastAnsweredPair, nextOpenPair, pairCounts } from '../pairs-queries.server.ts';
import { PairList, PairQueue } from '../parts/pair-queue.tsx';
import { importIdOf } from '../schema.ts';
import type { Route } from './+types/pairs';

/** Keys need script; everything else works without. */
export const handle = { script: true };

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { searchParams, search } = new URL(request.url);
  const asked = PairSearch.parse(Object.fromEntries(searchParams));
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const pairs = await importPairs(scope, importIdOf(params), asked);
    const done = searchParams.get('done');
    return { ...pairs, asked, search, mayAnswer: pairs.isOpen && mayBringIn(scope.actor), done: done === null ? null : Number(done) };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const id = await answering(async () => importIdOf(params));
  const act = PairAct.safeParse(Object.fromEntries(await request.formData()));
  const outcome = await refusalOf(async () => {
    if (!act.success) throw invalid('Choose what you want to say of this pair.');
    return as(actor, (scope) => perform(scope, id, act.data));
  });
  return outcome.ok ? redirect(outcome.value) : data({ message: outcome.message }, { status: outcome.status });
}

/** Does what was asked, and answers the address of what to look at next. */
async function perform(scope: Scope, id: string, act: PairAct): Promise<string> {
  if (act.act === 'accept-alike') return `?done=${await acceptAlike(scope, id, act.from)}`;
  if (act.act === 'undo-alike') return `?done=${-(await takeBackAlike(scope, id))}`;
  if (act.act === 'undo') {
    const last = await lastAnsweredPair(scope, id);
    if (last === null) throw invalid('There is no answer of yours to undo.');
    await answerPair(scope, id, { ...last, answer: null });
    return `?at=${last.place}`;
  }
  if (act.act === 'skip') return act.at + 1 < totalOf(await pairCounts(scope, id)) ? `?at=${act.at + 1}` : '?';
  if (act.act === 'back') return `?at=${Math.max(0, act.at - 1)}`;
  await answerPair(scope, id, { sourceId: act.source, activityId: act.activity, answer: act.act });
  const next = await nextOpenPair(scope, id, act.at);
  return next === null ? '?' : `?at=${next}`;
}

export default function PairsPage({ loaderData, actionData }: Route.ComponentProps) {
  const { school, import: found, counts, total, shown, asked, search, mayAnswer, isOpen, done } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  const back = `${base}/imports/${found.id}`;
  const all = totalOf(counts);
  return (
    <Page
      title="The same or different"
      lead={`Activities of the file under ids that are new here, each beside one that it may be. What is the same keeps its links and answers.`}
      crumbs={[{ label: 'Curriculum', to: base }, { label: found.file, to: back }, { label: 'Pairs' }]}
    >
      <title>{`Pairs · ${found.file} · ${school.name} · Concord`}</title>
      {actionData && <FormErrors errors={[{ field: '', message: actionData.message }]} />}
      {done !== null && <Done done={done} />}
      {all === 0 ? (
        <Empty title="There is nothing to compare" act={<ButtonLink href={back}>Go back to the file</ButtonLink>}>
          Every activity of the file has an id that is known here, or looks like none that you have.
        </Empty>
      ) : (
        <>
          {!isOpen && <p>This file no longer waits, so its pairs stand as they are.</p>}
          {mayAnswer && counts.alike > 0 && <Alike alike={counts.alike} />}
          <Choices
            label="How pairs are shown"
            options={[
              { to: '?', label: 'One at a time', isCurrent: asked.view === 'one' },
              ...(['open', 'same', 'different'] as const).map((show) => ({
                to: `?view=list&show=${show}`,
                label: `${listWords[show]} ${counts[show].toLocaleString('en')}`,
                isCurrent: asked.view === 'list' && asked.show === show,
              })),
            ]}
          />
          {asked.view === 'one' ? (
            <PairQueue
              pair={counts.open === 0 && asked.at === undefined ? undefined : shown[0]}
              counts={counts}
              base={base}
              back={back}
              mayAnswer={mayAnswer}
            />
          ) : (
            <>
              <PairList pairs={shown} total={total} base={base} />
              <Pagination page={asked.page} size={pairsOnPage} total={total} noun="pairs" search={search} />
            </>
          )}
          <p className="muted">A pair that nobody answers does nothing: the file’s activity comes in as a new one.</p>
          <Defined figures={['likeness']} />
        </>
      )}
    </Page>
  );
}

function totalOf({ open, same, different }: { open: number; same: number; different: number }): number {
  return open + same + different;
}

const listWords = { open: 'Open', same: 'The same', different: 'Different' } as const;

function Alike({ alike }: { alike: number }) {
  return (
    <form method="post">
      <input type="hidden" name="from" value={bulkFrom} />
      <Button name="act" value="accept-alike">{`Accept all at ${bulkFrom} % or more (${alike.toLocaleString('en')})`}</Button>
    </form>
  );
}

function Done({ done }: { done: number }) {
  if (done <= 0)
    return (
      <Note title={`${count(-done, 'pair waits', 'pairs wait')} again`} isAnswer>
        What you had said together is taken back.
      </Note>
    );
  return (
    <Note kind="success" title={`${count(done, 'pair is', 'pairs are')} the same, by your word`} isAnswer>
      <form method="post">
        <p>Nothing is written before the file is brought in.</p>
        <Button kind="quiet" name="act" value="undo-alike">
          Take that back
        </Button>
      </form>
    </Note>
  );
}
