import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import type { linkTargets } from '../queries.server.ts';
import { kinds, type PublicationRecord } from '../record.ts';
import { linesOfAuthors } from '../schema.ts';

/** The fields by the words that stand above them, in their order. */
export const labels = {
  kind: 'Kind',
  title: 'Title',
  authors: 'Authors',
  container: 'Journal, book or conference',
  containerShort: 'Journal as indexes abbreviate it',
  volume: 'Volume',
  issue: 'Issue',
  pages: 'Pages',
  articleNumber: 'Article number',
  issued: 'Date of publication',
  doi: 'DOI',
  pmid: 'PubMed number',
  pmcid: 'PubMed Central number',
  url: 'Address',
  edition: 'Edition',
  publisher: 'Publisher',
  place: 'Place',
  editors: 'Editors',
  summary: 'In short',
  streams: 'Stream of work',
  competencies: 'Competencies',
  studies: 'Studies',
  lessons: 'Lessons',
  isShown: 'Everybody reads it',
};

/** What the fields hold. Lists of ids are joined by commas. */
export type FormValues = Partial<Readonly<Record<keyof typeof labels, string>>>;

/** A publication as its form holds it. */
export function valuesOf(record: PublicationRecord): FormValues {
  const { authors, editors, ...said } = record;
  const plain = Object.fromEntries(Object.entries(said).map(([name, value]) => [name, value ?? '']));
  return { ...plain, authors: linesOfAuthors(authors), editors: linesOfAuthors(editors) };
}

type PublicationFormProps = {
  values: FormValues;
  errors: readonly FormError[];
  targets: Awaited<ReturnType<typeof linkTargets>>;
  act: string;
};

/** The form of one publication: what is cited, then what it came from. */
export function PublicationForm({ values, errors, targets, act }: PublicationFormProps) {
  const field = fieldsOf(labels, values, errors);
  const line = (name: keyof typeof labels) => <Field {...field(name)} isOptional />;
  const chosen = (name: 'streams' | 'competencies' | 'studies' | 'lessons') => (values[name] ?? '').split(',').filter(Boolean);
  const authorHelp =
    'One a line, in their order: Reidy, Jennifer A. An ORCID iD may stand behind the name. A line without a comma is a body, such as a coalition.';
  return (
    <form method="post" className="form" noValidate>
      <Field {...field('kind')} kind="select" options={Object.entries(kinds).map(([value, label]) => ({ value, label }))} />
      <Field {...field('title')} isWide />
      <Field {...field('authors')} kind="textarea" rows={5} isOptional help={authorHelp} />
      <Field {...field('container')} isWide isOptional />
      {line('containerShort')}
      {line('volume')}
      {line('issue')}
      <Field {...field('pages')} isOptional help="From the first to the last: 39-46." />
      <Field {...field('articleNumber')} isOptional help="Of a journal without pages." />
      <Field {...field('issued')} isOptional help="A year, 2024, with its month, 2024-05, or a day, 2024-05-01." />
      <Field {...field('doi')} isOptional spellCheck={false} help="Begins with 10." />
      {line('pmid')}
      {line('pmcid')}
      <Field {...field('url')} type="url" isWide isOptional help="Where it is read, when it has no DOI." />
      <Field {...field('edition')} isOptional help="Of a book, or the book that a chapter stands in: 2, or Revised." />
      <Field
        {...field('publisher')}
        isOptional
        help="Of a book or report; of a thesis the university; of a page on the web whose site it is."
      />
      {line('place')}
      <Field {...field('editors')} kind="textarea" rows={2} isOptional help="Of the book that a chapter stands in, written like authors." />
      <ProseField
        {...field('summary')}
        rows={6}
        isOptional
        help="What it found, in your own words. The abstract belongs to its publisher."
      />
      <Field
        name="streams"
        label={labels.streams}
        kind="checkboxes"
        values={chosen('streams')}
        options={targets.streams.map(({ id, years, title }) => ({ value: id, label: `${years}: ${title}` }))}
      />
      <Field
        name="competencies"
        label={labels.competencies}
        kind="checkboxes"
        values={chosen('competencies')}
        options={targets.competencies.map(({ stableId, code, shortTitle, title }) => ({
          value: stableId,
          label: `${code}: ${shortTitle ?? title}`,
        }))}
      />
      {targets.studies.length > 0 && (
        <Field
          name="studies"
          label={labels.studies}
          kind="checkboxes"
          values={chosen('studies')}
          options={targets.studies.map(({ id, title }) => ({ value: id, label: title }))}
          help="Only people of the study see this link."
        />
      )}
      {targets.lessons.length > 0 && (
        <Field
          name="lessons"
          label={labels.lessons}
          kind="checkboxes"
          values={chosen('lessons')}
          options={targets.lessons.map(({ id, title, school, audience }) => ({
            value: id,
            label: `${title}, ${school}`,
            ...(audience === 'collaborative' && { help: 'Only members see this link.' }),
          }))}
        />
      )}
      <Field
        name="isShown"
        label={labels.isShown}
        kind="checkbox"
        isChecked={values.isShown === 'yes'}
        help="Until then only conveners, steering members and auditors see it."
      />
      <p>
        <Button kind="primary">{act}</Button>
      </p>
    </form>
  );
}
