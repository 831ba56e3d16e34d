import { count } from '#app/ui/count.ts';
import { saidBy } from '../../listening/visibility.ts';

type Source = {
  readonly pointId: string | null;
  readonly answerId: string | null;
  readonly claim: string | null;
  readonly words: string | null;
  readonly name: string | null;
  readonly role: string | null;
  readonly answers: readonly string[];
};

/** What a sentence rests on, with numbers; an answer shows as much of who said it as they chose. */
export function Sources({ sources, base }: { sources: readonly Source[]; base: string }) {
  if (sources.length === 0) return <p className="muted">It rests on nothing yet.</p>;
  return (
    <details>
      <summary>
        Rests on {count(new Set(sources.flatMap(({ answers }) => answers)).size, 'answer', 'answers')}:{' '}
        {count(sources.length, 'source', 'sources')}
      </summary>
      <ul className="plain-list">
        {sources.map(({ pointId, answerId, claim, words, answers, ...who }) =>
          pointId ? (
            <li key={pointId}>
              <a href={`${base}/points/${pointId}`}>{claim}</a> <span className="muted">{count(answers.length, 'answer', 'answers')}</span>
            </li>
          ) : (
            <li key={answerId}>
              “{words && words.length > 200 ? `${words.slice(0, 199)}…` : words}” <span className="muted">{saidBy(who)}</span>
            </li>
          ),
        )}
      </ul>
    </details>
  );
}
