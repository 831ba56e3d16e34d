type Objective = { readonly id: string; readonly text: string; readonly category: string | null };

/** The objectives that the school's file gives to an activity or a course. */
export function Objectives({ objectives }: { objectives: readonly Objective[] }) {
  if (objectives.length === 0) return <p>The school’s file names none.</p>;
  return (
    <ul>
      {objectives.map(({ id, text, category }) => (
        <li key={id}>
          {text}
          {category && <span className="muted"> ({category})</span>}
        </li>
      ))}
    </ul>
  );
}
