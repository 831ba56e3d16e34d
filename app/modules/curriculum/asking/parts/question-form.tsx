import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { hoursBetween } from '#app/ui/hours.ts';
import { Section } from '#app/ui/page.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { extents, levels } from '../../link.ts';
import type { AskedCourse, OwnActivity, Question } from '../own-course-queries.server.ts';
import { extentPhrases, levelPhrases, levelWords } from '../words.ts';

/** What was typed comes back before what is kept. */
type Typed = Readonly<Record<string, string>> | null;
type Shared = { readonly typed: Typed; readonly errors: readonly FormError[] };
type FormProps = Shared & { readonly asked: AskedCourse; readonly entry: string };

const extentOptions = extents.map((value) => ({ value, label: extentPhrases[value] }));

/** The one form of a director's page: every link as a question, what was missed, own words. Each of its buttons keeps all of it. */
export function QuestionForm({ asked, entry, typed, errors }: FormProps) {
  const { course, activities } = asked;
  const questioned = activities.filter(({ questions }) => questions.length > 0);
  const isOpen = questioned.some(({ questions }) => questions.some(({ isAnswered }) => !isAnswered));
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="year" value={course.year} />
      <input type="hidden" name="entry" value={typed?.entry ?? entry} />
      <Section title="Is this still so?">
        {questioned.length === 0 ? (
          <p>Nothing was found in this course yet. If it teaches about conversations with seriously ill patients, say so below.</p>
        ) : (
          questioned.map((activity) => <ActivityQuestions key={activity.id} activity={activity} typed={typed} errors={errors} />)
        )}
        {isOpen && (
          <p>
            <Button name="act" value="rest">
              All others are still so
            </Button>
          </p>
        )}
      </Section>
      <Missed asked={asked} typed={typed} errors={errors} />
      <Section title="In your own words">
        <Field
          kind="textarea"
          name="words"
          label="What else should your school know about this course?"
          isOptional
          value={typed?.words ?? course.words ?? ''}
          error={errorOf(errors, 'words')}
        />
        <p className="bar">
          <Button kind="primary" name="act" value="done">
            Done
          </Button>
          <Button name="act" value="save">
            Save and stay here
          </Button>
        </p>
      </Section>
    </form>
  );
}

function ActivityQuestions({ activity, typed, errors }: Shared & { activity: OwnActivity }) {
  const { id, title, part, learner, learnerMinutes, hoursWords, questions } = activity;
  const hours = `hours.${id}`;
  const isTyped = Boolean(typed?.[hours]?.trim() || typed?.[`hoursWords.${id}`]?.trim());
  return (
    <div className="stack">
      <h3>{title}</h3>
      {part && <p className="small muted">{`In ${part}`}</p>}
      {questions.map((question) => (
        <OneQuestion key={question.competencyId} question={question} activity={title} typed={typed} errors={errors} />
      ))}
      <details open={isTyped || errorOf(errors, hours) !== undefined}>
        <summary>{`Hours of “${title}”: ${hoursBetween(learner)}${hoursWords ? ` (you said: ${hoursWords})` : ''}. Correct them`}</summary>
        <input type="hidden" name={`hoursSeen.${id}`} value={learnerMinutes ?? ''} />
        <Field
          name={hours}
          label={`Hours of one learner in “${title}”`}
          help="As 12, 1.5 or 1:30. Empty: they are right."
          inputMode="decimal"
          isOptional
          value={typed?.[hours] ?? ''}
          error={errorOf(errors, hours)}
        />
        <Field
          name={`hoursWords.${id}`}
          label={`Why the hours of “${title}” are others`}
          isOptional
          value={typed?.[`hoursWords.${id}`] ?? hoursWords ?? ''}
          error={errorOf(errors, `hoursWords.${id}`)}
        />
      </details>
    </div>
  );
}

function OneQuestion({ question, activity, typed, errors }: Shared & { question: Question; activity: string }) {
  const { activityId, competencyId, code, competency, level, extent, sentence, carriedYear, answer, isAnswered, settledWords } = question;
  const pair = `${activityId}.${competencyId}`;
  const kept = isAnswered ? (answer === 'not' ? 'not' : 'still') : undefined;
  const words = `words.${pair}`;
  const isTyped = Boolean(typed?.[words]?.trim() || question.words);
  return (
    <div className="stack">
      <input type="hidden" name={`seen.${pair}`} value={`${level} ${extent}`} />
      <Field
        kind="radios"
        name={`answer.${pair}`}
        label={`It ${levelPhrases[level]} ${code} ${competency} (${extentPhrases[extent].toLowerCase()})`}
        value={typed ? typed[`answer.${pair}`] : kept}
        help={
          <>
            {sentence && <span>{`Found in: “${sentence}” `}</span>}
            {carriedYear && <span>{`So it was said of ${carriedYear}. `}</span>}
            {answer === 'missed' && <Tag kind="own">You added this</Tag>}
            {settledWords && <span>{`Your lead kept it: ${settledWords}`}</span>}
          </>
        }
        options={[
          { value: 'still', label: 'Still so' },
          { value: 'not', label: 'Not any more' },
        ]}
      />
      <Field
        kind="select"
        name={`extent.${pair}`}
        label={`How fully “${activity}” addresses ${code}`}
        value={typed?.[`extent.${pair}`] ?? extent}
        options={extentOptions}
      />
      <details open={isTyped}>
        <summary>{`Say more about ${code} in “${activity}”`}</summary>
        <Field
          name={words}
          label={`Your words on ${code} in “${activity}”`}
          isOptional
          value={typed?.[words] ?? question.words ?? ''}
          error={errorOf(errors, words)}
        />
      </details>
    </div>
  );
}

function Missed({ asked: { activities, competencies }, typed, errors }: Shared & { asked: AskedCourse }) {
  const said = (field: string) => typed?.[field] ?? '';
  const none = { value: '', label: 'Choose' };
  return (
    <Section title="You missed this">
      <p>Something that this course teaches and that does not stand above. One at a time; leave it empty when nothing is missing.</p>
      <Field
        kind="select"
        name="missedActivity"
        label="Where it is taught"
        value={said('missedActivity')}
        error={errorOf(errors, 'missedActivity')}
        options={[
          none,
          { value: 'none', label: 'No activity of the list fits' },
          ...activities.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <Field
        kind="select"
        name="missedCompetency"
        label="What it teaches"
        value={said('missedCompetency')}
        error={errorOf(errors, 'missedCompetency')}
        options={[none, ...competencies.map(({ id, code, shortTitle }) => ({ value: id, label: `${code} ${shortTitle}` }))]}
      />
      <Field
        kind="select"
        name="missedLevel"
        label="How far it goes"
        value={said('missedLevel')}
        error={errorOf(errors, 'missedLevel')}
        options={[none, ...levels.map((value) => ({ value, label: levelWords[value] }))]}
      />
      <Field
        kind="select"
        name="missedExtent"
        label="How fully it is addressed"
        value={said('missedExtent')}
        error={errorOf(errors, 'missedExtent')}
        options={[none, ...extentOptions]}
      />
      <Field name="missedWords" label="Your words on it" isOptional value={said('missedWords')} error={errorOf(errors, 'missedWords')} />
      <details open={said('missedActivity') === 'none' || said('missedTitle') !== ''}>
        <summary>No activity fits? Describe the teaching</summary>
        <Field
          name="missedTitle"
          label="What it is called"
          help="For example “Family meetings on the ward”."
          isOptional
          value={said('missedTitle')}
          error={errorOf(errors, 'missedTitle')}
        />
        <Field
          name="missedFrom"
          label="At least how many hours of one learner"
          inputMode="decimal"
          isOptional
          value={said('missedFrom')}
          error={errorOf(errors, 'missedFrom')}
        />
        <Field
          name="missedTo"
          label="At most how many hours"
          inputMode="decimal"
          isOptional
          value={said('missedTo')}
          error={errorOf(errors, 'missedTo')}
        />
      </details>
      <p>
        <Button name="act" value="miss">
          Add what was missed
        </Button>
      </p>
    </Section>
  );
}
