import { count } from '#app/ui/count.ts';
import { Section } from '#app/ui/page.tsx';
import type { Heard } from '../theme-queries.server.ts';

/** The themes of focus groups that speak of a competency: one's own with their page, those of others as their lead shared them. */
export function HeardThemes({ own, shared }: Heard) {
  return (
    <Section title="What focus groups say">
      {own.length + shared.length === 0 && (
        <p className="muted">
          No theme that you may read speaks of this competency. That says nothing about what was said: studies link themes with
          competencies, and their leads decide which to share.
        </p>
      )}
      {own.length > 0 && (
        <ul>
          {own.map(({ id, claim, study, slug }) => (
            <li key={id}>
              <a href={`/w/focus-groups/${slug}/themes/${id}`}>{claim}</a> <span className="muted">{study}, your study</span>
            </li>
          ))}
        </ul>
      )}
      {shared.map(({ themeId, study, isSample, claim, summary, sites, sessions, quotes }) => (
        <article key={themeId} className="flow heard">
          <h3>{claim}</h3>
          {summary !== '' && <p className="prose">{summary}</p>}
          {quotes.length > 0 && (
            <ul className="passages">
              {quotes.map((words) => (
                <li key={words}>
                  <blockquote>
                    <p>{words}</p>
                  </blockquote>
                </li>
              ))}
            </ul>
          )}
          <p className="muted small">
            {`Heard at ${count(sites, 'school', 'schools')} in ${count(sessions, 'session', 'sessions')}; shared by the lead of “${study}”${isSample ? ', an invented sample' : ''}. It does not say how many think so.`}
          </p>
        </article>
      ))}
    </Section>
  );
}
