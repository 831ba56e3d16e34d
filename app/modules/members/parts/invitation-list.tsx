import { Button } from '#app/ui/button.tsx';
import { dayIn } from '#app/ui/date.ts';
import { Table } from '#app/ui/table.tsx';
import { roleWords } from '../invitation.ts';
import type { StandingInvitation } from '../queries.server.ts';
import { zone } from '../time-zone.ts';

/** Invitations that nobody has accepted: whom, as what, by whom, until when, and the way to take one back. One that ran out can be sent again. */
export function InvitationList({ invitations }: { invitations: StandingInvitation[] }) {
  if (invitations.length === 0) return <p>Nobody’s answer is awaited.</p>;
  return (
    <Table
      caption="Invitations without an answer"
      isCaptionHidden
      rows={invitations}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', label: 'Name', cell: ({ name }) => name },
        { key: 'mail', label: 'Email', phone: 'bare', cell: ({ mail }) => mail },
        { key: 'role', label: 'As', cell: ({ role, school }) => `${roleWords(role)}, ${school ?? 'the collaborative'}` },
        {
          key: 'by',
          label: 'Invited',
          cell: ({ invitedBy, invitedAt }) => `${dayIn(invitedAt, zone)}${invitedBy ? ` by ${invitedBy}` : ''}`,
        },
        { key: 'until', label: 'Stands', cell: ({ expiresAt, isOpen }) => `${isOpen ? 'until' : 'ran out on'} ${dayIn(expiresAt, zone)}` },
        {
          key: 'act',
          label: 'Take back',
          phone: 'line',
          cell: ({ id, name }) => (
            <form method="post">
              <input type="hidden" name="act" value="withdraw" />
              <Button name="invitation" value={id}>
                Withdraw<span className="visually-hidden"> the invitation of {name}</span>
              </Button>
            </form>
          ),
        },
      ]}
    />
  );
}
