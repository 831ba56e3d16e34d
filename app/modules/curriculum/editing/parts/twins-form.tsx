import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { hours, hoursRange } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Twin, Twins } from '../duplicate-queries.server.ts';

type Props = { group: Twins; base: string; mayCorrect: boolean };

/** Activities that may be one, side by side: which stays, and which become one with it. */
export function TwinsForm({ group: { course, keep, total, twins }, base, mayCorrect }: Props) {
  const [first] = twins;
  const title = course ? `${first?.title ?? ''}, in ${course.title}` : `${count(twins.length, 'activity', 'activities')} side by side`;
  return (
    <Section title={title}>
      <form method="post" className="flow">
        <Table
          caption={`Activities that may be one: ${title}`}
          isCaptionHidden
          rows={[...twins]}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', label: 'Activity', cell: (twin) => <a href={`${base}/activities/${twin.id}`}>{twin.title}</a> },
            { key: 'text', label: 'Text', phone: 'line', cell: ({ text }) => shortened(text) },
            { key: 'courses', label: 'Courses', cell: ({ courses }) => courses || 'none' },
            { key: 'hours', label: 'Learner hours', isNumber: true, cell: hoursOf },
            {
              key: 'links',
              label: 'Links and answers',
              cell: ({ links, answers }) =>
                links + answers === 0 ? 'none' : `${count(links, 'link', 'links')}, ${count(answers, 'answer', 'answers')}`,
            },
            ...(mayCorrect
              ? [
                  {
                    key: 'keep',
                    label: 'Stays',
                    phone: 'line' as const,
                    cell: ({ id, title: name }: Twin) => (
                      <label className="choose-row">
                        <input type="radio" name="keep" value={id} defaultChecked={id === keep} />
                        <span>
                          stays
                          <span className="visually-hidden">
                            : {name}, {id.slice(-4)}
                          </span>
                        </span>
                      </label>
                    ),
                  },
                  {
                    key: 'merge',
                    label: 'Becomes one',
                    phone: 'line' as const,
                    cell: ({ id, title: name }: Twin) => (
                      <label className="choose-row">
                        <input type="checkbox" name="merge" value={id} defaultChecked />
                        <span>
                          becomes one
                          <span className="visually-hidden">
                            : {name}, {id.slice(-4)}
                          </span>
                        </span>
                      </label>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {total > twins.length && (
          <p>
            These are the first {twins.length} of {total.toLocaleString('en')}. The others follow when these are one.
          </p>
        )}
        {mayCorrect && twins.length > 1 && (
          <p className="bar">
            <Button>Make them one</Button>
            {course && <a href={`${base}/courses/${course.id}`}>The same hour given to several groups? Say so of the course</a>}
          </p>
        )}
      </form>
    </Section>
  );
}

function hoursOf({ learnerMinutes, learnerMinutesMost }: Twin): string {
  return learnerMinutes !== null && learnerMinutesMost !== null ? hoursRange(learnerMinutes, learnerMinutesMost) : hours(learnerMinutes);
}

function shortened(text: string | null): string {
  if (text === null || text.trim() === '') return 'no text';
  return text.length > 160 ? `${text.slice(0, 159)}…` : text;
}
