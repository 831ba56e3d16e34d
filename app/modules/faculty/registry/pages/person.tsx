import { addressed } from '#app/platform/form.ts';
import { day, isoDayIn } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { inFaculty } from '../../in-faculty.server.ts';
import { sessionsWords, yearBefore } from '../entry.ts';
import { PreparationList } from '../parts/preparation-list.tsx';
import { competencyChoices, entryOf, shownTree } from '../queries.server.ts';
import { PersonPath } from '../schema.ts';
import { reachOf } from '../tree.ts';
import { whereWords } from '../written.ts';
import type { Route } from './+types/person';

export function loader(asked: Route.LoaderArgs) {
  return inFaculty(asked, async (scope) => {
    const { mail, ...entry } = await entryOf(scope, addressed(PersonPath, asked.params.person, 'This entry'));
    const { people, trainings } = await shownTree(scope);
    const today = isoDayIn(new Date(), await zoneOf(scope));
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const trainers = Map.groupBy(
      trainings.filter(({ personId }) => personId === entry.personId),
      ({ trainerId }) => trainerId,
    );
    return {
      ...{ entry, mail, today },
      titles: (await competencyChoices(scope)).map(({ id, code, title }) => [id, `${code} ${title}`] as const),
      names: [...names],
      trainers: [...trainers].map(([id, by]) => ({ id, name: names.get(id)!, words: whereWords(by) })),
      reach: reachOf(people, trainings, yearBefore(today)).get(entry.personId) ?? null,
      isOwn: entry.personId === scope.actor.personId,
    };
  });
}

export default function Person({ loaderData: { entry, mail, today, titles, names, trainers, reach, isOwn } }: Route.ComponentProps) {
  return (
    <Page
      title={entry.name}
      lead={entry.school}
      crumbs={[{ label: 'Faculty', to: '/w/faculty' }, { label: 'Facilitators', to: '/w/faculty/facilitators' }, { label: entry.name }]}
    >
      <title>{`${entry.name} · Facilitators · Concord`}</title>
      {isOwn && (
        <p className="bar">
          <a href="/w/faculty/facilitators/me">Change your entry, or who sees it</a>
        </p>
      )}
      <Facts
        facts={[
          ['Sessions a year', sessionsWords(entry.sessionsLow, entry.sessionsHigh)],
          ['Comes to other schools', entry.travels ? 'yes' : null],
          ['Teaches online', entry.online ? 'yes' : null],
          ['Languages', entry.languages.length > 0 ? entry.languages.join(', ') : null],
          ['Last taught', entry.lastOn ? day(entry.lastOn).replace(/^\d+ /, '') : null],
          ['Mail', mail && <a href={`mailto:${mail}`}>{mail}</a>],
          ['In their own words', entry.words || null],
          ['Last changed', day(isoDayIn(entry.changedAt, 'UTC'))],
        ]}
      />
      <Section title="Prepared">
        {entry.preparations.length === 0 ? (
          <p>Nothing is said yet.</p>
        ) : (
          <PreparationList preparations={entry.preparations} titles={new Map(titles)} names={new Map(names)} today={today} />
        )}
      </Section>
      <Section title="Who trained whom">
        {trainers.length === 0 && !reach && <p>Nothing is known between people whose entry is shown to you.</p>}
        {trainers.length > 0 && (
          <ul>
            {trainers.map(({ id, name, words }) => (
              <li key={id}>
                Trained by <a href={`/w/faculty/facilitators/${id}`}>{name}</a>: {words}
              </li>
            ))}
          </ul>
        )}
        {reach && (
          <p>
            Trained {reach.direct} directly and {reach.through} through others; {reach.active} of these are known to have taught in the last
            twelve months. <a href="/w/faculty/facilitators/tree">The tree</a> says what that counts.
          </p>
        )}
      </Section>
    </Page>
  );
}
