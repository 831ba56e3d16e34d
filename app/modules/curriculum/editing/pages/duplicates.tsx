import { data, redirect } from 'react-router';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { Choices } from '#app/ui/choices.tsx';
import { count } from '#app/ui/count.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { NoCurriculum } from '../../parts/no-curriculum.tsx';
import { Years } from '../../parts/years.tsx';
import { mayBringIn, mayCorrect } from '../../rules.ts';
import { chosenTwins, duplicates } from '../duplicate-queries.server.ts';
import { mergeActivities } from '../merge-commands.server.ts';
import { EditNote } from '../parts/edit-note.tsx';
import { TwinsForm } from '../parts/twins-form.tsx';
import { editSaid } from '../queries.server.ts';
import { DuplicateSearch, groupsAtOnce, MergeForm } from '../schema.ts';
import type { Route } from './+types/duplicates';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const { search, searchParams } = new URL(request.url);
  const chosen = DuplicateSearch.parse(Object.fromEntries(searchParams));
  const ids = searchParams.getAll('id');
  return scoped({ context, request, slug: params.school }, async (scope) => {
    const year = chosen.year ?? DuplicateSearch.parse({ year: searchParams.get('of.year') ?? undefined }).year;
    const found = await duplicates(scope, { ...chosen, year });
    const picked = ids.length > 0 ? await chosenTwins(scope, ids) : null;
    return {
      ...found,
      search,
      by: chosen.by,
      picked,
      edit: await editSaid(scope, searchParams.get('edit')),
      mayCorrect: mayCorrect(scope.actor),
      mayBringIn: mayBringIn(scope.actor),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const sent = await request.formData();
  const { searchParams } = new URL(request.url);
  const actor = await actorOf({ context, request, slug: params.school });
  const form = MergeForm.safeParse({ keep: sent.get('keep') ?? '', merge: sent.getAll('merge') });
  if (!form.success) return data({ errors: form.error.issues.map(({ message }) => ({ field: '', message })) }, { status: 400 });
  const outcome = await refusalOf(() => as(actor, (scope) => mergeActivities(scope, form.data)));
  if (!outcome.ok) return data({ errors: [{ field: '', message: outcome.message }] }, { status: outcome.status });
  const to = new URLSearchParams({ edit: outcome.value });
  for (const name of ['year', 'by', 'page']) if (searchParams.has(name)) to.set(name, searchParams.get(name)!);
  return redirect(`/w/curriculum/${params.school}/duplicates?${to}`);
}

type Data = Route.ComponentProps['loaderData'];

export default function Duplicates({ loaderData, actionData }: Route.ComponentProps) {
  const { school, year, years, picked, mayCorrect: may } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title="Duplicates"
      lead="Activities that a course lists more than once. Where they are one and the same, make them one; where the same hour is given to several groups, say so of the course instead, since the delivered hours count each group."
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Activities', to: `${base}/activities` }, { label: 'Duplicates' }]}
    >
      <title>{`Duplicates · ${school.name} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} />
      {year === null ? (
        <NoCurriculum base={base} mayBringIn={loaderData.mayBringIn}>
          Activities that a course lists more than once will be here, side by side.
        </NoCurriculum>
      ) : (
        <>
          {!actionData && <EditNote edit={loaderData.edit} base={base} mayCorrect={may} />}
          {picked ? (
            <>
              <TwinsForm group={picked} base={base} mayCorrect={may} />
              <p>
                <a href={`${base}/duplicates?year=${year}`}>All duplicates of {year}</a>
              </p>
            </>
          ) : (
            <>
              <Years years={years} year={year} />
              <Groups data={loaderData} base={base} year={year} />
            </>
          )}
        </>
      )}
    </Page>
  );
}

function Groups({ data: { groups, total, page, by, search, mayCorrect: may }, base, year }: { data: Data; base: string; year: string }) {
  const clean = withParam(search, 'edit', null);
  return (
    <>
      <Choices
        label="Which duplicates"
        options={(['title', 'text'] as const).map((each) => ({
          to: withParam(withParam(clean, 'by', each), 'year', year),
          label: each === 'title' ? 'The same title' : 'The same text under other titles',
          isCurrent: each === by,
        }))}
      />
      {total === 0 ? (
        <p>
          {by === 'title'
            ? `No course of ${year} lists two activities of the same title.`
            : `No course of ${year} lists two activities with the same text under other titles.`}
        </p>
      ) : (
        <>
          <p>
            {count(total, 'group', 'groups')}. Left out are courses of which somebody said that every student sits through each of these;
            that is <a href={`${base}/groups?year=${year}`}>asked of each course</a>.
          </p>
          {groups.map((group) => (
            <TwinsForm key={`${group.course?.id} ${group.twins[0]?.id}`} group={group} base={base} mayCorrect={may} />
          ))}
          <Pagination page={page} size={groupsAtOnce} total={total} noun="groups" search={clean} />
        </>
      )}
    </>
  );
}
