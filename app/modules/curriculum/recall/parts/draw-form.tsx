import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { bestOf } from '../estimate.ts';
import { largest, smallest } from '../schema.ts';

const usual = 60;
type DrawFormProps = {
  year: string;
  unhit: number;
  list: string;
  isFirst: boolean;
  values: Readonly<Record<string, string>> | undefined;
  errors: readonly FormError[];
};

/** Draws a sample, and says beforehand what a sample of the usual size can say at best. */
export function DrawForm({ year, unhit, list, isFirst, values, errors }: DrawFormProps) {
  const proposed = Math.min(usual, unhit);
  if (unhit === 0) return <p>Every activity of {year} has a hit, so there is nothing to draw from.</p>;
  return (
    <Section title={isFirst ? 'Draw a sample' : 'Draw another sample'}>
      <p>
        In {count(unhit, 'activity', 'activities')} of {year} the last scan ({list}) found nothing. If {proposed} are read and address no
        competency, one can say that the list missed at most {Math.round(100 * bestOf(proposed, unhit))} % of them.
      </p>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="year" value={year} />
        <Field
          name="size"
          label="Activities to read"
          inputMode="numeric"
          value={values?.size ?? String(usual)}
          error={errorOf(errors, 'size')}
          help={`From ${smallest} to ${largest}. Four times as many make the range half as wide.`}
        />
        <p className="bar">
          <Button kind={isFirst ? 'primary' : 'plain'} name="act" value="draw">
            Draw a sample of {year}
          </Button>
        </p>
      </form>
    </Section>
  );
}
