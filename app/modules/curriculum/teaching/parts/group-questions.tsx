import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { Queue, type QueueAct } from '#app/ui/queue.tsx';
import { Table } from '#app/ui/table.tsx';
import type { GroupQuestion } from '../queries.server.ts';
import { longMinutes } from '../teaching-plan.ts';
import { answerPhrases, type Evidence, evidenceWords } from '../words.ts';

/** More courses than this on one form help nobody; the others follow. */
const coursesAtOnce = 50;
/** Of a course with many titles so many are named. */
const titlesNamed = 6;

/** The question about a course. */
export const question = 'Does every learner sit through each of these, or is it the same hour given to several groups?';

/** What raises the question, title by title. */
export function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  const left = evidence.length - titlesNamed;
  if (evidence.length === 0) return <p className="muted">No title stands there several times any more.</p>;
  return (
    <ul className="links">
      {evidence.slice(0, titlesNamed).map((each) => (
        <li key={each.title}>{evidenceWords(each)}</li>
      ))}
      {left > 0 && <li className="muted">{`and ${left.toLocaleString('en')} more titles`}</li>}
    </ul>
  );
}

/** Whether one row of a course may hold the hours of all groups, so that their number is needed. */
function asksNumber({ evidence }: Pick<GroupQuestion, 'evidence'>): boolean {
  return evidence.some(({ times, most }) => times === 1 && most !== null && most >= longMinutes);
}

type AskedProps = { course: GroupQuestion; year: string; base: string; undone: string | undefined; errors?: readonly FormError[] };

/** One course, answered by key. */
export function AskedCourse({ course, year, base, undone, errors }: AskedProps) {
  const { id, title, teaching, groups, evidence } = course;
  return (
    <Queue
      item={
        <>
          <h2>
            <a href={`${base}/courses/${id}`}>{title}</a>
          </h2>
          <EvidenceList evidence={evidence} />
          {teaching && <p>{`Answered: ${answerPhrases[teaching]}${groups ? `, ${groups} groups` : ''}.`}</p>}
        </>
      }
      action={`?year=${year}&course=${id}`}
      hidden={{ year, courseId: id, seen: teaching ?? '', ...(undone && { undone }) }}
      questions={[]}
      acts={actsOf(course, undone !== undefined)}
      saved="Saved at every answer"
    >
      <p>{question}</p>
      {asksNumber(course) && (
        <Field
          name="groups"
          label="How many groups"
          isOptional
          inputMode="numeric"
          help="Needed for groups, since one row holds the hours of all of them: a learner sits through its share."
          error={errorOf(errors, 'groups')}
          value={groups?.toString() ?? ''}
        />
      )}
    </Queue>
  );
}

function actsOf({ teaching }: GroupQuestion, hasUndo: boolean): QueueAct[] {
  return [
    { value: 'each', label: 'Every learner, each of them', keyLabel: 'e' },
    { value: 'groups', label: 'The same hour, to groups', keyLabel: 'g' },
    ...(teaching === null ? [] : [{ value: 'none', label: 'Not said after all', keyLabel: 'x' } as const]),
    { value: 'skip', label: 'Skip', keyLabel: 'j', kind: 'quiet' },
    ...(hasUndo ? [{ value: 'undo', label: 'Undo last', keyLabel: 'u', kind: 'quiet' } as const] : []),
  ];
}

type CourseProps = { course: GroupQuestion; year: string; base: string; mayAnswer: boolean };

/** The question on a course's own page; the page of all questions takes the answer. */
export function CourseQuestion({ course, year, base, mayAnswer }: CourseProps) {
  const { id, teaching, groups, evidence } = course;
  return (
    <Section title="How its hours are given">
      {evidence.length > 0 && <EvidenceList evidence={evidence} />}
      <p>{teaching ? `Your school says: ${answerPhrases[teaching]}${groups ? `, ${groups} groups` : ''}.` : question}</p>
      {mayAnswer && (
        <form method="post" action={`${base}/groups?year=${year}&course=${id}`} className="form">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="courseId" value={id} />
          <input type="hidden" name="seen" value={teaching ?? ''} />
          {asksNumber(course) && (
            <Field
              name="groups"
              label="How many groups"
              isOptional
              inputMode="numeric"
              help="Needed for groups, since one row holds the hours of all of them."
              value={groups?.toString() ?? ''}
            />
          )}
          <p className="bar">
            {teaching !== 'each' && (
              <Button name="act" value="each">
                Every learner sits through each
              </Button>
            )}
            {teaching !== 'groups' && (
              <Button name="act" value="groups">
                The same hour is given to groups
              </Button>
            )}
            {teaching && (
              <Button kind="quiet" name="act" value="none">
                Not said after all
              </Button>
            )}
          </p>
        </form>
      )}
    </Section>
  );
}

type SeveralProps = {
  courses: readonly GroupQuestion[];
  year: string;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
};

/** Several courses in one form. */
export function SeveralCourses({ courses, year, values, errors }: SeveralProps) {
  const left = courses.length - coursesAtOnce;
  return (
    <form method="post" action={`?year=${year}`}>
      <input type="hidden" name="year" value={year} />
      {courses.slice(0, coursesAtOnce).map((course) => (
        <Section key={course.id} title={course.title}>
          <EvidenceList evidence={course.evidence} />
          <input type="hidden" name={`seen.${course.id}`} value={course.teaching ?? ''} />
          <div className="halves">
            <Field
              kind="radios"
              name={`teaching.${course.id}`}
              label={`How the hours of ${course.title} are given`}
              value={values[`teaching.${course.id}`] ?? ''}
              options={[
                { value: 'each', label: 'Every learner sits through each' },
                { value: 'groups', label: 'The same hour is given to several groups' },
                { value: '', label: 'Not now' },
              ]}
            />
            {asksNumber(course) && (
              <Field
                name={`groups.${course.id}`}
                label={`Groups of ${course.title}`}
                isOptional
                inputMode="numeric"
                help="Needed for groups: one row holds the hours of all."
                error={errorOf(errors, `groups.${course.id}`)}
                value={values[`groups.${course.id}`] ?? ''}
              />
            )}
          </div>
        </Section>
      ))}
      {left > 0 && <p>{`And ${left.toLocaleString('en')} more courses, once these are answered.`}</p>}
      <p className="bar">
        <Button name="act" value="several">
          Save these answers
        </Button>
      </p>
    </form>
  );
}

/** What was answered, each with the way to answer anew. */
export function AnsweredCourses({
  courses,
  year,
  base,
  mayAnswer,
}: {
  courses: readonly GroupQuestion[];
  year: string;
  base: string;
  mayAnswer: boolean;
}) {
  return (
    <Table
      caption="Courses with an answer"
      isCaptionHidden
      rows={[...courses]}
      rowKey={({ id }) => id}
      columns={[
        { key: 'course', label: 'Course', cell: ({ id, title }) => <a href={`${base}/courses/${id}`}>{title}</a> },
        {
          key: 'answer',
          label: 'Answer',
          phone: 'bare',
          cell: ({ teaching, groups }) => `${answerPhrases[teaching ?? 'none']}${groups ? `, ${groups} groups` : ''}`,
        },
        {
          key: 'rows',
          label: 'Rows',
          phone: 'bare',
          cell: ({ evidence }) => evidence.slice(0, titlesNamed).map(evidenceWords).join('; ') || 'none alike',
        },
        ...(mayAnswer
          ? [
              {
                key: 'again',
                label: 'Anew',
                phone: 'bare' as const,
                cell: ({ id, title }: GroupQuestion) => (
                  <a href={`?year=${year}&course=${id}`}>
                    Answer anew<span className="visually-hidden">{`: ${title}`}</span>
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}
