import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';

type RuleFormProps = {
  shown: { mark: string; looks: string; labels: readonly { label: string; name: string; count: number; line: number; text: string }[] };
  /** The version that the form follows. */
  number: number;
  typed: Readonly<Record<string, string>> | undefined;
};

/** Which labels of a mark are speakers, and under which name each counts. */
export function RuleForm({ shown: { mark, looks, labels }, number, typed }: RuleFormProps) {
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="seen" value={typed?.seen ?? number} />
      <input type="hidden" name="mark" value={mark} />
      {mark === 'none' || labels.length === 0 ? (
        <p>Nobody is named: everything counts as said by nobody known.</p>
      ) : (
        <>
          <p>Two labels with one name are one person. A label without a name stays in the text.</p>
          <Table
            caption={`Labels written as ${looks}`}
            rows={labels.map((each, at) => ({ ...each, at }))}
            rowKey={({ at }) => String(at)}
            columns={[
              { key: 'label', label: 'In the file', cell: ({ label }) => label },
              { key: 'count', label: 'Times', isNumber: true, unit: 'times', cell: ({ count }) => count },
              { key: 'where', label: 'First', cell: ({ line, text }) => `line ${line}: ${text}${/[.?!…]$/.test(text) ? '' : '…'}` },
              {
                key: 'name',
                label: 'Counts as',
                phone: 'line',
                cell: ({ at, label, name }) => (
                  <>
                    <input type="hidden" name={`label-${at}`} value={label} />
                    <input
                      className="in-row"
                      name={`name-${at}`}
                      defaultValue={typed?.[`name-${at}`] ?? name}
                      aria-label={`Whom ${label} counts as`}
                      maxLength={120}
                    />
                  </>
                ),
              },
            ]}
          />
        </>
      )}
      <p className="bar">
        <Button kind="primary" name="act" value="preview">
          See what it gives
        </Button>
        <Button name="act" value="rule">
          Divide it so, as version {number + 1}
        </Button>
      </p>
    </form>
  );
}
