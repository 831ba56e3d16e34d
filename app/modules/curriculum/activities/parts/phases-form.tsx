import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import type { AcademicLevel } from '../../queries.server.ts';
import type { OpenCourse } from '../course-queries.server.ts';
import { levelWords, phaseWord } from '../words.ts';

type Asked = {
  readonly phases: readonly { readonly id: string; readonly name: string }[];
  readonly levels: readonly AcademicLevel[];
  readonly courses: readonly OpenCourse[];
};

/** More selects than this help nobody; those without an answer come first. */
const coursesAtOnce = 100;

/** The fields of the form by the words that stand above them. */
export function phaseLabels(levels: readonly AcademicLevel[], courses: readonly OpenCourse[]): Record<string, string> {
  return Object.fromEntries([
    ...levels.map((level) => [`level.${level.number}`, nameOf(level)]),
    ...courses.map(({ id, title }) => [`course.${id}`, title]),
  ]);
}

function nameOf({ number, label }: AcademicLevel): string {
  return label || `Level ${number}`;
}

type Props = {
  questions: Asked & { readonly year: string };
  values?: Record<string, string>;
  errors?: readonly FormError[];
  base: string;
};

/** Which levels make each of the school's phases, and the courses that their levels cannot place: one form, saved at once. */
export function PhasesForm({ questions: { year, phases, levels, courses }, values = {}, errors, base }: Props) {
  const options = phases.map(({ id, name }) => ({ value: id, label: name }));
  const waiting = [...courses].sort((a, b) => Number(a.ownPhaseId !== null) - Number(b.ownPhaseId !== null));
  const left = waiting.length - coursesAtOnce;
  return (
    <form method="post">
      <input type="hidden" name="year" value={year} />
      <Section title="Which levels make each of your phases">
        {levels.length === 0 ? (
          <p>The file of {year} names no academic levels.</p>
        ) : (
          <div className="halves">
            {levels.map((level) => {
              const name = `level.${level.number}`;
              return (
                <Field
                  key={name}
                  kind="select"
                  name={name}
                  label={nameOf(level)}
                  help={level.description ?? undefined}
                  error={errorOf(errors, name)}
                  value={values[name] ?? level.phaseId ?? ''}
                  options={[{ value: '', label: 'No phase yet' }, ...options]}
                />
              );
            })}
          </div>
        )}
      </Section>
      {waiting.length > 0 && (
        <Section title="Courses that their levels do not place">
          <p>They are counted under “spans phases” or “no phase yet” until you say more. What you say here goes before the levels.</p>
          <div className="halves">
            {waiting.slice(0, coursesAtOnce).map((course) => {
              const name = `course.${course.id}`;
              return (
                <Field
                  key={name}
                  kind="select"
                  name={name}
                  label={course.title}
                  help={`Levels: ${levelWords(course, levels)}`}
                  error={errorOf(errors, name)}
                  value={values[name] ?? course.ownPhaseId ?? ''}
                  options={[{ value: '', label: phaseWord(course.byLevels, phases) }, ...options]}
                />
              );
            })}
          </div>
          {left > 0 && (
            <p>
              And {left.toLocaleString('en')} more: each course’s own page asks the same, for{' '}
              <a href={`${base}/courses?year=${year}&phase=none`}>courses without a phase</a> and{' '}
              <a href={`${base}/courses?year=${year}&phase=spans`}>courses that span phases</a>.
            </p>
          )}
        </Section>
      )}
      {levels.length + waiting.length > 0 && (
        <p className="bar">
          <Button kind="primary">Save the phases of {year}</Button>
        </p>
      )}
    </form>
  );
}

/** The same for those who read it only. */
export function PhasesAnswered({ questions: { phases, levels, courses }, base }: { questions: Asked; base: string }) {
  return (
    <>
      <p>Your school’s leads say which levels make a phase.</p>
      {levels.length > 0 && (
        <Table
          caption="Levels"
          rows={[...levels]}
          rowKey={({ number }) => String(number)}
          columns={[
            { key: 'level', label: 'Level', cell: nameOf },
            { key: 'phase', label: 'Phase', cell: ({ phaseId }) => phaseWord(phaseId, phases) },
          ]}
        />
      )}
      {courses.length > 0 && (
        <Table
          caption="Courses that their levels do not place"
          rows={courses.slice(0, coursesAtOnce)}
          rowKey={({ id }) => id}
          columns={[
            { key: 'course', label: 'Course', cell: ({ id, title }) => <a href={`${base}/courses/${id}`}>{title}</a> },
            { key: 'levels', label: 'Levels', cell: (course) => levelWords(course, levels) },
            { key: 'phase', label: 'Phase', cell: ({ phase }) => phaseWord(phase, phases) },
          ]}
        />
      )}
    </>
  );
}
