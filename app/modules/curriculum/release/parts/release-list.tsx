import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { figureWords } from '../figure.ts';

type Listed = {
  id: string;
  number: number;
  reason: string | null;
  hash: string;
  by: string | null;
  releasedAt: Date;
  withdrawnAt: Date | null;
  withdrawnReason: string | null;
  withdrawnFigures: readonly string[];
  forms: readonly { figure: string; form: 'aggregate' | 'named' }[];
};

/** Release, or release again with its reason; and withdraw the whole or one figure. */
export function ReleaseForms({
  round,
  releases,
  typed,
}: {
  round: string;
  releases: readonly Listed[];
  typed: Readonly<Record<string, string>>;
}) {
  const [last] = releases;
  const open = last && last.withdrawnAt === null ? last.forms.filter(({ figure }) => !last.withdrawnFigures.includes(figure)) : [];
  return (
    <>
      <Section title={last ? 'Release again' : 'Release'} id="release">
        <form method="post" className="flow">
          <input type="hidden" name="act" value="release" />
          <input type="hidden" name="round" value={round} />
          {last && (
            <Field
              kind="textarea"
              name="reason"
              label="Why you release again"
              value={typed.reason}
              help="It stands with the new release. An aggregate that was shown before keeps the value that you had released for it."
            />
          )}
          <Button kind="primary">{last ? 'Release the correction' : 'Release to the others'}</Button>
        </form>
      </Section>
      {open.length > 0 && (
        <Section title="Withdraw" id="withdraw">
          <form method="post" className="flow">
            <input type="hidden" name="act" value="withdraw" />
            <input type="hidden" name="round" value={round} />
            <Field
              kind="select"
              name="figure"
              value={typed.figure}
              label="What is withdrawn"
              help="It vanishes at once for all others. An aggregate that it was part of is not shown any more in this year."
              options={[
                { value: '', label: 'The whole release' },
                ...open.map(({ figure }) => ({ value: figure, label: figureWords(figure) })),
              ]}
            />
            <Field kind="textarea" name="why" label="Why it is withdrawn" help="For your own record." rows={2} value={typed.why} />
            <Button kind="danger">Withdraw it from all others</Button>
          </form>
        </Section>
      )}
    </>
  );
}

/** Every release of the school in the round, with its hash. */
export function ReleaseList({ releases, zone }: { releases: readonly Listed[]; zone: string }) {
  if (releases.length === 0) return null;
  return (
    <Section title="Released so far" id="released">
      <Table
        caption="Releases of this round, newest first"
        isCaptionHidden
        rows={[...releases]}
        rowKey={({ id }) => id}
        columns={[
          { key: 'number', label: 'Release', cell: ({ number }) => `Release ${number}` },
          {
            key: 'when',
            label: 'When',
            phone: 'bare',
            cell: ({ releasedAt, by }) => `${dayAndTime(releasedAt, zone)}${by ? `, by ${by}` : ''}`,
          },
          {
            key: 'what',
            label: 'Figures',
            cell: ({ forms }) =>
              `${count(forms.filter(({ form }) => form === 'named').length, 'figure', 'figures')} named, ${forms.filter(({ form }) => form === 'aggregate').length} in aggregate`,
          },
          { key: 'reason', label: 'Reason', cell: ({ reason }) => reason ?? 'The first' },
          { key: 'state', label: 'State', cell: stateOf },
          { key: 'hash', label: 'SHA-256', phone: 'line', cell: ({ hash }) => <code>{hash}</code> },
        ]}
      />
    </Section>
  );

  function stateOf({ withdrawnAt, withdrawnReason, withdrawnFigures }: Listed): string {
    if (withdrawnAt) return `Withdrawn ${dayAndTime(withdrawnAt, zone)}: ${withdrawnReason ?? ''}`;
    return withdrawnFigures.length > 0 ? `Stands, without ${withdrawnFigures.map(figureWords).join('; ')}` : 'Stands';
  }
}
