import { Button } from '#app/ui/button.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { saidBy } from '../../listening/visibility.ts';
import { piecesOf, sentencesOf } from '../sentences.ts';

type Shown = {
  readonly id: string;
  readonly words: string;
  readonly name: string | null;
  readonly role: string | null;
  readonly isNoted: boolean;
  readonly isOwn: boolean;
};
type Mark = { readonly id: string; readonly begins: number; readonly ends: number; readonly pointId: string; readonly claim: string };
type AnswerProps = {
  readonly answer: Shown;
  readonly marks: readonly Mark[];
  readonly reason: string | undefined;
  readonly points: readonly { value: string; label: string }[];
  readonly base: string;
  readonly search: string;
  readonly mayDraft: boolean;
  readonly error: string | undefined;
  readonly claim: string | undefined;
};

/** An answer to read: who said it as far as they chose, its words with the passages that points rest on, and for those who draft what can be done with it. */
export function Answer({ answer, marks, reason, points, base, search, mayDraft, error, claim }: AnswerProps) {
  const who = saidBy(answer);
  return (
    <article className="heard" id={`answer-${answer.id}`}>
      <p className="muted">
        {who} {answer.isOwn && <Tag kind="own">yours</Tag>} {answer.isNoted && <Tag>noted in a conversation</Tag>}
      </p>
      <p className="reading turns-apart" data-begins={0} data-answer={answer.id}>
        {piecesOf(answer.words, marks).map(({ text, begins, marks: standing }) =>
          standing.length > 0 ? <mark key={begins}>{text}</mark> : text,
        )}
      </p>
      {marks.length > 0 && (
        <ul className="plain-list small">
          {[...Map.groupBy(marks, ({ pointId }) => pointId)].map(([pointId, those]) => (
            <li key={pointId}>
              Marked for <a href={`${base}/points/${pointId}`}>{those[0]!.claim}</a>
            </li>
          ))}
        </ul>
      )}
      {reason !== undefined && <p className="muted">Read, and not in the goal, because: {reason}</p>}
      {mayDraft && (
        <>
          <details open={error !== undefined}>
            <summary>
              Choose sentences for a point<span className="visually-hidden">: {who}</span>
            </summary>
            <form method="post" action={`${search}#answer-${answer.id}`} className="form">
              <input type="hidden" name="answerId" value={answer.id} />
              <fieldset className="field wide">
                <legend>Sentences</legend>
                <div className="field-choices">
                  {sentencesOf(answer.words).map(({ begins, ends }, at) => (
                    <label key={begins} className="choice">
                      <input type="checkbox" name={`sentence.${at}`} value="yes" />
                      <span>{answer.words.slice(begins, ends)}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
              <div className="field">
                <label htmlFor={`point-${answer.id}`}>Point</label>
                <select id={`point-${answer.id}`} name="pointId" defaultValue="">
                  <option value="">A new point, written below</option>
                  {points.map(({ value, label }) => (
                    <option key={value} value={value}>
                      {label}
                    </option>
                  ))}
                </select>
              </div>
              <div className="field wide">
                <label htmlFor={`claim-${answer.id}`}>A new point, as a sentence</label>
                <input id={`claim-${answer.id}`} name="claim" defaultValue={claim} aria-invalid={error ? true : undefined} />
                {error && <p className="error">{error}</p>}
              </div>
              <Button name="act" value="mark">
                Give them to the point
              </Button>
            </form>
          </details>
          <details>
            <summary>
              Say why it is not in the goal<span className="visually-hidden">: {who}</span>
            </summary>
            <form method="post" action={`${search}#answer-${answer.id}`} className="form">
              <input type="hidden" name="answerId" value={answer.id} />
              <div className="field wide">
                <label htmlFor={`reason-${answer.id}`}>Read, and not in the goal, because…</label>
                <input id={`reason-${answer.id}`} name="words" defaultValue={reason} />
                <p className="help">Whoever said it reads this. Empty takes it back.</p>
              </div>
              <Button name="act" value="reason">
                Tell them
              </Button>
            </form>
          </details>
        </>
      )}
    </article>
  );
}
