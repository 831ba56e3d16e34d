type Objective = { readonly id: string; readonly text: string; readonly category: string | null };

const levels: Readonly<Record<string, string>> = {
  'program-level-competency': 'of the whole program',
  'sequence-block-level-competency': 'of a course',
  'event-level-competency': 'of an activity',
};

/** The objectives that the school's file gives to an activity or a course. */
export function Objectives({ objectives }: { objectives: readonly Objective[] }) {
  if (objectives.length === 0) return <p>The school’s file names none.</p>;
  return (
    <ul className="links">
      {objectives.map(({ id, text, category }) => (
        <li key={id}>
          {text}
          {category && <span className="muted"> ({levels[category] ?? category})</span>}
        </li>
      ))}
    </ul>
  );
}
