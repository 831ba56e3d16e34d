import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Split } from '../part-queries.server.ts';

type Props = { split: Split & { readonly year: string } };

/** How much is open in each one's part; whoever reviews can take over a colleague's. */
export function People({ split: { people, nobody, me, year, submission } }: Props) {
  const isOthers = ({ id, open }: Split['people'][number]) => id !== 'nobody' && id !== me && open > 0;
  const mayTakeOver = submission === null && people.some(isOthers);
  return (
    <form method="post" className="flow">
      <input type="hidden" name="year" value={year} />
      <Table
        caption="Open suggestions by person"
        isCaptionHidden
        rows={[...people, { id: 'nobody', name: 'Nobody', open: nobody }]}
        rowKey={({ id }) => id}
        isOwn={({ id }) => id === me}
        columns={[
          { key: 'name', label: 'Person', cell: ({ id, name }) => (id === me ? `${name} (you)` : name) },
          { key: 'open', label: 'Open', isNumber: true, unit: 'open', cell: ({ open }) => open.toLocaleString('en') },
          ...(mayTakeOver
            ? [
                {
                  key: 'over',
                  label: 'Take over',
                  phone: 'line' as const,
                  cell: (person: Split['people'][number]) =>
                    isOthers(person) && (
                      <Button name="act" value={`over.${person.id}`} kind="quiet">
                        Take over {person.name}’s {person.open.toLocaleString('en')}
                      </Button>
                    ),
                },
              ]
            : []),
        ]}
      />
    </form>
  );
}

/** Everybody chosen gets a stretch of the queue of about the same length. */
export function Evenly({ split: { people, nobody, courses, year } }: Props) {
  const all = courses.reduce((sum, { hits }) => sum + hits, 0);
  return (
    <form method="post" className="flow">
      <input type="hidden" name="year" value={year} />
      <Field
        kind="checkboxes"
        name="people"
        label="Among whom"
        values={people.map(({ id }) => id)}
        options={people.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Field
        kind="radios"
        name="which"
        label="What"
        value="nobody"
        options={[
          { value: 'nobody', label: `The ${count(nobody, 'open suggestion', 'open suggestions')} that nobody has` },
          { value: 'all', label: `All ${count(all, 'open suggestion', 'open suggestions')}, also those that somebody has` },
        ]}
      />
      <p className="bar">
        <Button name="act" value="evenly">
          Split evenly
        </Button>
      </p>
    </form>
  );
}

/** A course's open activities go to one person, or to two who answer without seeing each other's answer. */
export function ByCourse({ split: { people, courses, year } }: Props) {
  if (courses.length === 0) return <p>Nothing is open in any course.</p>;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  const choice = (course: Split['courses'][number], at: 0 | 1) => (
    <select
      name={`people.${course.id}`}
      defaultValue={course.people.length <= 2 ? (course.people[at] ?? '') : ''}
      aria-label={`${at === 0 ? 'Who reviews' : 'Who answers as well, without seeing the other’s answer, in'} ${course.title}`}
    >
      <option value="">{at === 0 ? 'Nobody' : 'Nobody else'}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
  return (
    <form method="post" className="flow">
      <input type="hidden" name="year" value={year} />
      <p>Two people for one course measure how far they agree: both answer, and where they differ you decide.</p>
      <Table
        caption="Courses with open suggestions"
        isCaptionHidden
        rows={[...courses]}
        rowKey={({ id }) => id}
        columns={[
          { key: 'course', label: 'Course', cell: ({ title }) => title },
          { key: 'hits', label: 'Open', isNumber: true, unit: 'open', cell: ({ hits }) => hits.toLocaleString('en') },
          {
            key: 'has',
            label: 'Has it',
            cell: (course) => course.people.map((id) => names.get(id) ?? 'somebody who left').join(', ') || 'nobody',
          },
          { key: 'first', label: 'Give to', phone: 'line', cell: (course) => choice(course, 0) },
          { key: 'second', label: 'And to', phone: 'line', cell: (course) => choice(course, 1) },
          {
            key: 'act',
            label: 'Act',
            phone: 'line',
            cell: ({ id, title }) => (
              <Button name="act" value={`give.${id}`} aria-label={`Give ${title}`}>
                Give
              </Button>
            ),
          },
        ]}
      />
    </form>
  );
}
