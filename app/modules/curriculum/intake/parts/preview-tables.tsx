import { count } from '#app/ui/count.ts';
import { hours } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { requirementWords } from '../../placement.ts';
import type { Preview, PreviewActivity, PreviewCourse } from '../report.ts';

/** What is in a file before it is brought in: its courses, its first activities, and what may be parallel groups. */
export function PreviewTables({ preview, events, blocks }: { preview: Preview; events: number; blocks: number }) {
  const { activities, courses } = preview;
  return (
    <>
      <Section title="Courses in the file">
        {courses.length === 0 ? (
          <p>The file holds no courses. Its activities can come in; they stand in no course and no phase.</p>
        ) : (
          <Table
            caption="Courses in the file"
            isCaptionHidden
            count={
              courses.length < blocks
                ? `the first ${courses.length} of ${count(blocks, 'course', 'courses')}`
                : count(blocks, 'course', 'courses')
            }
            rows={courses}
            rowKey={({ sourceId }) => sourceId}
            columns={[
              { key: 'title', label: 'Course', cell: ({ title, sourceId }) => title || `without a title (${sourceId})` },
              {
                key: 'requirement',
                label: 'Requirement',
                phone: 'bare',
                cell: ({ requirement }) => requirementWords[requirement ?? 'unknown'],
              },
              { key: 'levels', label: 'Academic levels', cell: levelsOf },
              { key: 'activities', label: 'Activities', isNumber: true, cell: (course) => course.activities.toLocaleString('en') },
              { key: 'minutes', label: 'Time', isNumber: true, cell: ({ minutes }) => hours(minutes) },
            ]}
          />
        )}
      </Section>
      <Section title="Activities in the file">
        <Activities
          caption="The first activities"
          rows={activities}
          count={`${activities.length} of ${count(events, 'activity', 'activities')}`}
        />
      </Section>
      <Suspects preview={preview} />
    </>
  );
}

function levelsOf({ startLevel, endLevel }: PreviewCourse): string {
  if (startLevel === null && endLevel === null) return 'not said';
  return startLevel === endLevel || endLevel === null ? `${startLevel}` : `${startLevel ?? 'not said'} to ${endLevel}`;
}

function Activities({ caption, rows, count: counted }: { caption: string; rows: PreviewActivity[]; count: string }) {
  return (
    <Table
      caption={caption}
      count={counted}
      rows={rows}
      rowKey={({ sourceId }) => sourceId}
      columns={[
        { key: 'title', label: 'Activity', cell: ({ title, sourceId }) => title || `without a title (${sourceId})` },
        { key: 'minutes', label: 'Time', isNumber: true, cell: ({ minutes }) => hours(minutes) },
        { key: 'methods', label: 'Methods', cell: ({ methods }) => methods.join(', ') || 'none' },
      ]}
    />
  );
}

/** Some exporters add up all groups of an activity, others write each group as one: only the school can tell. */
function Suspects({ preview: { longest, families } }: { preview: Preview }) {
  if (longest.length === 0 && families.length === 0) return null;
  return (
    <Section title="Parallel groups?">
      <p>
        Some systems add up the time of all parallel groups in one activity; others write an activity for each group. Nobody but you can
        tell whether these are a learner’s hours. They come in as the file has them.
      </p>
      {longest.length > 0 && (
        <Activities caption="Longer than a day" rows={longest} count={count(longest.length, 'activity', 'activities')} />
      )}
      {families.length > 0 && (
        <Table
          caption="Activities of the same title"
          count={count(families.length, 'title', 'titles')}
          rows={families}
          rowKey={({ title }) => title}
          columns={[
            { key: 'title', label: 'Title', cell: ({ title }) => title },
            { key: 'activities', label: 'Activities', isNumber: true, cell: ({ activities }) => activities.toLocaleString('en') },
            { key: 'minutes', label: 'Together', isNumber: true, cell: ({ minutes }) => hours(minutes) },
          ]}
        />
      )}
    </Section>
  );
}
