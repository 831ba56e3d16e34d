import type { Shown } from '../coding-acts.ts';
import type { Chosen } from './use-passage.tsx';

/** A coding that is being changed. `words`: those that it is on, as far as the page holds them; `turn`: where they begin. */
export type Changing = { readonly coding: Shown; readonly name: string; readonly words: string; readonly turn: number };
type ChosenWordsProps = { isLive: boolean; chosen: Chosen | null; changing: Changing | null; leave(): void };

/** What a code would be given to now, and the way out of it. */
export function ChosenWords({ isLive, chosen, changing, leave }: ChosenWordsProps) {
  return (
    <p className="chosen-words" id="passage" tabIndex={-1}>
      {changing && <strong className="changes">Change “{changing.name}”. </strong>}
      {chosen ? (
        <>
          <strong>Turn {chosen.turn + 1}</strong>
          {chosen.isTurn ? ', whole: ' : ': '}“{shortened(chosen.words)}”{' '}
        </>
      ) : changing ? (
        `Choose another code, or other words than “${shortened(changing.words)}”. `
      ) : (
        `Choose a turn${isLive ? ', or mark words in it' : ''}; then choose the code.`
      )}
      {changing ? (
        <a
          href={`?turn=${changing.turn}#turn-${changing.turn}`}
          onClick={(event) => {
            event.preventDefault();
            leave();
          }}
        >
          Leave it as it was
        </a>
      ) : (
        chosen && (
          <button type="button" className="link-button" onClick={leave}>
            Leave it
          </button>
        )
      )}
    </p>
  );
}

function shortened(words: string): string {
  return words.length > 90 ? `${words.slice(0, 89)}…` : words;
}
