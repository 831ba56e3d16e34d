import { type Column, Table } from '#app/ui/table.tsx';
import { rangeOf } from '../../minutes.ts';
import { requirementWords } from '../../placement.ts';
import type { ListedActivity } from '../queries.server.ts';
import { methodNames, phaseWords, requirementsOf, statedMinutes } from '../words.ts';

type Props = {
  activities: readonly ListedActivity[];
  phases: readonly { readonly id: string; readonly name: string }[];
  caption: string;
  count?: string;
  base: string;
  search: string;
  /** Every activity stands in the course whose page this is. */
  isOfCourse?: boolean;
  /** Each row can be chosen, in a form around the table. */
  isChoosable?: boolean;
};

/** Activities as a list: where each stands, whether it must be taken, how it is taught, how long it takes, and what people linked it to. */
export function ActivityTable({ activities, phases, caption, count, base, search, isOfCourse = false, isChoosable = false }: Props) {
  return (
    <Table
      caption={caption}
      count={count}
      rows={[...activities]}
      rowKey={({ id }) => id}
      search={search}
      sort="title"
      columns={[
        {
          key: 'title',
          label: 'Activity',
          isSortable: true,
          cell: (activity) => <Title activity={activity} base={base} isChoosable={isChoosable} />,
        },
        ...(isOfCourse ? [] : [courseColumn(base)]),
        { key: 'phase', label: 'Phase', phone: 'bare', cell: ({ places }) => phaseWords(places, phases).join(', ') },
        {
          key: 'requirement',
          label: 'Requirement',
          cell: ({ places }) =>
            requirementsOf(places)
              .map((each) => requirementWords[each])
              .join(', '),
        },
        { key: 'method', label: 'Method', phone: 'bare', cell: ({ methods }) => <span className="narrow">{methodsOf(methods)}</span> },
        {
          key: 'minutes',
          label: 'Learner hours',
          isNumber: true,
          isSortable: true,
          cell: (activity) => statedMinutes(rangeOf(activity, 'learner')),
        },
        { key: 'competencies', label: 'Competencies', cell: ({ links }) => links.map(({ code }) => code).join(', ') || 'none linked' },
      ]}
    />
  );
}

function Title({ activity: { id, title, found }, base, isChoosable }: { activity: ListedActivity; base: string; isChoosable: boolean }) {
  const link = <a href={`${base}/activities/${id}`}>{title}</a>;
  const where = found && !found.inTitle && (found.objective ? `in an objective: ${found.objective}` : 'in its text');
  const words = (
    <>
      {link}
      {where && <span className="found-where">{where}</span>}
    </>
  );
  if (!isChoosable) return words;
  return (
    <span className="choose-row">
      <input type="checkbox" name="id" value={id} aria-label={`Choose ${title}`} />
      <span>{words}</span>
    </span>
  );
}

function courseColumn(base: string): Column<ListedActivity> {
  return { key: 'course', label: 'Course', phone: 'bare', cell: ({ places }) => <Courses places={places} base={base} /> };
}

function Courses({ places, base }: { places: ListedActivity['places']; base: string }) {
  if (places.length === 0) return 'In no course';
  const titles = new Map(places.map(({ courseId, course }) => [courseId, course]));
  return (
    <>
      {[...titles].map(([id, title], at) => (
        <span key={id}>
          {at > 0 && ', '}
          <a href={`${base}/courses/${id}`}>{title}</a>
        </span>
      ))}
    </>
  );
}

function methodsOf(methods: ListedActivity['methods']): string {
  return [...methodNames(methods, 'instruction'), ...methodNames(methods, 'assessment')].join(', ') || 'Not said';
}
