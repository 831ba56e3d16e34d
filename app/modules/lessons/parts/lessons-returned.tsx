import { ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';

type Returned = { readonly id: string; readonly title: string; readonly by: string | null };

/** The own school's lessons that another school gave back with words. */
export function LessonsReturned({ school, lessons }: { school: string; lessons: readonly Returned[] }) {
  return lessons.map(({ id, title, by }) => (
    <Note key={id} kind="attention" title={`${by ?? 'Another school'} gave a lesson back with words: ${title}`}>
      <p className="bar">
        <ButtonLink href={`/w/lessons/${school}/${id}`}>Read them</ButtonLink>
      </p>
    </Note>
  ));
}
