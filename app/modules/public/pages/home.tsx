import { organizationLd } from '#app/platform/linked-data.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { Numbered } from '#app/ui/numbered.tsx';
import { Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { Timeline } from '#app/ui/timeline.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import { NextEvent } from '../../forum/programme/parts/next-event.tsx';
import { nextEvent } from '../../forum/programme/queries.server.ts';
import { latestLessons } from '../../lessons/queries.server.ts';
import { collaborativeProfile, memberSchools, streamsOfWork } from '../../members/queries.server.ts';
import { SchoolList } from '../parts/school-list.tsx';
import { Source } from '../parts/source.tsx';
import { pathOfPicture } from '../site/page-address.ts';
import { wordsOf } from '../site/queries.server.ts';
import { UpdateList } from '../updates/parts/update-list.tsx';
import { publishedUpdates } from '../updates/queries.server.ts';
import type { Route } from './+types/home';

export const headers = publicHeaders;

/** The front page is composed here alone: what another module shows on it is one query in this loader and one part below. */
export function loader() {
  return publicly(async (scope) => ({
    words: await wordsOf(scope, 'home'),
    profile: await collaborativeProfile(scope),
    streams: await streamsOfWork(scope),
    schools: await memberSchools(scope),
    framework: await currentFramework(scope),
    updates: await publishedUpdates(scope, { limit: 3 }),
    next: await nextEvent(scope, new Date()),
    lessons: await latestLessons(scope, 3),
  }));
}

export default function Home({ loaderData }: Route.ComponentProps) {
  const { words, profile, streams, schools, framework, updates, lessons, next } = loaderData;
  const { version, competencies } = framework;
  return (
    <main className="page front" id="main">
      <PublicHead
        title={profile.name}
        description={words.summary || profile.about}
        image={words.pictureId ? { path: pathOfPicture(words.pictureId), alt: words.pictureWords ?? '' } : null}
        ld={(site) => organizationLd(site, { ...profile, members: schools.map(({ name }) => name) })}
      />
      <Hero
        title={words.title}
        words={profile.about}
        goal={{ label: 'The goal they share', words: profile.mission }}
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
            {next && (
              <div className="event">
                <NextEvent event={next} />
              </div>
            )}
            <div className="flow">
              <h2>Latest updates</h2>
              <UpdateList updates={updates.slice(0, next ? 2 : 3)} isShort />
              <p className="small">
                <a href="/updates">All updates</a> · <a href="/updates/subscribe">by mail</a>
              </p>
            </div>
          </>
        }
      />
      {words.body && <Prose markdown={words.body} />}
      <Section title="The work in four streams">
        <Timeline
          steps={streams.map(({ years, title, summary, isCurrent }) => ({ when: years, title, words: summary, isNow: isCurrent }))}
        />
      </Section>
      <Section title="Five competencies in serious illness communication">
        <Numbered
          isShort
          statements={competencies.map(({ code, shortTitle, text }) => ({
            numeral: code,
            title: shortTitle,
            words: text,
            to: `/competencies/${code}`,
          }))}
        />
      </Section>
      <section className="section">
        <div className="halves">
          <div className="flow">
            <h2>Members</h2>
            <SchoolList schools={schools} />
            <p>
              <a href="/members">Who they are</a>
            </p>
          </div>
          {lessons.length > 0 && (
            <div className="flow">
              <h2>Early lessons</h2>
              <ul className="news">
                {lessons.map(({ slug, said, isSample }) => (
                  <li key={slug}>
                    <a href={`/lessons/${slug}`}>{said.title}</a>
                    {isSample && <p className="muted small">Invented for the sample</p>}
                  </li>
                ))}
              </ul>
              <p>
                <a href="/lessons">All lessons</a>
              </p>
            </div>
          )}
        </div>
      </section>
      <p className="source">
        Competencies: <Source of={version} />. {version.sourceNote} Mission and members: <Source of={profile} />. Each stream with its
        source: <a href="/work">our work</a>.
      </p>
    </main>
  );
}
