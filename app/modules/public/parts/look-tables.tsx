import { Downloads } from '#app/ui/downloads.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { hours, hoursNumber } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import { Pagination } from '#app/ui/pagination.tsx';
import { type Column, Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';

type Activity = { id: string; title: string; course: string; level: string; isAssessed: boolean; minutes: number | null };

const titles = [
  'Sitting with silence: simulated family meeting',
  'When the scan is bad',
  'OSCE station 4',
  'Rounds with the palliative care team',
  'Interprofessional longitudinal seminar on prognostic awareness, goals of care and resuscitation preferences in advanced heart failure and chronic lung disease',
];
const activities: Activity[] = Array.from({ length: 40 }, (_, at) => ({
  id: `activity-${at}`,
  title: at < titles.length ? (titles[at] ?? '') : `Small group ${at}`,
  course:
    ['Internal Medicine', 'Surgery', 'Clerkship year', 'Introduction to Clinical Reasoning and the Foundations of Practice'][at % 4] ?? '',
  level: ['Practised', 'Introduced', 'Assessed'][at % 3] ?? '',
  isAssessed: at % 3 === 2,
  minutes: at % 7 === 3 ? null : 30 * (1 + (at % 5)),
}));

/** Tables: short with the own row marked, long and sortable with its pages, and empty; and the facts of one thing. */
export function Lists() {
  const columns: Column<Activity>[] = [
    { key: 'title', label: 'Activity', cell: (row) => <a href="#lists">{row.title}</a>, isSortable: true },
    { key: 'course', label: 'Course', cell: (row) => row.course, phone: 'bare', isSortable: true },
    { key: 'level', label: 'Level', cell: (row) => row.level, phone: 'bare' },
    { key: 'assessed', label: 'Assessed', cell: (row) => (row.isAssessed ? 'Yes' : <span className="muted">No</span>) },
    { key: 'hours', label: 'Hours', cell: (row) => hoursNumber(row.minutes), isNumber: true, unit: 'h', isSortable: true },
    {
      key: 'acts',
      label: 'Acts',
      cell: (row) => (
        <span className="row-acts">
          <a href="#lists">
            Change<span className="visually-hidden"> {row.title}</span>
          </a>
        </span>
      ),
      phone: 'line',
    },
  ];
  const schools = [
    { name: 'Ashby', tag: <Tag kind="own">yours</Tag>, pre: '4', clerkship: '5', post: '1' },
    { name: 'Brookfield', tag: null, pre: '2.5', clerkship: '6', post: '0' },
    { name: 'Three schools together', tag: <Tag>mean</Tag>, pre: '3.2', clerkship: <a href="#lists">not shown, why</a>, post: '0.8' },
  ];
  return (
    <Section title="Lists are tables" id="lists">
      <Table
        caption="Required hours for competency 2. Two schools are named, three are together, one is private."
        rows={schools}
        rowKey={(row) => row.name}
        isOwn={(row) => row.name === 'Ashby'}
        columns={[
          {
            key: 'school',
            label: 'School',
            cell: (row) => (
              <>
                {row.name} {row.tag}
              </>
            ),
          },
          { key: 'pre', label: 'Pre-clerkship', cell: (row) => row.pre, isNumber: true },
          { key: 'clerkship', label: 'Clerkship', cell: (row) => row.clerkship, isNumber: true },
          { key: 'post', label: 'Post-clerkship', cell: (row) => row.post, isNumber: true },
        ]}
      />
      <Table
        caption="Activities of the clerkship"
        count="40 of 1,284 activities"
        rows={activities}
        rowKey={(row) => row.id}
        columns={columns}
        search="?phase=clerkship&sort=-hours"
        sort="title"
      />
      <Pagination page={2} size={40} total={1284} noun="activities" search="?phase=clerkship" />
      <Downloads of="All 1,284" address="/look" />
      <Table
        caption="Activities with the word “prognosis”"
        count="No activities"
        rows={[]}
        rowKey={(row: Activity) => row.id}
        columns={columns.slice(0, 3)}
      />
      <Facts
        facts={[
          [
            'Course',
            <a key="course" href="#lists">
              Internal Medicine
            </a>,
          ],
          ['Learner hours', hours(90)],
          ['Assessed', 'Not said'],
        ]}
      />
    </Section>
  );
}
