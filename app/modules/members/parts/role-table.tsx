import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { type Column, Table } from '#app/ui/table.tsx';
import { roleWords } from '../invitation.ts';
import { zone } from '../time-zone.ts';

/** One role that one person holds. */
export type HeldRole = { personId: string; name: string; mail: string; role: string; grantedAt: Date };
type RoleTableProps = { caption: string; rows: HeldRole[]; school: string | null; mayEnd: boolean };

/** Who holds which role at one place (a school's slug; null is the collaborative), and, for whoever may, the way to end one. */
export function RoleTable({ caption, rows, school, mayEnd }: RoleTableProps) {
  if (rows.length === 0) return <p>Nobody has a role here yet.</p>;
  const columns: Column<HeldRole>[] = [
    { key: 'name', label: 'Name', cell: ({ name }) => name },
    { key: 'role', label: 'Role', phone: 'bare', cell: ({ role }) => roleWords(role) },
    { key: 'mail', label: 'Email', phone: 'bare', cell: ({ mail }) => mail },
    { key: 'since', label: 'Since', cell: ({ grantedAt }) => dayIn(grantedAt, zone) },
  ];
  if (mayEnd)
    columns.push({
      key: 'act',
      label: 'End the role',
      phone: 'line',
      cell: (held) => <EndRole key={held.role} held={held} school={school} />,
    });
  return <Table caption={caption} isCaptionHidden rows={rows} rowKey={({ personId, role }) => `${personId} ${role}`} columns={columns} />;
}

/** Asks once more, since a role that ends takes its rights at once. */
function EndRole({ held: { personId, name, role }, school }: { held: HeldRole; school: string | null }) {
  return (
    <details>
      <summary>
        End<span className="visually-hidden">{` ${name} as ${roleWords(role)}`}</span>
      </summary>
      <form method="post">
        <input type="hidden" name="act" value="end-role" />
        <input type="hidden" name="personId" value={personId} />
        <input type="hidden" name="role" value={role} />
        {school !== null && <input type="hidden" name="school" value={school} />}
        <p className="small">What goes with the role ends at once. You can invite {name} again.</p>
        <Button kind="danger">
          End the role<span className="visually-hidden">{` ${roleWords(role)} of ${name}`}</span>
        </Button>
      </form>
    </details>
  );
}
