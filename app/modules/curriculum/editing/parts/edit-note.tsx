import { Button } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import type { EditLine } from '../queries.server.ts';

type Props = { edit: Pick<EditLine, 'id' | 'title' | 'undoneAt'> | null; base: string; mayCorrect: boolean };

/** What the person just did to the map, with the way back; nothing when they did nothing. */
export function EditNote({ edit, base, mayCorrect }: Props) {
  if (!edit) return null;
  return (
    <Note kind="success" title={edit.undoneAt ? `Undone: ${edit.title}` : edit.title} isAnswer>
      {edit.undoneAt ? (
        <p>Everything is as it was before.</p>
      ) : (
        <div className="bar">
          {mayCorrect && <UndoForm id={edit.id} base={base} />}
          <a href={`${base}/changes/${edit.id}`}>What changed, row by row</a>
        </div>
      )}
    </Note>
  );
}

/** The button that takes an act on the map back; its page answers. `of` is said to those who do not see where the button stands. */
export function UndoForm({ id, base, of }: { id: string; base: string; of?: string }) {
  return (
    <form method="post" action={`${base}/changes/${id}`}>
      <Button>
        Undo<span className="visually-hidden">{of ? `: ${of}` : ' this'}</span>
      </Button>
    </form>
  );
}
