import { data, redirect } from 'react-router';
import * as z from 'zod';
import { invalid } from '#app/platform/problem.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Downloads } from '#app/ui/downloads.tsx';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { Defined } from '../../parts/defined.tsx';
import { Years } from '../../parts/years.tsx';
import { AcademicYear } from '../../schema.ts';
import { answerMany, type Many, undoMany } from '../bulk-commands.server.ts';
import { hitList } from '../list-queries.server.ts';
import { givePart } from '../part-commands.server.ts';
import { reviewers } from '../part-queries.server.ts';
import { HitTable } from '../parts/hit-table.tsx';
import { ManyForm } from '../parts/many-form.tsx';
import { NarrowHits } from '../parts/narrow-hits.tsx';
import { Submitted } from '../parts/submitted.tsx';
import { ListSearch, ManyAnswers, mostAtOnce } from '../schema.ts';
import type { Route } from './+types/list';

const Said = z.object({
  done: z.enum(['linked', 'rejected', 'undone', 'given']).optional().catch(undefined),
  n: z.coerce.number().int().min(0).optional().catch(undefined),
  left: z.coerce.number().int().min(0).optional().catch(undefined),
  bulk: z.uuid().optional().catch(undefined),
});

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const named = Object.fromEntries(searchParams);
  const chosen = ListSearch.parse(named);
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const list = await hitList(scope, chosen);
    return { ...list, chosen, search: clean(search), said: Said.parse(named), people: list.maySplit ? await reviewers(scope) : [] };
  });
}

/** The address without what an act left there. */
function clean(search: string): string {
  return ['done', 'n', 'left', 'bulk'].reduce((rest, name) => withParam(rest, name, null), search);
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const form = await request.formData();
  const address = clean(new URL(request.url).search);
  const actor = await actorOf({ context, request, slug: params.school });
  const act = String(form.get('act'));
  const hitIds = form.getAll(form.get('all') === 'yes' ? 'shown' : 'hit').map(String);
  const done = await refusalOf(() =>
    as(actor, async (scope) => {
      if (act === 'undo') return saidOf('undone', await undoMany(scope, z.uuid().catch('').parse(form.get('bulk'))));
      if (act === 'give') {
        const activityIds = z
          .array(z.uuid())
          .catch([])
          .parse(hitIds.map((id) => form.get(`activity.${id}`)));
        const personIds = z
          .array(z.uuid())
          .catch([])
          .parse([form.get('person')].filter(Boolean));
        if (activityIds.length === 0) throw invalid('Choose at least one suggestion.');
        const { given, kept } = await givePart(scope, {
          year: AcademicYear.catch('').parse(form.get('year')),
          of: { activityIds },
          personIds,
        });
        return `done=given&n=${given}&left=${kept}`;
      }
      const asked = ManyAnswers.safeParse({ ...Object.fromEntries(form), hitIds });
      if (!asked.success) throw invalid(`${asked.error.issues.map(({ message }) => message).join('. ')}.`);
      return saidOf(asked.data.act === 'link' ? 'linked' : 'rejected', await answerMany(scope, asked.data));
    }),
  );
  if (!done.ok) return data({ refusal: done.message }, { status: done.status });
  return redirect(`${address}&${done.value}`);
}

function saidOf(what: string, { bulk, done, left }: Many): string {
  return `done=${what}&n=${done}&left=${left}${what === 'undone' ? '' : `&bulk=${bulk}`}`;
}

export default function ReviewList({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, rows, total, page, search, chosen, submission } = loaderData;
  const table = { rows, caption: `Suggestions of ${year}`, count: count(total, 'suggestion', 'suggestions') };
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Suggestions as a list"
      lead={submission === null ? 'Choose several suggestions and answer them in one act. It can be taken back as a whole.' : undefined}
      crumbs={[
        { label: 'Curriculum', to: base },
        { label: 'Review', to: `${base}/review${year ? `?year=${year}` : ''}` },
        { label: 'List' },
      ]}
    >
      <title>{`Suggestions · ${school.name} · Concord`}</title>
      {actionData && <FormErrors errors={[{ field: '', message: actionData.refusal }]} />}
      <Done said={loaderData.said} search={search} isClosed={submission !== null} />
      {year === null ? (
        <Empty title="Nothing to review yet">Bring a curriculum in and scan it; what the scan finds is listed here.</Empty>
      ) : (
        <>
          <Years years={years} year={year} />
          {submission && <Submitted year={year} submission={submission} base={base} />}
          <NarrowHits list={{ ...loaderData, year }} chosen={chosen} />
          {rows.length === 0 ? (
            <Note title="No suggestion meets all of this">
              <p>
                <a href={`?year=${year}`}>Show all suggestions of {year}</a>.
              </p>
            </Note>
          ) : submission ? (
            <HitTable {...table} base={base} isClosed />
          ) : (
            <form method="post" action={search} className="flow">
              <HitTable {...table} base={base} />
              <ManyForm shown={rows} year={year} people={loaderData.people} />
            </form>
          )}
          <Pagination page={page} size={mostAtOnce} total={total} noun="suggestions" search={search} />
          <Downloads of={`All ${total.toLocaleString('en')}`} address={`${base}/review/list`} search={withParam(search, 'page', null)} />
          <Defined figures={['hit', 'hits-answered', 'link']} />
        </>
      )}
    </Page>
  );
}

type DoneProps = { said: Route.ComponentProps['loaderData']['said']; search: string; isClosed: boolean };

function Done({ said: { done, n = 0, left = 0, bulk }, search, isClosed }: DoneProps) {
  if (done === undefined) return null;
  const many = count(n, done === 'given' ? 'activity' : 'suggestion', done === 'given' ? 'activities' : 'suggestions');
  const title = {
    linked: `${many} linked`,
    rejected: `${many} kept as not this`,
    undone: `${many} taken back`,
    given: `${many} changed hands`,
  }[done];
  return (
    <Note title={title} kind="success" isAnswer>
      {left > 0 && <p>{leftWords(done, left)}</p>}
      {bulk && n > 0 && !isClosed && (
        <form method="post" action={search}>
          <input type="hidden" name="bulk" value={bulk} />
          <Button name="act" value="undo" kind="quiet">
            Take all of it back
          </Button>
        </form>
      )}
    </Note>
  );
}

function leftWords(done: string, left: number): string {
  if (done === 'given') return `${count(left, 'activity', 'activities')} stayed: one of two people has answered there already.`;
  if (done === 'undone')
    return `${count(left, 'suggestion was', 'suggestions were')} answered anew or taken back since, and stand as they are.`;
  return `${count(left, 'suggestion was', 'suggestions were')} answered by somebody meanwhile, and stand as they are.`;
}
