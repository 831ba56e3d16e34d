import { firstWords } from '#app/platform/markdown.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Cited } from '../parts/cited.tsx';
import { EventList, PastEvents } from '../parts/event-list.tsx';
import { pastPageSize, speakerPage } from '../queries.server.ts';
import { programmeSearch, withZone } from '../schema.ts';
import type { Route } from './+types/speaker';

export const headers = publicHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { zone, page } = programmeSearch(request);
  return {
    ...(await publicly((scope) => speakerPage(scope, params.speaker, { page, now: new Date() }))),
    zone,
    pastPageSize,
    address: new URL(request.url).search,
  };
}

export default function SpeakerPage({ loaderData }: Route.ComponentProps) {
  const { speaker, coming, past, zone } = loaderData;
  const { name, role, affiliation, biography, link, isSample } = speaker;
  return (
    <Page
      title={name}
      lead={[role, affiliation].filter(Boolean).join(', ') || undefined}
      crumbs={[{ label: 'Forum', to: withZone('/forum', zone) }, { label: name }]}
      status={isSample ? 'A sample: this person is invented.' : undefined}
    >
      <PublicHead title={name} description={firstWords(biography, 250) || `${name}, a speaker of the education forum.`} />
      {biography && <Prose markdown={biography} />}
      {link !== null && (
        <p>
          <a href={link}>More at {new URL(link).hostname}</a>
        </p>
      )}
      <Cited of={speaker} />
      {coming.length > 0 && (
        <Section title="Coming">
          <EventList events={coming} zone={zone} />
        </Section>
      )}
      {past.total > 0 && (
        <Section title="Past">
          <PastEvents past={past} zone={zone} size={loaderData.pastPageSize} search={loaderData.address} />
        </Section>
      )}
    </Page>
  );
}
