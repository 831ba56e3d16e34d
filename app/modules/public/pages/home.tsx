import { organizationLd } from '#app/platform/linked-data.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { Numbered } from '#app/ui/numbered.tsx';
import { Section } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Timeline } from '#app/ui/timeline.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { collaborativeProfile, memberSchools, streamsOfWork } from '../../members/queries.server.ts';
import { SchoolList } from '../parts/school-list.tsx';
import { Source } from '../parts/source.tsx';
import type { Route } from './+types/home';

export const headers = publicHeaders;

export function loader() {
  return publicly(async (scope) => ({
    profile: await collaborativeProfile(scope),
    streams: await streamsOfWork(scope),
    schools: await memberSchools(scope),
    framework: await currentFramework(scope),
  }));
}

export default function Home({ loaderData: { profile, streams, schools, framework } }: Route.ComponentProps) {
  const { version, competencies } = framework;
  return (
    <main className="page" id="main">
      <PublicHead
        title={profile.name}
        description={profile.about}
        ld={(site) => organizationLd(site, { ...profile, members: schools.map(({ name }) => name) })}
      />
      <Hero
        title="Every graduate ready for the conversation that matters most"
        words={
          <>
            {profile.about} The goal they share: “{profile.mission}”
          </>
        }
        acts={
          <>
            <ButtonLink kind="primary" href="/competencies">
              Read the five competencies
            </ButtonLink>
            <a href="/work">How we work together</a>
          </>
        }
        aside={
          <>
            <h2>Members</h2>
            <SchoolList schools={schools} />
            <p>
              <a href="/members">Who they are</a>
            </p>
          </>
        }
      />
      <Section title="The work in four streams">
        <Timeline
          steps={streams.map(({ years, title, summary, isCurrent }) => ({ when: years, title, words: summary, isNow: isCurrent }))}
        />
        <p className="source">
          Each stream with its source: <a href="/work">our work</a>. Mission and members: <Source of={profile} />.
        </p>
      </Section>
      <Section title="Five competencies in serious illness communication">
        <Numbered statements={competencies.map(({ code, text }) => ({ numeral: code, words: text, to: `/competencies/${code}` }))} />
        <p className="source">
          Source: <Source of={version} />. {version.sourceNote}
        </p>
      </Section>
    </main>
  );
}
