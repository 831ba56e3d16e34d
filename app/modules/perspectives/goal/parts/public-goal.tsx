import { count, listed } from '#app/ui/count.ts';
import { dayIn } from '#app/ui/date.ts';
import { Section } from '#app/ui/page.tsx';
import { zone } from '../../../members/time-zone.ts';

type Shown = {
  readonly adoptedAt: Date;
  readonly isSample: boolean;
  readonly sentences: readonly { id: string; words: string; basis: { answers: number } | null }[];
  readonly schools: readonly { school: string; slug: string; answer: string }[];
};

/** The adopted goal on a public page: its sentences, how many answers each rests on, and what the schools say. */
export function PublicGoal({ goal }: { goal: Shown | null }) {
  if (goal === null) return null;
  const saying = (answer: string) => goal.schools.filter((school) => school.answer === answer).map(({ school }) => school);
  const [endorsing, living] = [saying('endorse'), saying('live')];
  return (
    <Section title="The shared goal" id="goal">
      {goal.isSample && <p className="muted">A sample: these words, and the schools that endorse them, are invented.</p>}
      <ol className="passages">
        {goal.sentences.map(({ id, words, basis }) => (
          <li key={id}>
            <p className="reading">{words}</p>
            {basis && <p className="muted">Rests on what {count(basis.answers, 'answer', 'answers')} said.</p>}
          </li>
        ))}
      </ol>
      <p className="source">
        Adopted on {dayIn(goal.adoptedAt, zone)}, after members and guests said what they hope for.
        {endorsing.length > 0 && ` Endorsed by ${listed(endorsing)}.`}
        {living.length > 0 && ` ${listed(living)} can live with it.`}
      </p>
    </Section>
  );
}
