import type { SchoolRole } from '#app/platform/actor.ts';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { day, dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../members/queries.server.ts';
import { Installable } from '../device/parts/installable.tsx';
import { WaitsHere } from '../device/parts/waits-here.tsx';
import { EntryTable } from '../log/parts/entry-table.tsx';
import { begunEntries, competenciesToTry, entryCount, ownEntries, ownGoals, ownLog } from '../log/queries.server.ts';
import { sharedWithMe } from '../sharing/queries.server.ts';
import type { Route } from './+types/practice';

export const handle = { script: true };

export function loader({ context, request }: Route.LoaderArgs) {
  const { personId: person, schools } = memberOf(context, request);
  const roles = schools.flatMap((each) => each.roles);
  const forSchool = schoolWays.filter(([, , , of]) => of.some((role) => roles.includes(role)));
  return scoped({ context, request }, async (scope) => {
    const log = await ownLog(scope);
    const shared = await sharedWithMe(scope);
    const done = new URL(request.url).searchParams.get('done');
    if (log === null) return { person, log, shared, done, forSchool, own: null };
    const goals = await ownGoals(scope);
    return {
      ...{ person, log, shared, done, forSchool },
      own: {
        entries: await ownEntries(scope, 5),
        total: await entryCount(scope),
        competencies: await competenciesToTry(scope),
        begun: await begunEntries(scope),
        goals: goals.filter(({ doneAt }) => doneAt === null).slice(0, 5),
        zone: await zoneOf(scope),
      },
    };
  });
}

const doneWords: Readonly<Record<string, string>> = {
  keep: 'Saved',
  delete: 'The entry is gone',
  leave: 'Your log is gone, with everything that was in it',
  drop: 'What you began is gone',
};
type Own = NonNullable<Route.ComponentProps['loaderData']['own']>;

/** What else there is, a line a way. */
const ways: readonly (readonly [to: string, label: string, says: string])[] = [
  ['/w/practice/goals', 'Your goals', 'what you mean to try, with a reminder if you ask for one'],
  ['/w/practice/feedback', 'What others said', 'their words first'],
  ['/w/practice/asks', 'What courses ask for', 'they see done or not done, and nothing else'],
  ['/w/practice/growth', 'Your growth', 'what you saw and what others saw, month by month, each on its own'],
  ['/w/practice/shares', 'What you show', 'to whom, until when, and who looked'],
  ['/w/practice/log', 'What your log says of you', 'your school, your class, and whether you count'],
  ['/w/practice/device', 'Without network', 'note a conversation in a basement, on your own phone'],
  ['/w/practice/leave', 'Delete your log', 'everything at once, and for good'],
];

/** What people do there for the students of their school, and who does. */
const schoolWays: readonly (readonly [to: string, label: string, says: string, of: readonly SchoolRole[]])[] = [
  ['/w/practice/asks', 'What your course asks for', 'observed conversations; you learn done or not done', ['lead', 'faculty']],
  ['/w/practice/school', 'What your school adds', 'who supports students, where its mail is, its licensed tools', ['lead']],
];

export default function Practice({ loaderData: { person, own, shared, done, forSchool } }: Route.ComponentProps) {
  return (
    <Page title="Practice" lead={own ? 'One conversation, three minutes. Only you read it.' : undefined} isCompact>
      <title>Practice · Concord</title>
      <Installable />
      <WaitsHere person={person} />
      {done !== null && Object.hasOwn(doneWords, done) && <Note kind="success" title={doneWords[done]!} isAnswer />}
      {own ? <OwnPractice own={own} /> : <Begin />}
      {!own && (
        <p>
          After a hard encounter: <a href="/w/practice/debrief">ten minutes for yourself, and who helps</a>. It needs no log.
        </p>
      )}
      {forSchool.length > 0 && (
        <Section title="For your school">
          <ul>
            {forSchool.map(([to, label, says]) => (
              <li key={to}>
                <a href={to}>{label}</a>: {says}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {shared.length > 0 && (
        <Section title="Shown to you">
          <p>
            <a href="/w/practice/shared">{count(shared.length, 'log is shown to you', 'logs are shown to you')}</a>
          </p>
        </Section>
      )}
      <Section title="Beyond you">
        <ul>
          <li>
            <a href="/w/practice/cohorts">How practice is going</a>: in classes of ten and more, by where numbers lie
          </li>
          <li>
            <a href="/w/practice/reports">What graduates say</a>: at the end of each year, of themselves
          </li>
        </ul>
      </Section>
    </Page>
  );
}

function Begin() {
  return (
    <Empty
      title="A log of your own"
      act={
        <ButtonLink kind="primary" href="/w/practice/log">
          Begin your log
        </ButtonLink>
      }
    >
      Note conversations that you led, shared or watched: what you tried, how it went, what comes next. It is yours: nobody reads it but by
      your own act, and deleting it leaves nothing.
    </Empty>
  );
}

function OwnPractice({ own: { entries, total, competencies, begun, goals, zone } }: { own: Own }) {
  return (
    <>
      <p className="bar">
        <ButtonLink kind="primary" href="/w/practice/new">
          Note a conversation
        </ButtonLink>
        <ButtonLink href="/w/practice/ask">Ask for feedback</ButtonLink>
        <ButtonLink href="/w/practice/debrief">After a hard encounter</ButtonLink>
      </p>
      {begun.map(({ entryId, changedAt }) => (
        <Note key={entryId} kind="attention" title="You began to note a conversation">
          <p>
            {`On ${dayIn(changedAt, zone)}. `}
            <a href={`/w/practice/new?entry=${entryId}`}>Go on where you left it</a>
          </p>
        </Note>
      ))}
      {goals.length > 0 && (
        <Section title="What you mean to try">
          <ul className="plain-list">
            {goals.map(({ id, words, dueOn }) => (
              <li key={id}>
                <span className="reader-words">{words}</span>
                {dueOn !== null && <span className="muted">{` by ${day(dueOn)}`}</span>}
              </li>
            ))}
          </ul>
          <p>
            <a href="/w/practice/goals">All your goals</a>
          </p>
        </Section>
      )}
      <Section title="Your latest conversations">
        {total === 0 ? (
          <p>None is noted yet.</p>
        ) : (
          <>
            <EntryTable entries={entries} competencies={competencies} />
            <p>
              <a href="/w/practice/entries">{count(total, 'conversation is noted', 'conversations are noted')}</a>
            </p>
          </>
        )}
      </Section>
      <Section title="More">
        <ul className="choose">
          {ways.map(([to, label, says]) => (
            <li key={to}>
              <a href={to}>{label}</a>
              <span className="muted">{says}</span>
            </li>
          ))}
        </ul>
        <p>
          Take everything along: <a href="/w/practice/everything.pdf">as PDF</a> or <a href="/w/practice/everything.json">as JSON</a>.
        </p>
      </Section>
    </>
  );
}
