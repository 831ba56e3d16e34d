import { zone } from '#app/modules/members/time-zone.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { DirectorsPage } from '../director-queries.server.ts';
import { answeredWords, directorStates } from '../words.ts';

type Directed = DirectorsPage['directed'];
type ListProps = { readonly directed: Directed; readonly total: number; readonly year: string; readonly mayAsk: boolean };

const kinds = { named: 'plain', asked: 'plain', answered: 'success', silent: 'attention' } as const;

/** Who directs which course, and what became of asking them: a page of `total`. */
export function DirectedList({ directed, total, year, mayAsk }: ListProps) {
  return (
    <Table
      caption={`Course directors of ${year}`}
      count={count(total, 'director of a course', 'directors of courses')}
      rows={[...directed]}
      rowKey={({ courseStableId, mail }) => `${courseStableId} ${mail}`}
      columns={[
        { key: 'course', label: 'Course', cell: ({ course }) => course },
        { key: 'name', label: 'Director', phone: 'bare', cell: ({ name, mail }) => `${name} (${mail})` },
        {
          key: 'state',
          label: 'State',
          cell: ({ state, doneAt }) => <Tag kind={kinds[state]}>{doneAt ? `Answered ${dayIn(doneAt, zone)}` : directorStates[state]}</Tag>,
        },
        { key: 'answered', label: 'Answers', cell: answeredWords },
        ...(directed.some(({ words }) => words)
          ? [{ key: 'words', label: 'Own words', phone: 'line' as const, cell: ({ words }: Directed[number]) => words ?? '' }]
          : []),
        ...(mayAsk
          ? [{ key: 'act', label: 'Change', phone: 'line' as const, cell: (each: Directed[number]) => <Unname each={each} year={year} /> }]
          : []),
      ]}
    />
  );
}

function Unname({ each: { courseStableId, course, mail, name }, year }: { each: Directed[number]; year: string }) {
  return (
    <form method="post">
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="courseStableId" value={courseStableId} />
      <input type="hidden" name="mail" value={mail} />
      <Button kind="quiet" name="act" value="unname">
        Not any more<span className="visually-hidden">{`: ${name}, ${course}`}</span>
      </Button>
    </form>
  );
}

type AskProps = {
  readonly directed: Directed;
  /** False when the list has more than these. */
  readonly isWhole: boolean;
  readonly year: string;
  readonly dueOn: string;
  readonly errors: readonly FormError[];
  readonly values: Readonly<Record<string, string>>;
};

/** Asks the directors of some courses, or all at once, until a day. */
export function AskForm({ directed, isWhole, year, dueOn, errors, values }: AskProps) {
  const courses = [...new Map(directed.filter(({ doneAt }) => doneAt === null).map((each) => [each.courseStableId, each.course]))];
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="year" value={year} />
      <Field
        name="dueOn"
        label="Last day to answer"
        type="date"
        help="After this day what nobody answered counts, and is said to be unanswered."
        value={values.dueOn ?? dueOn}
        error={errorOf(errors, 'dueOn')}
      />
      {courses.length > 0 && (
        <fieldset className="field">
          <legend>
            {isWhole ? 'Only these courses (none marked: all)' : 'Only these courses of this page (none marked: all of every page)'}
          </legend>
          <div className="field-choices">
            {courses.map(([id, title]) => (
              <label key={id} className="choice">
                <input type="checkbox" name={`course.${id}`} value="yes" defaultChecked={values[`course.${id}`] === 'yes'} />
                <span>{title}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      <p className="bar">
        <Button kind="primary" name="act" value="ask">
          Ask by mail
        </Button>
        <Button name="act" value="remind">
          Remind who is silent
        </Button>
      </p>
    </form>
  );
}
