import { count } from '#app/ui/count.ts';
import { Facts } from '#app/ui/facts.tsx';
import { hours } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import type { Check, Message } from '../../inventory/inventory.ts';

/** What the file holds, in figures, with the way to what the check says of it. */
export function FileFigures({ figures, counts }: { figures: Omit<Check, 'messages'>; counts: Record<Message['severity'], number> }) {
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
          ['Activities', `${events.toLocaleString('en')}, ${hours(minutes)}`],
          [
            'Courses',
            `${sequenceBlocks.toLocaleString('en')}: ${requiredBlocks.toLocaleString('en')} required, ${requiredInTrackBlocks.toLocaleString('en')} required in track, ${optionalBlocks.toLocaleString('en')} elective`,
          ],
          ['Objectives', objectives.toLocaleString('en')],
          [
            'References',
            `${references.toLocaleString('en')}, ${danglingReferences.toLocaleString('en')} of them to something that the file does not hold`,
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

function messageCounts({ error, warning, note }: Record<Message['severity'], number>): string {
  return `${count(error, 'error', 'errors')}, ${count(warning, 'warning', 'warnings')}, ${count(note, 'note', 'notes')}`;
}

type Difference = { added: number; kept: number; changed: number; gone: number; goneCourses: number; links: number; answers: number };
type ChangesProps = { difference: Difference; year: string; list: string };

/** What bringing the file in would change in a year that is here already, each with its list (`list` is the address of the lists). */
export function Changes({ difference: { added, kept, changed, gone, goneCourses, links, answers }, year, list }: ChangesProps) {
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
    </Section>
  );
}
