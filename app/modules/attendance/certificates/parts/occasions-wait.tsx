import { ButtonLink } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import type { OccasionWaiting } from '../own-queries.server.ts';

/** What waits at occasions for whoever runs them: lines of a report, certificates, or the report itself. */
export function OccasionsWait({ waiting }: { waiting: readonly OccasionWaiting[] }) {
  if (waiting.length === 0) return null;
  return (
    <Section title="Who was there">
      {waiting.map((each) => (
        <Waits key={each.id} waiting={each} />
      ))}
    </Section>
  );
}

function Waits({ waiting: { id, title, lines, due, isReportMissing } }: { waiting: OccasionWaiting }) {
  const base = `/w/occasions/${id}`;
  const [says, act, to] =
    lines > 0
      ? [`${count(lines, 'line of the report waits', 'lines of the report wait')} for you`, 'Decide who they were', '/attendance/uncertain']
      : due > 0
        ? [`${count(due, 'certificate is due', 'certificates are due')}`, 'Give the certificates', '/certificates']
        : ['bring in the report of who was there', 'Bring in the report', '/attendance'];
  return (
    <Note kind="attention" title={`${title}: ${says}`}>
      {isReportMissing && <p>Attendance is recorded here, and no report is in.</p>}
      <p className="bar">
        <ButtonLink href={base + to}>{act}</ButtonLink>
      </p>
    </Note>
  );
}
