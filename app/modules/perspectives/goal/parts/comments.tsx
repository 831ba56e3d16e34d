import { Button } from '#app/ui/button.tsx';
import { Tag } from '#app/ui/tag.tsx';

type Comment = {
  readonly id: string;
  readonly name: string | null;
  readonly words: string;
  readonly on: string;
  readonly isSettled: boolean;
  readonly maySettle: boolean;
  /** Which sentence it is on, from 1; 0: the whole, or a sentence that is gone. */
  readonly sentence: number;
};

/** Comments on a version, the oldest first. */
export function Comments({ comments }: { comments: readonly Comment[] }) {
  if (comments.length === 0) return <p className="muted">No comment yet.</p>;
  return (
    <ul className="passages">
      {comments.map(({ id, name, words, on, isSettled, maySettle, sentence }) => (
        <li key={id}>
          <p className="muted">
            {name ?? 'A colleague of another school'}, {on}
            {sentence > 0 && `, on sentence ${sentence}`} {isSettled && <Tag>talked over</Tag>}
          </p>
          <p className="turns-apart">{words}</p>
          {maySettle && (
            <form method="post" action="#comments">
              <input type="hidden" name="commentId" value={id} />
              <Button kind="quiet" name="act" value="settle">
                It is talked over<span className="visually-hidden">: {words.slice(0, 40)}</span>
              </Button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}
