import { ButtonLink } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Section } from '#app/ui/page.tsx';

type PracticeWaitsProps = {
  practice: { hasLog: boolean; goals: readonly { id: string; words: string; dueOn: string | null }[]; asked: string | null };
};

/** A student's next step: to note a conversation, what they mean to try, and a year that is asked. */
export function PracticeWaits({ practice: { hasLog, goals, asked } }: PracticeWaitsProps) {
  return (
    <Section title="Your practice">
      <p className="bar">
        {hasLog ? (
          <>
            <ButtonLink kind="primary" href="/w/practice/new">
              Note a conversation
            </ButtonLink>
            <a href="/w/practice/ask">Ask for feedback</a>
          </>
        ) : (
          <ButtonLink kind="primary" href="/w/practice/log">
            Begin a log of your own
          </ButtonLink>
        )}
      </p>
      {goals.length > 0 && (
        <ul>
          {goals.map(({ id, words, dueOn }) => (
            <li key={id}>
              <a href="/w/practice/goals">{words}</a>
              {dueOn !== null && `, by ${day(dueOn)}`}
            </li>
          ))}
        </ul>
      )}
      {asked !== null && (
        <p>
          <a href={`/w/practice/reports/${asked}`}>{`Say how your year ${asked} was: it takes a minute`}</a>
        </p>
      )}
    </Section>
  );
}
