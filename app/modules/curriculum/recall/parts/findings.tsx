import { Table } from '#app/ui/table.tsx';
import { type Estimate, fewestForOne } from '../estimate.ts';
import type { RecallPage } from '../queries.server.ts';

/** What each reader of a sample found, how far two agree, and what the estimate rests on. */
export function Findings({ page: { sample, readers, agreement, differing, found, open }, base }: { page: RecallPage; base: string }) {
  if (sample === null) return null;
  return (
    <>
      <p>
        Of {sample.unhit} activities without a hit, {sample.size} were drawn by the seed <code>{sample.seed}</code> after a scan with{' '}
        {sample.list}. {found} activities are linked from a hit
        {open > 0 && `, and ${open} suggestions still wait: the recall may rise`}. Links that somebody found by reading, not by a hit, are
        part of what was missed.
      </p>
      <Table
        caption="Readers of the sample"
        isCaptionHidden
        rows={[...readers]}
        rowKey={({ personId }) => personId}
        columns={[
          { key: 'reader', label: 'Reader', cell: ({ name }) => name },
          { key: 'read', label: 'Read', isNumber: true, cell: ({ read }) => `${read} of ${sample.size}` },
          {
            key: 'addressing',
            label: 'Address a competency',
            isNumber: true,
            cell: ({ addressing }) => addressing ?? 'hidden until you have read all',
          },
          {
            key: 'missed',
            label: 'Missed, about',
            isNumber: true,
            cell: ({ estimate }) => ranged(estimate?.missed ?? null, (value) => String(Math.round(value))),
          },
          {
            key: 'recall',
            label: 'Recall',
            isNumber: true,
            cell: ({ estimate }) => ranged(estimate?.recall ?? null, (value) => `${Math.round(100 * value)} %`),
          },
        ]}
      />
      {readers
        .filter(({ byCompetency }) => byCompetency.length > 0)
        .map(({ personId, name, byCompetency }) => (
          <details key={personId}>
            <summary>By competency, as {name} read</summary>
            <p>
              Not known before {fewestForOne} activities are read. An activity without any hit counts; one that only another competency
              found does not.
            </p>
            <Table
              caption={`By competency, as ${name} read`}
              isCaptionHidden
              rows={[...byCompetency]}
              rowKey={({ code }) => code}
              columns={[
                { key: 'competency', label: 'Competency', cell: ({ code, shortTitle }) => `${code} ${shortTitle}` },
                { key: 'found', label: 'Linked from a hit', isNumber: true, cell: (row) => row.found },
                { key: 'addressing', label: 'Address it', isNumber: true, cell: (row) => row.addressing },
                {
                  key: 'missed',
                  label: 'Missed, about',
                  isNumber: true,
                  cell: ({ missed }) => ranged(missed, (value) => String(Math.round(value))),
                },
                {
                  key: 'recall',
                  label: 'Recall',
                  isNumber: true,
                  cell: ({ recall }) => ranged(recall, (value) => `${Math.round(100 * value)} %`),
                },
              ]}
            />
          </details>
        ))}
      {agreement && (
        <>
          <p>
            Those who read all agree on {Math.round(100 * (agreement.percent ?? 0))} % of the activities; {kappaWords(agreement)}.
          </p>
          {differing.length > 0 && (
            <ul>
              {differing.map((id, at) => (
                <li key={id}>
                  <a href={`${base}/activities/${id}`}>Read {at + 1} on which they differ</a>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </>
  );
}

function ranged(estimate: Estimate | null, say: (value: number) => string): string {
  return estimate === null ? 'not known' : `${say(estimate.value)} (${say(estimate.lower)} to ${say(estimate.upper)})`;
}

function kappaWords({ cohen, fleiss, coders, why }: NonNullable<RecallPage['agreement']>): string {
  const [name, value] = coders === 2 ? ['Cohen’s kappa', cohen] : ['Fleiss’ kappa', fleiss];
  return value === null ? `${name} is not defined: ${why[coders === 2 ? 'cohen' : 'fleiss']}` : `${name} is ${value.toFixed(2)}`;
}
