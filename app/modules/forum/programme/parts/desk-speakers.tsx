import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import type { DeskEvent } from '../plan-queries.server.ts';

type Props = Pick<DeskEvent, 'event' | 'speakers' | 'others'> & { readonly errors: readonly FormError[] };

/** Who speaks at an event, what they disclose where it is accredited, and whom to add. */
export function DeskSpeakers({ event, speakers, others, errors }: Props) {
  return (
    <Section title="Speakers" id="speakers">
      {speakers.length > 0 && (
        <Table
          caption="Speakers of this event"
          isCaptionHidden
          rows={speakers}
          rowKey={({ slug: name }) => name}
          columns={[
            { key: 'name', label: 'Name', cell: (speaker) => <a href={`/w/forum/speakers/${speaker.slug}`}>{speaker.name}</a> },
            {
              key: 'public',
              label: 'Public',
              cell: ({ confirmedAt, declinedAt, sourceUrl }) =>
                declinedAt ? 'does not want to be shown' : confirmedAt ? 'confirmed' : sourceUrl ? 'cited' : 'not before they confirm',
            },
            ...(event.accreditedBy === null
              ? []
              : [
                  {
                    key: 'disclosure',
                    label: 'Discloses',
                    phone: 'line' as const,
                    cell: ({ id, name, disclosure }: (typeof speakers)[number]) => (
                      <form method="post" className="bar">
                        <input type="hidden" name="speaker" value={id} />
                        <input name="disclosure" defaultValue={disclosure ?? ''} aria-label={`What ${name} discloses`} maxLength={2000} />
                        <Button name="act" value="disclose" aria-label={`Keep what ${name} discloses`}>
                          Keep
                        </Button>
                      </form>
                    ),
                  },
                ]),
            {
              key: 'act',
              label: 'Act',
              phone: 'line',
              cell: ({ id, name }) => (
                <form method="post">
                  <input type="hidden" name="speaker" value={id} />
                  <Button kind="quiet" name="act" value="take" aria-label={`Take out: ${name}`}>
                    Take out
                  </Button>
                </form>
              ),
            },
          ]}
        />
      )}
      {others.length > 0 && (
        <form method="post" className="bar fields" noValidate>
          <Field
            kind="select"
            name="speaker"
            label="Speaker"
            error={errorOf(errors, 'speaker')}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button name="act" value="bring">
            Add to this event
          </Button>
        </form>
      )}
      <p className="bar">
        <a href="/w/forum/speakers/new">Add a speaker who is not in the list</a>
      </p>
    </Section>
  );
}
