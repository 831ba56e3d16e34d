import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { collaborativeProfile, streamsOfWork } from '../../members/queries.server.ts';
import { Source } from '../parts/source.tsx';
import type { Route } from './+types/work';

export const headers = publicHeaders;

export function loader() {
  return publicly(async (scope) => ({ profile: await collaborativeProfile(scope), streams: await streamsOfWork(scope) }));
}

export default function Work({ loaderData: { profile, streams } }: Route.ComponentProps) {
  return (
    <Page title="Our work" lead={profile.about}>
      <PublicHead title="Our work" description={profile.about} />
      <Section title="Mission">
        <p className="statement">{profile.mission}</p>
        {profile.vision && <p className="prose">The vision: {profile.vision}</p>}
        <p className="source">
          Source: <Source of={profile} />.
        </p>
      </Section>
      <Section title="Four streams">
        <ol className="dated">
          {streams.map((stream) => (
            <li key={stream.title}>
              <span className="num muted">{stream.years}</span>
              <div>
                <h3>{stream.title}</h3>
                <p className="prose">{stream.summary}</p>
                <p className="source">
                  Source: <Source of={stream} />.
                </p>
              </div>
            </li>
          ))}
        </ol>
      </Section>
    </Page>
  );
}
