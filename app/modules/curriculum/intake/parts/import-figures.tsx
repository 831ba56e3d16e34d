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

type Difference = { added: number; kept: number; gone: number; links: number; answers: number };

/** What bringing the file in would change in a year that is here already. */
export function Changes({ difference: { added, kept, gone, links, answers }, year }: { difference: Difference; year: string }) {
  const withAnswers =
    links + answers > 0
      ? `, with ${count(links, 'link', 'links')} and ${count(answers, 'answer', 'answers')}, which are kept and count again when the activities return`
      : '';
  return (
    <Section title={`What changes in ${year}`}>
      <ul>
        <li>{count(added, 'activity is', 'activities are')} new.</li>
        <li>{count(kept, 'activity stays', 'activities stay')}, with hits, answers and links; words and minutes follow the file.</li>
        <li>
          {count(gone, 'activity leaves', 'activities leave')} the figures{withAnswers}.
        </li>
      </ul>
    </Section>
  );
}
