import { ButtonLink } from '#app/ui/button.tsx';
import { day } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';

/** An open round that waits for the reader's word. */
type Waiting = {
  readonly slug: string;
  readonly title: string;
  readonly closesOn: string | null;
  readonly isBegun: boolean;
  readonly hasNote: boolean;
};

/** Rounds that wait for the reader's own answers, and notes that wait for their word. */
export function ListeningWaits({ waiting }: { waiting: readonly Waiting[] }) {
  return waiting.map(({ slug, title, closesOn, isBegun, hasNote }) => (
    <Note key={slug} kind="attention" title={hasNote ? `Somebody noted what you said: ${title}` : `You are asked: ${title}`}>
      <p>
        {hasNote
          ? 'Nobody else reads it before you agree.'
          : isBegun
            ? 'What you began is kept.'
            : 'A few prompts, a few minutes. You choose what others see of each answer.'}
        {closesOn && ` The last day is ${day(closesOn)}.`}
      </p>
      <p className="bar">
        <ButtonLink kind="primary" href={`/w/perspectives/${slug}/answer`}>
          {hasNote ? 'Read the note' : isBegun ? 'Go on answering' : 'Answer'}
        </ButtonLink>
      </p>
    </Note>
  ));
}
