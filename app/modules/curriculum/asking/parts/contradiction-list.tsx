import { Button } from '#app/ui/button.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import type { Contradiction } from '../settle-queries.server.ts';
import { extentPhrases, levelWords } from '../words.ts';

type Props = {
  readonly open: readonly Contradiction[];
  readonly maySettle: boolean;
  readonly errors: readonly FormError[];
  readonly values: Readonly<Record<string, string>>;
};

/** Links that a mapper made and a director withdrew, each with both words and how it is settled. */
export function ContradictionList({ open, maySettle, errors, values }: Props) {
  return open.map((each) => {
    const isThis = values.activityId === each.activityId && values.competencyId === each.competencyId;
    const words = `words.${each.activityId}.${each.competencyId}`;
    return (
      <div key={`${each.courseStableId} ${each.activityId} ${each.competencyId}`} className="stack">
        <h3>{`${each.code} in “${each.activity}”`}</h3>
        <Facts
          facts={[
            ['Course', each.course],
            [
              'Linked',
              `${levelWords[each.level]}, ${extentPhrases[each.extent].toLowerCase()}, by ${each.linkedBy ?? 'nobody of this year'}`,
            ],
            ['Found in', each.sentence],
            ['The director', `${each.director ?? 'Somebody'}: not any more${each.words ? `. ${each.words}` : ''}`],
          ]}
        />
        {maySettle && (
          <form method="post" className="form" noValidate>
            <input type="hidden" name="courseStableId" value={each.courseStableId} />
            <input type="hidden" name="activityId" value={each.activityId} />
            <input type="hidden" name="competencyId" value={each.competencyId} />
            <Field
              name={words}
              label={`How you settled ${each.code} in “${each.activity}”`}
              help="A sentence that the director and the mappers read."
              isWide
              value={isThis ? values[words] : undefined}
              error={isThis ? errorOf(errors, 'words') : undefined}
            />
            <p className="bar">
              <Button name="act" value="settle-removed">
                Take the link away
              </Button>
              <Button kind="quiet" name="act" value="settle-kept">
                Keep it, not confirmed
              </Button>
            </p>
          </form>
        )}
      </div>
    );
  });
}
