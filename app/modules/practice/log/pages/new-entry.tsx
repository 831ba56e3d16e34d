import { data, redirect } from 'react-router';
import { v7 } from 'uuid';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, refusalOf, scoped } from '#app/platform/web.server.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { Page } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { nobodysIn } from '../../personal-words.ts';
import { noteConversation } from '../commands.server.ts';
import { lastMonths, standingNow } from '../entry.ts';
import { EntryForm } from '../parts/entry-form.tsx';
import { competenciesToTry, draftOf, ownEntries, ownEntry, ownLog } from '../queries.server.ts';
import { FormId, readEntry } from '../schema.ts';
import type { Route } from './+types/new-entry';

export async function loader({ context, request }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('entry');
  const entry = asked === null ? v7() : addressed(FormId, asked, 'What you began');
  const found = await scoped({ context, request }, async (scope) => {
    if ((await ownLog(scope)) === null) return null;
    const months = lastMonths(isoDayIn(new Date(), await zoneOf(scope)), 36);
    const draft = asked === null ? null : await draftOf(scope, entry);
    const [last] = await ownEntries(scope, 1);
    const values: Record<string, string> = draft?.typed ?? { month: months[0]!, rotation: last?.rotation ?? '' };
    return { entry, months, values, draft: draft?.revision ?? 0, competencies: await competenciesToTry(scope) };
  });
  if (found === null) throw redirect('/w/practice/log');
  return found;
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  const id = addressed(FormId, form.get('entry'), 'This entry');
  const nobodys = nobodysIn(form);
  const read = readEntry(form);
  if (!read.ok) return data({ values: read.typed, nobodys, errors: read.errors, revision: 0, standsNow: [] }, { status: 400 });
  const { said, asGoal, typed } = read;
  const noted = await refusalOf(() => as(actor, (scope) => noteConversation(scope, { id, said, asGoal, nobodys })));
  if (noted.ok) return redirect(`/w/practice/entries/${id}?done=note`);
  const refused = { values: typed, nobodys, errors: [{ field: '', message: noted.message }] };
  if (noted.status !== 409) return data({ ...refused, revision: 0, standsNow: [] }, { status: noted.status });
  // It was noted before, and says something else by now: the form goes on as a change of it.
  const now = await as(actor, (scope) => ownEntry(scope, id));
  const standsNow = standingNow(now, said, await as(actor, competenciesToTry));
  return data({ ...refused, revision: now.revision, standsNow }, { status: noted.status });
}

export default function NewEntry({ loaderData, actionData }: Route.ComponentProps) {
  const { entry, months, competencies, draft } = loaderData;
  const values: Readonly<Record<string, string>> = actionData?.values ?? loaderData.values;
  return (
    <Page
      title="Note a conversation"
      lead="Three minutes, about you. Only you read it."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Note a conversation' }]}
      isCompact
    >
      <title>{`${actionData ? 'Error: ' : ''}Note a conversation · Concord`}</title>
      <EntryForm
        entry={values.entry ?? entry}
        revision={actionData?.revision ?? 0}
        draft={Number(values.draft ?? draft) || 0}
        values={values}
        nobodys={actionData?.nobodys ?? []}
        errors={actionData?.errors ?? []}
        standsNow={actionData?.standsNow ?? []}
        months={months}
        competencies={competencies}
        save="Save the entry"
        back="/w/practice"
      />
    </Page>
  );
}
