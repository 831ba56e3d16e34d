import { Button } from '#app/ui/button.tsx';
import { Tag } from '#app/ui/tag.tsx';

/** A passage as it is shown. `words` null: it is read in its transcript alone. */
export type ShownPassage = {
  readonly id: string;
  readonly kind: string;
  readonly note: string;
  readonly words: string | null;
  readonly mayQuote: boolean;
  readonly mayShare: boolean;
  readonly isReworded: boolean;
  readonly where: string;
  readonly to: string;
};

const acts: Readonly<Record<string, string>> = { quote: 'Quote it', support: 'Keep as support', counter: 'Make it a counter-example' };

/** Passages of a theme with where they stand, their words where these may be quoted, and, for who may, what else a passage can become. */
export function Passages({ passages, mayChange }: { passages: readonly ShownPassage[]; mayChange: boolean }) {
  return (
    <ul className="passages">
      {passages.map((passage) => (
        <li key={passage.id} id={`passage-${passage.id}`}>
          {passage.words !== null && (
            <blockquote>
              <p>{passage.words}</p>
            </blockquote>
          )}
          <p className="muted">
            <a href={passage.to}>{passage.where}</a> {!passage.mayQuote && <Tag>not to be quoted</Tag>}
            {passage.kind === 'quote' && passage.mayQuote && !passage.mayShare && <Tag>for the team alone</Tag>}
            {passage.isReworded && <Tag kind="attention">its words changed: read it again</Tag>}
            {passage.note && ` ${passage.note}`}
          </p>
          {mayChange && <Acts passage={passage} />}
        </li>
      ))}
    </ul>
  );
}

function Acts({ passage: { id, kind, mayQuote, isReworded, where } }: { passage: ShownPassage }) {
  const others = Object.entries(acts).filter(([to]) => to !== kind && (to !== 'quote' || mayQuote));
  return (
    <form method="post" className="bar">
      <input type="hidden" name="passageId" value={id} />
      {isReworded && (
        <Button kind="quiet" name="act" value="look">
          It still fits<span className="visually-hidden">: {where}</span>
        </Button>
      )}
      {others.map(([to, label]) => (
        <Button key={to} kind="quiet" name="kind" value={to}>
          {label}
          <span className="visually-hidden">: {where}</span>
        </Button>
      ))}
      <Button kind="quiet" name="act" value="out">
        Take out<span className="visually-hidden">: {where}</span>
      </Button>
    </form>
  );
}
