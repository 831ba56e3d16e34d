import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { isoDayIn } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import { Page } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { nobodysIn } from '../../personal-words.ts';
import { changeEntry, dropDraft } from '../commands.server.ts';
import { kindShort, lastMonths, monthName, standingNow } from '../entry.ts';
import { EntryForm } from '../parts/entry-form.tsx';
import { competenciesToTry, draftOf, ownEntry } from '../queries.server.ts';
import { FormId, readEntry, typedOf } from '../schema.ts';
import type { Route } from './+types/edit-entry';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(FormId, params.entry, 'This entry');
  return scoped({ context, request }, async (scope) => {
    const entry = await ownEntry(scope, id);
    const months = lastMonths(isoDayIn(new Date(), await zoneOf(scope)), 36);
    return {
      entry,
      months: months.includes(entry.month) ? months : [...months, entry.month],
      draft: await draftOf(scope, id),
      competencies: await competenciesToTry(scope),
    };
  });
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = addressed(FormId, params.entry, 'This entry');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('act') === 'drop') {
    await as(actor, (scope) => dropDraft(scope, id));
    return redirect(`/w/practice/entries/${id}`);
  }
  const nobodys = nobodysIn(form);
  const read = readEntry(form);
  const revision = Number(form.get('revision')) || 0;
  if (!read.ok) return data({ values: read.typed, nobodys, errors: read.errors, revision, standsNow: [] }, { status: 400 });
  const { said, asGoal, typed } = read;
  const changed = await refusalOf(() => as(actor, (scope) => changeEntry(scope, { id, revision, said, asGoal, nobodys })));
  if (changed.ok) return redirect(`/w/practice/entries/${id}?done=change`);
  const errors = [{ field: '', message: changed.message }];
  if (changed.status !== 409) return data({ values: typed, nobodys, errors, revision, standsNow: [] }, { status: changed.status });
  // Whoever was second reads what stands beside the own words, and saves the form upon that.
  const now = await as(actor, (scope) => ownEntry(scope, id));
  const standsNow = standingNow(now, said, await as(actor, competenciesToTry));
  return data({ values: typed, nobodys, errors, revision: now.revision, standsNow }, { status: changed.status });
}

export default function EditEntry({ loaderData: { entry, months, draft, competencies }, actionData }: Route.ComponentProps) {
  const values: Readonly<Record<string, string>> = actionData?.values ?? draft?.typed ?? typedOf(entry);
  const back = `/w/practice/entries/${entry.id}`;
  return (
    <Page
      title="Change an entry"
      crumbs={[
        { label: 'Practice', to: '/w/practice' },
        { label: `${kindShort[entry.kind]}, ${monthName(entry.month)}`, to: back },
        { label: 'Change' },
      ]}
      isCompact
    >
      <title>{`${actionData ? 'Error: ' : ''}Change an entry · Concord`}</title>
      {draft && !actionData && (
        <Note kind="attention" title="You had begun to change this entry">
          <p>The form goes on where you left it. The entry itself is as it was until you save.</p>
          <form method="post">
            <Button name="act" value="drop">
              Throw away what I began
            </Button>
          </form>
        </Note>
      )}
      <EntryForm
        entry={entry.id}
        revision={actionData?.revision ?? entry.revision}
        draft={Number(values.draft ?? draft?.revision) || 0}
        values={values}
        nobodys={actionData?.nobodys ?? []}
        errors={actionData?.errors ?? []}
        standsNow={actionData?.standsNow ?? []}
        months={months}
        competencies={competencies}
        save="Save the change"
        back={back}
      />
    </Page>
  );
}
