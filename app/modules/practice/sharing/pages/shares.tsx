import { redirect } from 'react-router';
import { addressed } from '#app/platform/form.ts';
import { as } from '#app/platform/scope.server.ts';
import { actorOf, answering, scoped } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayAndTime, dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { kindShort, monthName } from '../../log/entry.ts';
import { ownLog } from '../../log/queries.server.ts';
import { endShare } from '../commands.server.ts';
import { type OwnShare, ownShares } from '../queries.server.ts';
import { includeWords, lastDay, NamedShare } from '../schema.ts';
import type { Route } from './+types/shares';

export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => {
    if ((await ownLog(scope)) === null) throw redirect('/w/practice/log');
    return { shares: await ownShares(scope), zone: await zoneOf(scope), done: new URL(request.url).searchParams.get('done') };
  });
}

export async function action({ context, request }: Route.ActionArgs) {
  const actor = await actorOf({ context, request });
  const { share } = addressed(NamedShare, Object.fromEntries(await request.formData()), 'A share to end');
  await answering(() => as(actor, (scope) => endShare(scope, share)));
  return redirect('/w/practice/shares?done=end');
}

const doneWords: Readonly<Record<string, string>> = {
  share: 'It is shown. A mail tells them so, and says nothing of what it is',
  end: 'It is ended: they read it no more',
};

export default function Shares({ loaderData: { shares, zone, done } }: Route.ComponentProps) {
  const lasting = shares.filter(({ lasts }) => lasts);
  const over = shares.filter(({ lasts }) => !lasts);
  return (
    <Page
      title="What you show"
      lead="Who reads what of your log, until when, and when they looked."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'What you show' }]}
      isCompact
    >
      <title>What you show · Concord</title>
      {done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      {shares.length === 0 ? (
        <Empty title="You show nothing to anybody" act={<ButtonLink href="/w/practice/share">Show your log</ButtonLink>}>
          One person can read one conversation, or your log, until a day that you choose. A conversation is shown from its own page.
        </Empty>
      ) : (
        <p className="bar">
          <ButtonLink href="/w/practice/share">Show your log to somebody</ButtonLink>
        </p>
      )}
      {lasting.map((share) => (
        <Shown key={share.id} share={share} zone={zone} />
      ))}
      {over.length > 0 && (
        <Section title="Over">
          {over.map((share) => (
            <Shown key={share.id} share={share} zone={zone} />
          ))}
        </Section>
      )}
    </Page>
  );
}

function Shown({
  share: { id, readerName, entryId, kind, month, includes, endsAt, endedAt, lasts, looks },
  zone,
}: {
  share: OwnShare;
  zone: string;
}) {
  return (
    <section className="flow" aria-label={`Shown to ${readerName}`}>
      <Facts
        facts={[
          ['Shown to', readerName],
          [
            'What',
            entryId === null ? (
              includes.map((each) => includeWords[each]).join('; ')
            ) : (
              <a key="what" href={`/w/practice/entries/${entryId}`}>{`${kindShort[kind!]}, ${monthName(month!)}`}</a>
            ),
          ],
          [lasts ? 'Until' : 'Ended', lasts ? lastDay(endsAt) : endedAt === null ? lastDay(endsAt) : dayIn(endedAt, zone)],
          [
            'Looked at',
            looks.length === 0 ? (
              'Nobody has looked'
            ) : (
              <ul key="looks">
                {looks.map(({ byName, at }) => (
                  <li key={at.toISOString()}>{`${byName}, ${dayAndTime(at, zone)}`}</li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
      {lasts && (
        <form method="post">
          <input type="hidden" name="share" value={id} />
          <Button>{`End what ${readerName} reads`}</Button>
        </form>
      )}
    </section>
  );
}
