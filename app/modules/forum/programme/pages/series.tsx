import { seriesLd } from '#app/platform/linked-data.ts';
import { firstWords } from '#app/platform/markdown.ts';
import { originOf } from '#app/platform/open-answer.server.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Cited } from '../parts/cited.tsx';
import { Clock } from '../parts/clock.tsx';
import { EventPage } from '../parts/event-list.tsx';
import { Subscribe } from '../parts/subscribe.tsx';
import { seriesPage } from '../queries.server.ts';
import { programmeSearch, withZone } from '../schema.ts';
import type { Route } from './+types/series';

export const headers = publicHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { zone, ...pages } = programmeSearch(request);
  return {
    ...(await publicly((scope) => seriesPage(scope, params.series, { ...pages, now: new Date() }))),
    zone,
    address: new URL(request.url).search,
    origin: originOf(request),
  };
}

export default function SeriesPage({ loaderData }: Route.ComponentProps) {
  const { series, coming, past, zone, origin } = loaderData;
  const { slug, title, description, cadence, host, isSample } = series;
  return (
    <Page
      title={title}
      crumbs={[{ label: 'Forum', to: withZone('/forum', zone) }, { label: title }]}
      status={isSample ? 'A sample: this series, its events and its people are invented.' : undefined}
    >
      <PublicHead
        title={title}
        description={firstWords(description, 250) || `A series of the education forum: ${title}.`}
        ld={(site) => seriesLd(site, { path: `/forum/series/${slug}`, title, description: firstWords(description, 250), host })}
      />
      <link rel="alternate" type="text/calendar" href={`/forum/series/${slug}.ics`} title={title} />
      {description && <Prose markdown={description} />}
      <Facts
        facts={[
          ['Host', host || null],
          ['Meets', cadence || null],
        ]}
      />
      <Cited of={series} />
      <Clock zone={zone} />
      <Section title="Coming">
        {coming.total === 0 ? (
          <p>No event of this series is planned at the moment.</p>
        ) : (
          <EventPage events={coming} of="coming" zone={zone} search={loaderData.address} />
        )}
        <Subscribe path={`/forum/series/${slug}.ics`} of="this series" origin={origin} />
      </Section>
      <Section title="Past">
        {past.total === 0 ? <p>No past event yet.</p> : <EventPage events={past} of="past" zone={zone} search={loaderData.address} />}
      </Section>
    </Page>
  );
}
