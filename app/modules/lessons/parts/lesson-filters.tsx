import { withParam } from '#app/ui/address.ts';
import { Choices } from '#app/ui/choices.tsx';
import { barriers } from '../barrier.ts';
import { agains, kinds } from '../lesson.ts';

type Counts = Readonly<Record<string, number>>;
type LessonFiltersProps = {
  counts: { kind: Counts; barrier: Counts; competency: Counts; again: Counts; school: Counts; material: Counts };
  total: number;
  competencies: readonly { stableId: string; code: string; shortTitle: string }[];
  /** The schools that are named, by short name. */
  schools: ReadonlyMap<string, string>;
  /** What the item of the library is called that the address names. */
  material: string | null;
  /** The address's query part, in which the filters stand. */
  search: string;
};

/** What a list of lessons is narrowed by: each choice is an address, with how many lessons it leaves of all. What no lesson has is not offered. */
export function LessonFilters({ counts, total, competencies, schools, material, search }: LessonFiltersProps) {
  const row = (name: keyof typeof counts, label: string, options: readonly { id: string; name: string }[]) => {
    const chosen = new URLSearchParams(search).get(name);
    const offered = options.filter(({ id }) => (counts[name][id] ?? 0) > 0);
    if (offered.length === 0) return null;
    return (
      <Choices
        label={label}
        options={[
          { to: withParam(search, name, null), label: `${label}: all ${total}`, isCurrent: chosen === null },
          ...offered.map((option) => ({
            to: withParam(search, name, option.id),
            label: `${option.name} ${counts[name][option.id]}`,
            isCurrent: chosen === option.id,
          })),
        ]}
      />
    );
  };
  const isNarrowed = ['barrier', 'competency', 'school'].some((name) => new URLSearchParams(search).has(name));
  const slug = new URLSearchParams(search).get('material');
  return (
    <div className="flow no-print">
      {row('kind', 'Kind', kinds)}
      {row('again', 'Would they do it again', agains)}
      <details open={isNarrowed}>
        <summary>By what stood in the way, by competency and by school</summary>
        <div className="flow">
          {row('barrier', 'What stood in the way', barriers)}
          {row(
            'competency',
            'Competency',
            competencies.map(({ stableId, code, shortTitle }) => ({ id: stableId, name: `${code} ${shortTitle}` })),
          )}
          {row(
            'school',
            'School',
            [...schools].map(([id, name]) => ({ id, name })),
          )}
        </div>
      </details>
      {slug !== null && row('material', 'Material', [{ id: slug, name: material ?? slug }])}
    </div>
  );
}
