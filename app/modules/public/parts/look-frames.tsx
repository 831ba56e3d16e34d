import { ButtonLink } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { Footer } from '#app/ui/footer.tsx';
import { Hero } from '#app/ui/hero.tsx';
import { Masthead } from '#app/ui/masthead.tsx';
import { Numbered } from '#app/ui/numbered.tsx';
import { Section } from '#app/ui/page.tsx';
import { SampleBanner } from '#app/ui/sample-banner.tsx';
import { Timeline } from '#app/ui/timeline.tsx';
import { Workspace } from '#app/ui/workspace.tsx';

/** The workspace around a page, with the line of the sample. */
export function Frame() {
  return (
    <Section title="The workspace" id="frame">
      <div className="specimen">
        <SampleBanner />
        <Workspace
          home="#frame"
          school={{ name: 'Ashby School of Medicine', change: '#frame' }}
          person={{ name: 'R. Okafor', role: 'lead' }}
          signOut="#frame"
          items={[
            { to: '#members', label: 'Members', icon: 'members' },
            { to: '#competencies', label: 'Competencies', icon: 'competencies' },
            { to: '#curriculum', label: 'Curriculum', icon: 'curriculum', waiting: 42, isCurrent: true },
            { to: '#focus-groups', label: 'Focus groups', icon: 'focus-groups', waiting: 1 },
            { to: '#library', label: 'Library', icon: 'library' },
            { to: '#faculty', label: 'Faculty', icon: 'faculty' },
            { to: '#practice', label: 'Practice', icon: 'practice' },
            { to: '#forum', label: 'Forum', icon: 'forum' },
            { to: '#lessons', label: 'Lessons', icon: 'lessons' },
          ]}
        >
          <div className="page">
            <p className="says">The page stands here.</p>
          </div>
        </Workspace>
      </div>
    </Section>
  );
}

/** What the public site alone uses: masthead, hero, footer, timeline and numbered statements. */
export function PublicParts() {
  return (
    <Section title="Public parts" id="public">
      <div className="specimen">
        <Masthead
          wordmark="Ashby and Brookfield Together"
          home="#public"
          label="Main, as a specimen"
          items={[
            { to: '#public', label: 'Our work', isCurrent: true },
            { to: '#competencies', label: 'Competencies' },
            { to: '#sign-in', label: 'Sign in' },
          ]}
        />
        <div className="page">
          <Hero
            as="h3"
            title="Every graduate ready to ask what matters"
            words="Two invented schools that agree on what every graduate can do, and look together at where it is taught."
            goal={{ label: 'The goal they share', words: 'Nobody leaves medical school without having asked a patient what matters.' }}
            acts={
              <>
                <ButtonLink kind="primary" href="#public">
                  Read the five competencies
                </ButtonLink>
                <a href="#public">How we work together</a>
              </>
            }
            aside={
              <div className="event">
                <p className="eyebrow">Next forum</p>
                <p>{dayAndSpan(new Date('2026-10-08T16:00:00Z'), new Date('2026-10-08T17:00:00Z'), 'America/New_York')}</p>
              </div>
            }
          />
        </div>
        <Footer label="About this site, as a specimen" items={[{ to: '#public', label: 'Accessibility' }]}>
          Ashby and Brookfield Together, invented for this page.
        </Footer>
      </div>
      <Timeline
        steps={[
          { when: 'First year', title: 'Competencies', words: 'What every graduate can do.' },
          { when: 'Second year', title: 'Curriculum mapping', words: 'Each school maps its four years in the same way.' },
          { when: 'Third year', title: 'Student voices', words: 'Focus groups at every school.' },
          { when: 'Now', title: 'Faculty development', words: 'A shared approach that uses everything learned so far.', isNow: true },
        ]}
      />
      <Numbered
        statements={[
          {
            numeral: '1',
            words: 'Asks what the patient and the family understand before telling them anything',
            to: '#public',
            ways: [{ to: '#lists', label: 'Map' }],
          },
          { numeral: '2', words: 'Waits after the news, and answers the feeling before the question' },
        ]}
      />
    </Section>
  );
}
