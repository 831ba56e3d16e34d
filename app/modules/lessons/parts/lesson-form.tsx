import { Button } from '#app/ui/button.tsx';
import { type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { KeptWriting } from '#app/ui/kept-writing.tsx';
import { Note } from '#app/ui/note.tsx';
import type { Changed, Said } from '../lesson.ts';
import { Changes } from './changes.tsx';
import { LessonFields, lessonLabels } from './lesson-fields.tsx';

type LessonFormProps = {
  said: Said;
  revision: number;
  choices: Omit<Parameters<typeof LessonFields>[0], 'said' | 'errors'>;
  errors: readonly FormError[];
  /** What somebody else kept meanwhile, against what was typed. */
  differs: readonly Changed[] | null;
  back: string;
  /** The page of the form, which keeps itself while one writes; `of` is the lesson. */
  page: string;
  of: string;
};

/** The form of a lesson. Keeping it is all it does: who reads it is said afterwards, on the lesson's own page. */
export function LessonForm({ said, revision, choices, errors, differs, back, page, of }: LessonFormProps) {
  return (
    <>
      <FormErrors errors={errors} labels={lessonLabels} />
      {differs && (
        <Note kind="attention" title="What the other wrote, and what you typed">
          <p>
            Struck through is theirs, underlined is yours. Take over what you want to keep of theirs; keeping the form again puts yours in
            its place.
          </p>
          <Changes parts={differs} />
        </Note>
      )}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="lesson" value={of} />
        <LessonFields said={said} errors={errors} {...choices} />
        <p className="bar">
          <Button kind="primary">Keep the draft</Button>
          <a href={back}>Back to the lesson</a>
        </p>
        <KeptWriting page={page} of={of} version="revision" />
      </form>
    </>
  );
}
