import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Page, Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { collaborativeProfile, streamsOfWork } from '../../members/queries.server.ts';
import { PublicationList } from '../../publications/parts/publication-list.tsx';
import { publicationsOfStreams } from '../../publications/queries.server.ts';
import { Source } from '../parts/source.tsx';
import { linkWords } from '../site/parts/link-look.tsx';
import { PageWords } from '../site/parts/page-words.tsx';
import { wordsOf } from '../site/queries.server.ts';
import type { Route } from './+types/work';

export const headers = publicHeaders;

export function loader() {
  return publicly(async (scope) => ({
    words: await wordsOf(scope, 'work'),
    profile: await collaborativeProfile(scope),
    streams: await streamsOfWork(scope),
    publications: await publicationsOfStreams(scope),
  }));
}

export default function Work({ loaderData: { words, profile, streams, publications } }: Route.ComponentProps) {
  return (
    <Page title={words.title} lead={words.summary || profile.about}>
      <PublicHead title={words.title} description={linkWords({ summary: words.summary || profile.about, body: words.body })} />
      <PageWords page={words} />
      <Section title="Mission">
        <p className="statement">{profile.mission}</p>
        {profile.vision && <p className="prose">The vision: {profile.vision}</p>}
        <p className="source">
          Source: <Source of={profile} />.
        </p>
      </Section>
      <Section title="Four streams">
        <ol className="dated">
          {streams.map((stream) => {
            const papers = publications.get(stream.id) ?? [];
            // A source that is among them stands there with its authors.
            const isSourceListed = papers.some(({ record }) => stream.sourceUrl === `https://doi.org/${record.doi}`);
            return (
              <li key={stream.id} id={stream.id}>
                <span className="num muted">{stream.years}</span>
                <div>
                  <h3>{stream.title}</h3>
                  <p className="prose">{stream.summary}</p>
                  {papers.length > 0 && <PublicationList publications={papers} />}
                  {!isSourceListed && (
                    <p className="source">
                      Source: <Source of={stream} />.
                    </p>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
      </Section>
    </Page>
  );
}
