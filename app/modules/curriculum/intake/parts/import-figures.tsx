import { count } from '#app/ui/count.ts';
import { Facts } from '#app/ui/facts.tsx';
import { hours } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import type { Check, Message } from '../../inventory/inventory.ts';

type FileFiguresProps = { figures: Omit<Check, 'messages'>; unknownMinutes: number; counts: Record<Message['severity'], number> };

/** What the file holds, in figures, with the way to what the check says of it; `unknownMinutes` is how many activities it gives no time. */
export function FileFigures({ figures, unknownMinutes, counts }: FileFiguresProps) {
  const {
    events,
    minutes,
    objectives,
    sequenceBlocks,
    requiredBlocks,
    requiredInTrackBlocks,
    optionalBlocks,
    references,
    danglingReferences,
  } = figures;
  return (
    <Section title="What is in the file">
      <Facts
        facts={[
          ['Activities', `${events.toLocaleString('en')}${timeOf(events, { minutes, unknownMinutes })}`],
          [
            'Courses',
            sequenceBlocks === 0
              ? 'none'
              : `${sequenceBlocks.toLocaleString('en')}: ${requiredBlocks.toLocaleString('en')} required, ${requiredInTrackBlocks.toLocaleString('en')} required in track, ${optionalBlocks.toLocaleString('en')} elective`,
          ],
          ['Objectives', objectives === 0 ? 'none' : objectives.toLocaleString('en')],
          [
            'References',
            references === 0
              ? 'none'
              : `${references.toLocaleString('en')}, ${danglingReferences === 0 ? 'none' : danglingReferences.toLocaleString('en')} of them to something that the file does not hold`,
          ],
          [
            'Messages',
            <a key="messages" href="#messages">
              {messageCounts(counts)}
            </a>,
          ],
        ]}
      />
    </Section>
  );
}

/** The time of the activities that state one, and how many state none: what nobody stated is unknown, not zero. */
function timeOf(events: number, { minutes, unknownMinutes }: { minutes: number; unknownMinutes: number }): string {
  if (events === 0) return '';
  if (unknownMinutes >= events) return `, time ${hours(null)}`;
  return `, ${hours(minutes)}${unknownMinutes > 0 ? ` and ${unknownMinutes.toLocaleString('en')} without a time` : ''}`;
}

function messageCounts({ error, warning, note }: Record<Message['severity'], number>): string {
  const counts = [
    error > 0 && count(error, 'error', 'errors'),
    warning > 0 && count(warning, 'warning', 'warnings'),
    note > 0 && count(note, 'note', 'notes'),
  ];
  return counts.filter(Boolean).join(', ') || 'none';
}

type Difference = { added: number; kept: number; changed: number; gone: number; goneCourses: number; links: number; answers: number };
type ChangesProps = { difference: Difference; year: string; hasOpenPairs: boolean; list: string };

/** What bringing the file in would change in a year that is here already, each with its list (`list` is the address of the lists). */
export function Changes({
  difference: { added, kept, changed, gone, goneCourses, links, answers },
  year,
  hasOpenPairs,
  list,
}: ChangesProps) {
  const withAnswers = links + answers > 0 ? `, with ${count(links, 'link', 'links')} and ${count(answers, 'answer', 'answers')}` : '';
  const listed = (kind: string, number: number, words: string) => (number > 0 ? <a href={`${list}?kind=${kind}`}>{words}</a> : words);
  return (
    <Section title={`What changes in ${year}`}>
      <ul>
        <li>{listed('added', added, count(added, 'activity is new', 'activities are new'))}.</li>
        <li>
          {count(kept, 'activity stays', 'activities stay')}, with hits, answers and links;{' '}
          {listed('changed', changed, count(changed, 'of them reads differently', 'of them read differently'))}.
        </li>
        <li>
          {listed('gone', gone, count(gone, 'activity is not in the file', 'activities are not in the file'))}
          {withAnswers}
          {goneCourses > 0 && `, and ${count(goneCourses, 'course', 'courses')}`}.
          {gone + goneCourses > 0 &&
            ' If this is the whole year they leave the lists and keep their links; if it is a part of the year nothing leaves.'}
        </li>
      </ul>
      {hasOpenPairs && <p>A pair that waits for your answer is counted as a new activity and as one that is not in the file.</p>}
    </Section>
  );
}
