import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import { barriers } from '../barrier.ts';
import { strengths } from '../definitions.ts';
import { agains, kinds, type Said } from '../lesson.ts';

/** What the fields are called, in the order of the form. */
export const lessonLabels = {
  title: 'Title',
  kind: 'What is it about?',
  setting: 'Setting',
  learners: 'Learners',
  size: 'Size',
  context: 'Where and for whom',
  tried: 'What did you try?',
  material: 'Material of the library',
  happened: 'What happened?',
  figure: 'Figures of your release',
  quote: 'Quotes of focus groups',
  changed: 'What did you change?',
  again: 'Would you do it again?',
  againWhy: 'Why, or why not?',
  barrier: 'What stood in the way?',
  strength: 'What does it rest on?',
  competency: 'Competencies',
  buildsOn: 'Builds on another lesson',
  namesSchool: 'Your school',
} as const;

type LessonFieldsProps = {
  said: Said;
  /** What came back from a form, where it did. */
  errors: readonly FormError[];
  figures: readonly { value: string; label: string; help: string }[];
  quotes: readonly { value: string; label: string; help: string }[];
  competencies: readonly { value: string; label: string }[];
};

/** The questions of a lesson in the order in which it happened. None of them expects that it went well; all but the title may wait. */
export function LessonFields({ said, errors, figures, quotes, competencies }: LessonFieldsProps) {
  const line = (name: 'title' | 'setting' | 'learners' | 'size' | 'buildsOn' | 'material') => ({
    name,
    label: lessonLabels[name],
    value: said[name],
    error: errorOf(errors, name),
    isWide: true,
  });
  const text = (name: 'context' | 'tried' | 'happened' | 'changed' | 'againWhy', rows: number) => ({
    name,
    label: lessonLabels[name],
    value: said[name],
    error: errorOf(errors, name),
    rows,
  });
  return (
    <>
      <Field {...line('title')} help="What a colleague at another school would look for. It may say that something did not work." />
      <Field
        kind="radios"
        name="kind"
        label={lessonLabels.kind}
        value={said.kind}
        error={errorOf(errors, 'kind')}
        options={kinds.map(({ id, name, means }) => ({ value: id, label: name, help: means }))}
      />
      <Field {...line('setting')} help="Such as: a clerkship on two wards, an elective, simulation." isOptional />
      <Field {...line('learners')} help="Such as: third-year students." isOptional />
      <Field {...line('size')} help="How many took part, in how many groups, over how long." isOptional />
      <ProseField {...text('context', 4)} isOptional />
      <ProseField {...text('tried', 8)} help="What you did, with whom and with what." />
      <Field
        {...line('material')}
        help="Its address, such as /library/…, if you used an item of the library. The version that stands now is kept with it."
        isOptional
      />
      <ProseField
        {...text('happened', 8)}
        help="What you saw, whatever you had hoped for. A lesson that disappointed saves another school a year, and is shown like any other."
      />
      {figures.length > 0 ? (
        <details open={said.figures.length > 0}>
          <summary>{lessonLabels.figure}</summary>
          <Field
            kind="checkboxes"
            name="figure"
            label={lessonLabels.figure}
            values={said.figures.map(({ releaseId, figure, cell }) => `${releaseId}|${figure}|${cell}`)}
            options={[...figures]}
            help="The lesson keeps no number: it shows what your release shows, with its definition, and says so when you correct or withdraw it."
            isWide
          />
        </details>
      ) : (
        <p className="muted">
          No figure of your school is released by name to the collaborative or to everybody. A lesson needs none; what is private or in
          aggregate stays so.
        </p>
      )}
      {quotes.length > 0 && (
        <details open={said.quotes.length > 0}>
          <summary>{lessonLabels.quote}</summary>
          <Field
            kind="checkboxes"
            name="quote"
            label={lessonLabels.quote}
            values={[...said.quotes]}
            options={[...quotes]}
            help="Those that a study’s lead released for lessons and whose speakers agree. One whose speaker withdraws leaves the lesson by itself."
            isWide
          />
        </details>
      )}
      <ProseField {...text('changed', 4)} help="Or what you would change. Nothing is an answer too." isOptional />
      <Field
        kind="radios"
        name="again"
        label={lessonLabels.again}
        value={said.again}
        error={errorOf(errors, 'again')}
        options={agains.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ProseField {...text('againWhy', 4)} isOptional />
      <Field
        kind="checkboxes"
        name="barrier"
        label={lessonLabels.barrier}
        values={[...said.barriers]}
        options={barriers.map(({ id, name, means }) => ({ value: id, label: name, help: means }))}
        isOptional
        isWide
      />
      <Field
        kind="radios"
        name="strength"
        label={lessonLabels.strength}
        value={said.strength}
        error={errorOf(errors, 'strength')}
        options={strengths.map(({ id, name, means }) => ({ value: id, label: name, help: means }))}
        isWide
      />
      <Field
        kind="checkboxes"
        name="competency"
        label={lessonLabels.competency}
        values={[...said.competencies]}
        options={[...competencies]}
        isOptional
        isWide
      />
      <Field
        {...line('buildsOn')}
        help="Its address, such as /lessons/…, if you learned from one. Both lessons then lead to each other."
        isOptional
      />
      <Field
        kind="radios"
        name="namesSchool"
        label={lessonLabels.namesSchool}
        value={said.namesSchool ? 'yes' : 'no'}
        error={errorOf(errors, 'namesSchool')}
        options={[
          { value: 'yes', label: 'Is named' },
          {
            value: 'no',
            label: 'Is not named',
            help: 'Nobody outside reads whose lesson it is, nor who reviewed or used it. Figures would tell, so it shows none; so would a name in the text, or material of your own.',
          },
        ]}
        isWide
      />
    </>
  );
}
