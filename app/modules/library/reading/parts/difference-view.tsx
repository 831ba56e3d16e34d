import { Section } from '#app/ui/page.tsx';
import { ProseParts } from '#app/ui/prose.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Difference } from '../../items/difference.ts';

const changeWords = { added: 'added', removed: 'taken out', changed: 'changed' } as const;

/** What two versions differ in: facts side by side, texts as they are read with what left and what came, files. */
export function DifferenceView({
  difference: { facts, texts, files, isSame },
  before,
  after,
}: {
  difference: Difference;
  before: string;
  after: string;
}) {
  if (isSame) return <p>Nothing differs between the two.</p>;
  return (
    <div className="versus flow">
      {facts.length > 0 && (
        <Table
          caption="Facts"
          rows={[...facts]}
          rowKey={({ label }) => label}
          columns={[
            { key: 'label', label: 'What', cell: ({ label }) => label },
            { key: 'before', label: before, cell: (fact) => (fact.before === '' ? 'not said' : <del>{fact.before}</del>) },
            { key: 'after', label: after, cell: (fact) => (fact.after === '' ? 'not said' : <ins>{fact.after}</ins>) },
          ]}
        />
      )}
      {texts.map(({ label, parts }) => (
        <Section key={label} title={label}>
          <p className="muted small">
            <del>Struck through</del>: only in {lowered(before)}. <ins>Underlined</ins>: only in {lowered(after)}.
          </p>
          <ProseParts parts={parts} from={3} />
        </Section>
      ))}
      {files.length > 0 && (
        <Section title="Files">
          <ul>
            {files.map(({ name, change, words }) => (
              <li key={`${name} ${change}`}>
                {name}: {changeWords[change]} <span className="muted">({words})</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}

/** As it stands within a sentence. */
function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
