import { Button } from '#app/ui/button.tsx';
import { isoDayIn } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { wallTimeOf } from '../../../attendance/wall-time.ts';
import type { DeskEvent } from '../plan-queries.server.ts';

/** What the fields of another day, or of none, are called. */
export const dayLabels = { day: 'New day', time: 'New time', because: 'Why it does not take place' };

type Props = Pick<DeskEvent, 'event'> & {
  readonly isComing: boolean;
  readonly errors: readonly FormError[];
  readonly values: Readonly<Record<string, string>>;
};

/** Moves an event to another day, or cancels it. */
export function DeskDay({ event, isComing, errors, values }: Props) {
  const { publishedAt, startsAt, timeZone } = event;
  const isDraft = publishedAt === null;
  const shared = fieldsOf(dayLabels, values, errors);
  return (
    <>
      {startsAt !== null && timeZone !== null && (
        <Section title="Another day">
          {!isDraft && <p>Whoever registered is told of the old and the new time.</p>}
          <form method="post" className="bar fields" noValidate>
            <input type="hidden" name="seen" value={values.seen ?? event.changedAt.toISOString()} />
            <Field type="date" {...shared('day')} value={values.day ?? isoDayIn(startsAt, timeZone)} />
            <Field type="time" {...shared('time')} value={values.time ?? wallTimeOf(startsAt, timeZone).time} />
            <Button name="act" value="move">
              Move it
            </Button>
          </form>
        </Section>
      )}
      {!isDraft && isComing && (
        <Section title="Cancel">
          <form method="post" className="form" noValidate>
            <Field
              {...shared('because')}
              help="Whoever registered reads it in a mail. The page and the calendars keep the event as cancelled."
              isWide
            />
            <p className="bar">
              <Button kind="danger" name="act" value="cancel">
                Cancel the event
              </Button>
            </p>
          </form>
        </Section>
      )}
    </>
  );
}
