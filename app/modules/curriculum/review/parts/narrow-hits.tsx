import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import type { hitList } from '../list-queries.server.ts';
import type { ListSearch } from '../schema.ts';

type Props = { list: Pick<Awaited<ReturnType<typeof hitList>>, 'keywords' | 'courses' | 'competencies' | 'year'>; chosen: ListSearch };
const all = { value: '', label: 'All' };

/** What the list of suggestions may be narrowed to; it writes the address. */
export function NarrowHits({ list: { keywords, courses, competencies, year }, chosen }: Props) {
  return (
    <search>
      <form method="get" className="flow">
        <input type="hidden" name="year" value={year ?? ''} />
        <div className="halves">
          <Field
            kind="select"
            name="state"
            label="Answer"
            value={chosen.state ?? ''}
            options={[
              all,
              { value: 'open', label: 'Open' },
              { value: 'mine', label: 'Open, in your part' },
              { value: 'skipped', label: 'Open, skipped by you' },
              { value: 'linked', label: 'Linked' },
              { value: 'not', label: 'Not this' },
            ]}
          />
          <Field
            kind="select"
            name="competency"
            label="Competency"
            value={chosen.competency ?? ''}
            options={[all, ...competencies.map(({ code, shortTitle }) => ({ value: code, label: `${code}. ${shortTitle}` }))]}
          />
          <Field
            kind="select"
            name="keyword"
            label="Keyword"
            value={chosen.keyword ?? ''}
            options={[all, ...keywords.map(({ id, phrase }) => ({ value: id, label: phrase }))]}
          />
          <Field
            kind="select"
            name="course"
            label="Course"
            value={chosen.course ?? ''}
            options={[all, ...courses.map(({ id, title }) => ({ value: id, label: title }))]}
          />
        </div>
        <p className="bar">
          <Button>Show these suggestions</Button>
        </p>
      </form>
    </search>
  );
}
