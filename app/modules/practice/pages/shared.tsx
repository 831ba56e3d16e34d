import { addressed } from '#app/platform/form.ts';
import { scoped, unkeptHeaders } from '#app/platform/web.server.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { growthOf } from '../growth/growth.ts';
import { GrowthTold } from '../growth/parts/growth-told.tsx';
import { kindShort, monthName } from '../log/entry.ts';
import { EntryReading } from '../log/parts/entry-reading.tsx';
import { competenciesToTry } from '../log/queries.server.ts';
import { FormId } from '../log/schema.ts';
import { GrowthByCompetency } from '../parts/growth-by-competency.tsx';
import { ObservationsShown } from '../parts/observations-shown.tsx';
import { lookAtShare } from '../sharing/commands.server.ts';
import { lastDay } from '../sharing/schema.ts';
import type { Route } from './+types/shared';

/** That the reader looked is written before anything is read. */
export function loader({ context, params, request }: Route.LoaderArgs) {
  const id = addressed(FormId, params.share, 'This page');
  return scoped({ context, request }, async (scope) => {
    const { entries, observations, includes, isEntry, student, endsAt } = await lookAtShare(scope, id);
    const competencies = await competenciesToTry(scope);
    const seen = observations.map((each) => ({ ...each, by: [each.observerName, each.observerRole].filter(Boolean).join(', ') }));
    return {
      ...{ student, isEntry, competencies, until: lastDay(endsAt) },
      entries: includes.includes('entries') ? entries : null,
      observations: includes.includes('observations') ? observations : null,
      growth: includes.includes('growth') ? growthOf(competencies, entries, seen) : null,
    };
  });
}

/** What is read here is read anew each time, and noted each time. */
export function headers() {
  return unkeptHeaders();
}

export default function Shared({ loaderData }: Route.ComponentProps) {
  const { student, isEntry, until, entries, observations, growth, competencies } = loaderData;
  const title = isEntry ? `A conversation that ${student} shows you` : `What ${student} shows you`;
  return (
    <Page
      title={title}
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Shown to you', to: '/w/practice/shared' }, { label: student }]}
      isCompact
    >
      <title>{`${title} · Concord`}</title>
      <Note title={`You read it until ${until}`}>
        <p>{`${student} sees that you looked, and when. It is theirs: nothing of it counts for a grade, a ranking or a decision. A self-view is no measure of skill.`}</p>
      </Note>
      {growth && (
        <Section title="Growth">
          <GrowthTold />
          {growth.length === 0 ? <p>There is nothing on the scale yet.</p> : <GrowthByCompetency growth={growth} isOwn={false} />}
        </Section>
      )}
      {entries && (
        <Section title={isEntry ? 'The conversation' : 'Conversations'}>
          {entries.length === 0 && <p>None is noted yet.</p>}
          {entries.map((entry) => (
            <section key={entry.id}>
              <h3>{`${kindShort[entry.kind]}, ${monthName(entry.month)}`}</h3>
              <EntryReading entry={entry} competencies={competencies} whose="shown" />
            </section>
          ))}
        </Section>
      )}
      {observations && <ObservationsShown observations={observations} competencies={competencies} />}
    </Page>
  );
}
