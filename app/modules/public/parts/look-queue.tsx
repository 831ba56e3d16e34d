import { Keys } from '#app/ui/keys.tsx';
import { Section } from '#app/ui/page.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { Queue } from '#app/ui/queue.tsx';
import { Tag } from '#app/ui/tag.tsx';

/** A review queue with an item, its questions and its keys. */
export function Review() {
  return (
    <Section title="A review queue, one item at a time" id="review">
      <Progress label="answered" done={38} total={80} note="about 9 minutes left at this pace" />
      <Queue
        action="#review"
        saved="Saved on the server"
        item={
          <>
            <p className="eyebrow">Internal Medicine, clerkship, required · week 3 · 90 minutes, small group</p>
            <h3>
              <a href="#review">Sitting with silence: simulated family meeting</a>
            </h3>
            <blockquote>
              Students practise naming what they see and waiting, then answer the family’s questions about what comes next. Faculty{' '}
              <mark>respond to emotion</mark> with the learner before turning to decisions.
            </blockquote>
            <details>
              <summary>Whole description and objectives</summary>
              <p>The whole text of the activity stands here.</p>
            </details>
            <p className="small muted">
              Found by <Tag>respond* emotion</Tag> in the description. <Tag kind="suggestion">a suggestion until you answer</Tag>
            </p>
          </>
        }
        questions={[
          {
            name: 'competency',
            legend: 'Which competency?',
            chosen: '2',
            options: ['Understanding, values, goals', 'Strong emotions', 'Difficult news', 'Own emotions', 'Palliative care'].map(
              (label, at) => ({
                value: String(at + 1),
                label,
                keyLabel: String(at + 1),
              }),
            ),
          },
          {
            name: 'depth',
            legend: 'How far does it go?',
            chosen: 'practised',
            options: [
              { value: 'introduced', label: 'Introduced', keyLabel: 'i' },
              { value: 'practised', label: 'Practised', keyLabel: 'p' },
              { value: 'assessed', label: 'Assessed', keyLabel: 'a' },
            ],
          },
        ]}
        acts={[
          { value: 'link', label: 'Link it', keyLabel: 'y', kind: 'primary' },
          { value: 'reject', label: 'Not this', keyLabel: 'n' },
          { value: 'skip', label: 'Skip', keyLabel: 'j', kind: 'quiet' },
          { value: 'undo', label: 'Undo last', keyLabel: 'u', kind: 'quiet' },
        ]}
      />
      <Keys />
    </Section>
  );
}
