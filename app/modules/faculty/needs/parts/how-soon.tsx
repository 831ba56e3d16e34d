import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { priorityMeans, priorityWords, saying } from '../priority.ts';
import type { Need } from '../queries.server.ts';
import { Priorities } from './priorities.tsx';

type HowSoonProps = {
  need: Need;
  /** The school acted for. */
  school: { readonly id: string; readonly name: string } | null;
  maySay: boolean;
  values: Readonly<Record<string, string>> | undefined;
  errors: readonly FormError[];
};

/** What the schools said of how soon, and where a lead says it for theirs. */
export function HowSoon({ need, school, maySay, values, errors }: HowSoonProps) {
  const own = need.priorities.find(({ bySchoolId }) => bySchoolId === school?.id);
  return (
    <Section title="How soon">
      {need.shownAt === null ? (
        <p>The schools say how soon they want it met once the collaborative reads it.</p>
      ) : need.priorities.length === 0 ? (
        <p>No school said yet.</p>
      ) : (
        <>
          <p>
            {saying('now', need)} of the {need.priorities.length} schools that said a word said “now”. The words are ordered, and never
            averaged.
          </p>
          <Priorities priorities={need.priorities} />
        </>
      )}
      {maySay && (
        <details open={values !== undefined || own === undefined}>
          <summary>{own === undefined ? `Say how soon ${school?.name} wants it met` : `Change what ${school?.name} says`}</summary>
          <form method="post" className="form" noValidate>
            <Field
              kind="radios"
              name="word"
              label={'How soon'}
              value={values?.word ?? own?.word}
              error={errorOf(errors, 'word')}
              options={priorityWords.map((word) => ({
                value: word,
                label: word[0]!.toUpperCase() + word.slice(1),
                help: priorityMeans[word],
              }))}
              isWide
            />
            <Field
              kind="textarea"
              rows={2}
              name="reason"
              label={'Why'}
              value={values?.reason ?? own?.reason}
              error={errorOf(errors, 'reason')}
              help="The other schools read it beside your word."
            />
            <p className="bar">
              <Button kind="primary" name="act" value="say">
                Say this for {school?.name}
              </Button>
            </p>
          </form>
        </details>
      )}
    </Section>
  );
}
