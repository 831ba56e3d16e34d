import { ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';

/** What waits for the reader in a study, each with its act. Draws nothing when nothing does. */
export function Waits({ waiting }: { waiting: readonly { title: string; act: string; to: string }[] }) {
  return waiting.map(({ title, act, to }) => (
    <Note key={title} kind="attention" title={title}>
      <p className="bar">
        <ButtonLink href={to}>
          {act}
          <span className="visually-hidden">: {title}</span>
        </ButtonLink>
      </p>
    </Note>
  ));
}
