import { count } from '#app/ui/count.ts';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';

/** What a rule would give: turns by speaker, and the first of them. */
export type Previewed = {
  readonly total: number;
  readonly speakers: readonly { label: string; turns: number }[];
  readonly first: readonly { at: number; speaker: string | null; text: string }[];
};

/** What a speaker rule would give, before anything is kept. */
export function RulePreview({ preview: { total, speakers, first } }: { preview: Previewed }) {
  return (
    <Section title="What it would give">
      <p role="status">{`${count(total, 'turn', 'turns')}, nothing is changed yet.`}</p>
      {speakers.length > 0 && (
        <Table
          caption="Turns by speaker"
          rows={[...speakers]}
          rowKey={({ label }) => label}
          columns={[
            { key: 'label', label: 'Speaker', cell: ({ label }) => label },
            { key: 'turns', label: 'Turns', isNumber: true, cell: ({ turns }) => turns },
          ]}
        />
      )}
      <Table
        caption="The first turns"
        rows={[...first]}
        rowKey={({ at }) => String(at)}
        columns={[
          { key: 'turn', label: 'Turn', cell: ({ at }) => at + 1 },
          { key: 'speaker', label: 'Speaker', phone: 'bare', cell: ({ speaker }) => speaker ?? 'nobody known' },
          { key: 'text', label: 'Words', phone: 'bare', cell: ({ text }) => text },
        ]}
      />
    </Section>
  );
}
