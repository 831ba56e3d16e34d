const subjects: Readonly<Record<string, string>> = {
  theme_code: 'a code',
  theme_passage: 'a passage',
  theme_competency: 'a competency',
  theme_note: 'a note',
  theme_share: 'with the collaborative',
  theme: 'the theme',
};

type Event = { id: string; on: string; by: string | null; verb: string; subject: string; before: unknown };

/** What was done with a theme, in its order; an earlier claim is shown where it was another than `claim`. */
export function History({ events, claim }: { events: readonly Event[]; claim: string }) {
  return (
    <ul className="plain-list">
      {events.map(({ id, on, by, verb, subject, before }) => {
        const earlier = claimOf(before);
        return (
          <li key={id}>
            {on}, {by ?? 'Concord'}: {verb} {subjects[subject] ?? subject}
            {earlier !== null && earlier !== claim && ` (before: “${earlier}”)`}
          </li>
        );
      })}
    </ul>
  );
}

function claimOf(row: unknown): string | null {
  return typeof row === 'object' && row !== null && 'claim' in row && typeof row.claim === 'string' ? row.claim : null;
}
