import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';

type SpeakerLinksProps = {
  speakers: readonly { label: string; turns: number }[];
  links: readonly { label: string; kind: string; participantId: string | null }[];
  /** The participants of the site, by pseudonym. */
  people: readonly { value: string; label: string }[];
  /** The version that the form follows. */
  number: number;
  typed: Readonly<Record<string, string>> | undefined;
};

/** Who each speaker of a transcript is: a participant of the site, a moderator, or somebody else. */
export function SpeakerLinks({ speakers, links, people, number, typed }: SpeakerLinksProps) {
  if (speakers.length === 0) return <p>Nobody is known to speak yet. Choose first how the file says it.</p>;
  const said = (label: string) => {
    const link = links.find((each) => each.label === label);
    return link ? (link.participantId ?? link.kind) : '';
  };
  return (
    <form method="post" className="form" noValidate>
      <input type="hidden" name="seen" value={typed?.seen ?? number} />
      <Table
        caption="Speakers"
        isCaptionHidden
        rows={speakers.map((each, at) => ({ ...each, at }))}
        rowKey={({ label }) => label}
        columns={[
          { key: 'label', label: 'Speaker', cell: ({ label }) => label },
          { key: 'turns', label: 'Turns', isNumber: true, unit: 'turns', cell: ({ turns }) => turns },
          {
            key: 'who',
            label: 'Who it is',
            phone: 'line',
            cell: ({ at, label }) => (
              <>
                <input type="hidden" name={`label-${at}`} value={label} />
                <select name={`who-${at}`} defaultValue={typed?.[`who-${at}`] ?? said(label)} aria-label={`Who ${label} is`}>
                  <option value="">not said yet</option>
                  <option value="moderator">a moderator</option>
                  <option value="other">somebody else</option>
                  {people.map(({ value, label: pseudonym }) => (
                    <option key={value} value={value}>
                      {pseudonym}
                    </option>
                  ))}
                </select>
              </>
            ),
          },
        ]}
      />
      <p className="bar">
        <Button name="act" value="link">
          Save who they are
        </Button>
      </p>
    </form>
  );
}
