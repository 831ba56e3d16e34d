import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import type { Difference } from '../../items/difference.ts';

const changeWords = { added: 'added', removed: 'taken out', changed: 'changed' } as const;

/** What two versions differ in: facts side by side, texts word by word, files. */
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
      {texts.map(({ label, runs }) => (
        <Section key={label} title={label}>
          <p className="muted small">What left is struck through, what came is underlined.</p>
          <p className="lines">
            {runs.map(({ kind, text }, at) => {
              const key = `${at} ${kind}`;
              if (kind === 'same') return <span key={key}>{text}</span>;
              return kind === 'added' ? <ins key={key}>{text}</ins> : <del key={key}>{text}</del>;
            })}
          </p>
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
