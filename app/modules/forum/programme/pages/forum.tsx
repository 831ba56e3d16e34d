import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { withParam } from '#app/ui/address.ts';
import { Field } from '#app/ui/field.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Clock } from '../parts/clock.tsx';
import { EventPage } from '../parts/event-list.tsx';
import { Subscribe } from '../parts/subscribe.tsx';
import { programme } from '../queries.server.ts';
import { programmeSearch, withZone } from '../schema.ts';
import type { Route } from './+types/forum';

export const headers = publicHeaders;

export async function loader({ request }: Route.LoaderArgs) {
  const search = programmeSearch(request);
  const shown = await publicly((scope) => programme(scope, search, new Date()));
  return { ...shown, search, origin: originOf(request), address: new URL(request.url).search };
}

export default function Forum({ loaderData }: Route.ComponentProps) {
  const { coming, past, topics, competencies, series, search, origin, address } = loaderData;
  const { zone, topic, competency } = search;
  const isFiltered = topic !== null || competency !== null;
  return (
    <Page
      title="Education forum"
      lead="Sessions in which faculty of all schools, and others where a session says so, hear what is tried elsewhere and talk it over."
    >
      <PublicHead
        title="Education forum"
        description="Coming and past sessions of the education forum, with recaps, slides and recordings."
        path="/forum"
      />
      <link rel="alternate" type="text/calendar" href="/forum.ics" title="Education forum" />
      <Clock zone={zone}>
        <Field
          kind="select"
          name="topic"
          label="Topic"
          value={topic ?? ''}
          options={[{ value: '', label: 'all topics' }, ...topics.map((each) => ({ value: each, label: each }))]}
        />
        {competencies.length > 0 && (
          <Field
            kind="select"
            name="competency"
            label="Competency"
            value={competency ?? ''}
            options={[
              { value: '', label: 'all competencies' },
              ...competencies.map(({ code, shortTitle }) => ({ value: code, label: `${code} ${shortTitle}` })),
            ]}
          />
        )}
      </Clock>
      {isFiltered && (
        <p>
          <a href={['topic', 'competency', 'coming'].reduce((kept, name) => withParam(kept, name, null), address)}>Show all events</a>
        </p>
      )}
      <Section title="Coming">
        {coming.total === 0 ? (
          <p>{isFiltered ? 'No coming event is about this.' : 'The next event is being planned.'}</p>
        ) : (
          <EventPage events={coming} of="coming" zone={zone} search={address} />
        )}
        <Subscribe path="/forum.ics" of="all events" origin={origin} />
      </Section>
      {series.length > 0 && (
        <Section title="Series">
          <ul className="links">
            {series.map((each) => (
              <li key={each.slug}>
                <a href={withZone(`/forum/series/${each.slug}`, zone)}>{each.title}</a>
                {each.cadence && <span className="muted">, {each.cadence}</span>}
                {each.isSample && <span className="muted"> (sample)</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="Past">
        {past.total === 0 ? (
          <p>No past event{isFiltered ? ' is about this.' : ' yet.'}</p>
        ) : (
          <EventPage events={past} of="past" zone={zone} search={address} />
        )}
      </Section>
    </Page>
  );
}
