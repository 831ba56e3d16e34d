import { Button } from '#app/ui/button.tsx';
import { Tag } from '#app/ui/tag.tsx';
import type { Answered } from '../queries.server.ts';

/** One thing that the checklist found, with its place (`to`: the page on which it is mended), its remedy and, where a reason helps, room for it. `typed`: a reason that comes back. */
export function FindingItem({ finding, to, typed }: { finding: Answered; to: string; typed: string | undefined }) {
  const { key, weight, place, found, remedy, reason } = finding;
  const id = `reason-${key.replaceAll(/[^a-z0-9]+/gi, '-')}`;
  return (
    <div className="form checklist-item">
      <p>
        <Weight weight={weight} isAnswered={reason !== null} /> <a href={to}>{place}</a>
      </p>
      <p>{found}</p>
      <p className="muted">{remedy}</p>
      {weight === 'asks' && reason === null && (
        <form method="post" className="bar fields">
          <input type="hidden" name="act" value="answer" />
          <input type="hidden" name="finding" value={key} />
          <div className="field wide">
            <label htmlFor={id}>
              Why it may stay <span className="visually-hidden">({place})</span>
            </label>
            <input id={id} name="reason" defaultValue={typed} maxLength={1000} />
          </div>
          <Button>Answer</Button>
        </form>
      )}
      {reason !== null && weight === 'asks' && (
        <form method="post" className="bar">
          <input type="hidden" name="act" value="take-back" />
          <input type="hidden" name="finding" value={key} />
          <span>Your answer: {reason}</span>
          <Button kind="quiet">Take it back</Button>
        </form>
      )}
    </div>
  );
}

function Weight({ weight, isAnswered }: { weight: Answered['weight']; isAnswered: boolean }) {
  if (weight === 'blocks') return <Tag kind="danger">to be mended</Tag>;
  if (weight === 'notes') return <Tag>to know</Tag>;
  return isAnswered ? <Tag kind="success">answered</Tag> : <Tag kind="attention">mend or answer</Tag>;
}
