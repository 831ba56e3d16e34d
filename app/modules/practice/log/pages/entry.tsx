import { data, redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answering, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { deleteEntry } from '../commands.server.ts';
import { kindShort, kindWords, monthName } from '../entry.ts';
import { EntryReading } from '../parts/entry-reading.tsx';
import { competenciesToTry, ownEntry } from '../queries.server.ts';
import { FormId } from '../schema.ts';
import type { Route } from './+types/entry';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(FormId, params.entry, 'This entry');
  return scoped({ context, request }, async (scope) => ({
    entry: await ownEntry(scope, id),
    competencies: await competenciesToTry(scope),
    done: new URL(request.url).searchParams.get('done'),
  }));
}

export async function action({ context, params, request }: Route.ActionArgs) {
  const id = addressed(FormId, params.entry, 'This entry');
  const actor = await actorOf({ context, request });
  const form = await request.formData();
  if (form.get('act') !== 'delete') throw data('This act was not found.', { status: 404 });
  await answering(() => as(actor, (scope) => deleteEntry(scope, id)));
  return redirect('/w/practice?done=delete');
}

const doneWords: Readonly<Record<string, string>> = {
  note: 'It is noted. Only you read it',
  change: 'The change is saved',
};

export default function Entry({ loaderData: { entry, competencies, done } }: Route.ComponentProps) {
  const title = `${kindShort[entry.kind]}, ${monthName(entry.month)}`;
  return (
    <Page
      title={title}
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Your conversations', to: '/w/practice/entries' }, { label: title }]}
      status={kindWords[entry.kind]}
      isCompact
    >
      <title>{`${title} · Concord`}</title>
      {done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      <p className="bar">
        <ButtonLink href="/w/practice/new">Note another</ButtonLink>
        <a href={`/w/practice/entries/${entry.id}/edit`}>Change it</a>
        <a href={`/w/practice/ask?entry=${entry.id}`}>Ask for feedback on this</a>
        <a href={`/w/practice/share?entry=${entry.id}`}>Show it to somebody</a>
      </p>
      <EntryReading entry={entry} competencies={competencies} whose="own" />
      <Section title="Delete it">
        <details>
          <summary>Delete this entry</summary>
          <p>It is gone at once and for good, here and for whomever you showed it to. What others observed of it stays with you.</p>
          <form method="post">
            <Button kind="danger" name="act" value="delete">
              Delete it for good
            </Button>
          </form>
        </details>
      </Section>
    </Page>
  );
}
