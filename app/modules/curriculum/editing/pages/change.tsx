import { redirect } from 'react-router';
import { zone } from '#app/modules/members/time-zone.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { mayCorrect } from '../../rules.ts';
import { undoEdit } from '../commands.server.ts';
import { rowsOfEdit } from '../history-queries.server.ts';
import { UndoForm } from '../parts/edit-note.tsx';
import { Told } from '../parts/told.tsx';
import { editLine } from '../queries.server.ts';
import type { Route } from './+types/change';

export function loader({ context, params, request }: Route.LoaderArgs) {
  return scoped({ context, request, slug: params.school }, async (scope) => ({
    school: scope.actor.school!,
    edit: await editLine(scope, params.change),
    rows: await rowsOfEdit(scope, params.change),
    mayCorrect: mayCorrect(scope.actor),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request, slug: params.school });
  const outcome = await refusalOf(() =>
    as(actor, async (scope) => {
      await editLine(scope, params.change);
      return undoEdit(scope, params.change);
    }),
  );
  if (!outcome.ok) return { errors: [{ field: '', message: outcome.message }] };
  return redirect(`/w/curriculum/${params.school}/changes/${params.change}`);
}

export default function Change({ loaderData, actionData }: Route.ComponentProps) {
  const { school, edit, rows, mayCorrect: may } = loaderData;
  const base = `/w/curriculum/${school.slug}`;
  return (
    <Page
      title={edit.title}
      status={`By ${edit.by ?? 'somebody whose name is not kept'}, ${dayAndTime(edit.at, zone)}`}
      crumbs={[{ label: 'Curriculum', to: base }, { label: 'Changes', to: `${base}/changes?year=${edit.year}` }, { label: edit.title }]}
    >
      <title>{`${edit.title} · ${school.name} · Concord`}</title>
      <FormErrors errors={actionData?.errors ?? []} />
      {edit.undoneAt ? (
        <Note kind="success" title="This change is undone" isAnswer>
          {`Everything is as it was before it. Undone${edit.undoneBy ? ` by ${edit.undoneBy}` : ''}, ${dayAndTime(edit.undoneAt, zone)}.`}
        </Note>
      ) : (
        may && <UndoForm id={edit.id} base={base} of={edit.title} />
      )}
      <Told rows={rows} base={base} caption="What changed" total={edit.rows} />
    </Page>
  );
}
