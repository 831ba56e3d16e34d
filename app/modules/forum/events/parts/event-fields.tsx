import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import { OccasionFields, occasionLabels } from '../../../attendance/parts/occasion-fields.tsx';
import { CompetencyTicks } from '../../../competencies/parts/competency-ticks.tsx';

/** What the fields of an event are called, in their order. */
export const eventLabels = {
  title: 'Title',
  school: 'Organised by',
  series: 'Series',
  ...occasionLabels,
  mode: 'How people meet',
  description: 'What it is about',
  topics: 'Topics',
  host: 'Host',
  language: 'Language',
  captions: 'Live captions in',
  accreditedBy: 'Accredited by',
  questions: 'Take questions beforehand',
};

type Choice = { readonly id: string; readonly title: string };
type Fields = {
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
  schools: readonly Choice[] | null;
  series: readonly Choice[];
  zones: readonly { value: string; label: string }[];
  competencies: ReadonlyArray<{ stableId: string; code: string; shortTitle: string }>;
};

/** The form of an event: what somebody must fill in first, the rest below. `schools`: who may organise it; null where that stays as it is. */
export function EventFields({ values, errors, schools, series, zones, competencies }: Fields) {
  const shared = fieldsOf(eventLabels, values, errors);
  const chosen = (choices: readonly Choice[]) => choices.map(({ id, title }) => ({ value: id, label: title }));
  return (
    <>
      <input type="hidden" name="seen" value={values.seen ?? ''} />
      <Field {...shared('title')} isWide />
      <ProseField rows={6} {...shared('description')} isOptional />
      <OccasionFields values={values} errors={errors} zones={zones} />
      <Field
        kind="select"
        {...shared('mode')}
        options={[
          { value: 'online', label: 'online' },
          { value: 'in person', label: 'in person' },
          { value: 'both', label: 'online and in person' },
        ]}
      />
      {schools === null ? (
        <input type="hidden" name="school" value={values.school ?? ''} />
      ) : (
        <Field kind="select" {...shared('school')} options={chosen(schools)} />
      )}
      <Field kind="select" {...shared('series')} options={[{ value: '', label: 'none' }, ...chosen(series)]} />
      <Field {...shared('host')} isOptional />
      <Field {...shared('topics')} isOptional help="Between commas; people find events by them" isWide />
      <CompetencyTicks {...{ competencies, values }} />
      <div className="halves">
        <Field {...shared('language')} help="Its code: en for English, es for Spanish, pt for Portuguese" />
        <Field {...shared('captions')} isOptional help="The code of their language, such as en; nothing where there are none" />
      </div>
      <Field
        {...shared('accreditedBy')}
        isOptional
        help="Where somebody accredits it: the interests of speakers are then shown before people register"
      />
      <Field
        kind="checkbox"
        name="questions"
        label={eventLabels.questions}
        isChecked={values.questions === 'yes'}
        help="Nobody sees a question before you accept it"
      />
    </>
  );
}
