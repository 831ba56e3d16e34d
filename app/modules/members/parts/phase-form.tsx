import { Button } from '#app/ui/button.tsx';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { type PhaseRow, phaseField, sharedPhases } from '../schools/phases.ts';

const labels = { position: 'Order', name: 'Name', 'maps-to': 'Counts as', remove: 'Remove' };
type PhaseFormProps = { rows: PhaseRow[]; errors: readonly FormError[] };

/** A school's phases in a small table with an empty row to add one; rows are put in the order of their numbers. */
export function PhaseForm({ rows, errors }: PhaseFormProps) {
  const fieldLabels = Object.fromEntries(
    rows.flatMap((_, at) =>
      (['position', 'name', 'maps-to'] as const).map((part) => [phaseField(part, at), `${labels[part]}, row ${at + 1}`]),
    ),
  );
  return (
    <>
      <FormErrors errors={errors} labels={fieldLabels} />
      <form method="post" className="flow" noValidate>
        <input type="hidden" name="act" value="phases" />
        <table className="list-table">
          <caption className="visually-hidden">Phases to change</caption>
          <thead>
            <tr>
              {Object.entries(labels).map(([part, label]) => (
                <th key={part} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, at) => (
              <Row key={phaseField('id', at)} row={row} at={at} errors={errors} />
            ))}
          </tbody>
        </table>
        <p className="help">Change a number to move a phase. The last row adds one; leave it empty otherwise.</p>
        <p>
          <Button>Save the phases</Button>
        </p>
      </form>
    </>
  );
}

function Row({ row, at, errors }: { row: PhaseRow; at: number; errors: readonly FormError[] }) {
  const control = (part: 'position' | 'name' | 'maps-to') => ({
    id: phaseField(part, at),
    name: phaseField(part, at),
    'aria-label': `${labels[part]}, row ${at + 1}`,
    'aria-invalid': errorOf(errors, phaseField(part, at)) ? true : undefined,
  });
  return (
    <tr>
      <td className="phone-line">
        <Word>{labels.position}</Word>
        <input type="hidden" name={phaseField('id', at)} value={row.id} />
        <input {...control('position')} inputMode="numeric" size={3} defaultValue={row.position} />
      </td>
      <td className="phone-line">
        <Word>{labels.name}</Word>
        <input {...control('name')} maxLength={60} defaultValue={row.name} />
      </td>
      <td className="phone-line">
        <Word>{labels['maps-to']}</Word>
        <select {...control('maps-to')} defaultValue={row.mapsTo}>
          {sharedPhases.map((phase) => (
            <option key={phase} value={phase}>
              {phase}
            </option>
          ))}
        </select>
      </td>
      <td className="phone-line">
        {row.id !== '' && (
          <>
            <Word>{`${labels.remove} `}</Word>
            <input
              type="checkbox"
              name={phaseField('remove', at)}
              value="yes"
              defaultChecked={row.isRemoved}
              aria-label={`Remove ${row.name}`}
            />
          </>
        )}
      </td>
    </tr>
  );
}

/** On a phone the head of the table is not seen, so each control has its word. */
function Word({ children }: { children: string }) {
  return (
    <span className="phone-word" aria-hidden="true">
      {children}
    </span>
  );
}
