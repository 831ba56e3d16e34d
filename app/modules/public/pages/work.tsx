import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { collaborativeProfile, streamsOfWork } from '../../members/queries.server.ts';
import type { Route } from './+types/work';

export const headers = publicHeaders;

export function loader() {
  return publicly(async (scope) => ({ profile: await collaborativeProfile(scope), streams: await streamsOfWork(scope) }));
}

export default function Work({ loaderData: { profile, streams } }: Route.ComponentProps) {
  return (
    <Page title="Our work" lead={profile.about}>
      <title>Our work</title>
      <meta name="description" content={profile.about} />
      {streams.map(({ title, years, summary, sourceTitle, sourceUrl }) => (
        <Section key={title} title={title}>
          <p className="eyebrow num">{years}</p>
          <p className="prose">{summary}</p>
          <p className="source">
            Source: <a href={sourceUrl}>{sourceTitle}</a>.
          </p>
        </Section>
      ))}
      <Section title="Mission">
        <p className="prose">{profile.mission}</p>
        {profile.vision && (
          <>
            <h3>Vision</h3>
            <p className="prose">{profile.vision}</p>
          </>
        )}
        <p className="source">
          Source: <a href={profile.sourceUrl ?? undefined}>{profile.sourceTitle}</a>.
        </p>
      </Section>
    </Page>
  );
}
