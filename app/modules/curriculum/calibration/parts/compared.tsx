import type { Refused } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { dayAndTime } from '#app/ui/date.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { Table } from '#app/ui/table.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { comparedRows } from '../compared.ts';
import type { Calibration, CalibrationActivity } from '../queries.server.ts';
import { ActivityText } from './activity-text.tsx';
import { AnswerFields } from './answer-fields.tsx';

type Props = { calibration: Calibration; zone: string; refused?: Refused };

/** Every activity with its answers side by side, what was said about it, and what was agreed. */
export function Compared({ calibration, zone, refused }: Props) {
  return calibration.activities.map((activity) => (
    <Section key={activity.id} title={`${activity.position}. ${activity.title}`} id={`activity-${activity.id}`}>
      <Sides calibration={calibration} activity={activity} />
      <details>
        <summary>The whole activity</summary>
        <ActivityText activity={activity} total={calibration.activities.length} />
      </details>
      {activity.agreedReason && (
        <p>
          <strong>Agreed, because:</strong> {activity.agreedReason}{' '}
          <span className="small muted">
            {activity.agreedBy}
            {activity.agreedAt && `, ${dayAndTime(activity.agreedAt, zone)}`}
          </span>
        </p>
      )}
      <Talk calibration={calibration} activity={activity} zone={zone} refused={refused} />
      {calibration.maySettle && <Settle calibration={calibration} activity={activity} refused={refused} />}
    </Section>
  ));
}

type Of = { calibration: Calibration; activity: CalibrationActivity };

function Sides({ calibration, activity }: Of) {
  const rows = comparedRows(calibration, activity.id);
  const isOwn = rows.some(({ own }) => own !== null);
  return (
    <Table
      caption={`Answers to ${activity.title}`}
      isCaptionHidden
      rows={rows}
      rowKey={({ competencyId }) => competencyId}
      columns={[
        { key: 'competency', label: 'Competency', cell: ({ competency }) => competency },
        ...(isOwn ? [{ key: 'own', label: 'You', cell: ({ own }: { own: string | null }) => own }] : []),
        {
          key: 'others',
          label: isOwn ? 'Others' : 'Answers',
          cell: ({ others }) => others.map(({ answer, coders }) => `${answer} (${coders.join(', ')})`).join('; '),
        },
        { key: 'alike', label: 'Alike', cell: ({ isAlike }) => (isAlike ? 'alike' : <Tag kind="attention">differ</Tag>) },
        { key: 'agreed', label: 'Agreed', cell: ({ agreed }) => agreed ?? 'not yet' },
      ]}
    />
  );
}

function Talk({ calibration, activity, zone, refused }: Of & { zone: string; refused?: Refused }) {
  const said = calibration.words.filter(({ activityId }) => activityId === activity.id);
  const own = refused?.act === `say-${activity.id}` ? refused : undefined;
  const field = `words-${activity.id}`;
  return (
    <>
      {said.length > 0 && (
        <ul>
          {said.map(({ id, saidBy, words, saidAt }) => (
            <li key={id}>
              <strong>{saidBy}</strong> <span className="small muted">{dayAndTime(saidAt, zone)}</span>
              <br />
              {words}
            </li>
          ))}
        </ul>
      )}
      {calibration.round.status === 'open' && (
        <form method="post" className="form" noValidate>
          <input type="hidden" name="activityId" value={activity.id} />
          <Field
            kind="textarea"
            name={field}
            label="Say how you read it"
            rows={2}
            value={own?.values[field] ?? ''}
            error={errorOf(own?.errors, field)}
            help="Whoever has answered everything reads it, with your name."
          />
          <Button name="act" value="say">
            Say this to everybody who calibrates
          </Button>
        </form>
      )}
    </>
  );
}

function Settle({ calibration, activity, refused }: Of & { refused?: Refused }) {
  const own = refused?.act === `settle-${activity.id}` ? refused : undefined;
  const standing = Object.fromEntries(
    (activity.agreed ?? []).flatMap(({ competencyId, extent, level }) => [
      [`extent.${competencyId}`, extent],
      [`level.${competencyId}`, level ?? ''],
    ]),
  );
  return (
    <details open={own !== undefined}>
      <summary>{activity.agreed ? 'Change what is agreed' : 'Set what is agreed'}</summary>
      <form method="post" className="form" noValidate>
        <input type="hidden" name="activityId" value={activity.id} />
        <AnswerFields
          competencies={calibration.competencies}
          values={own?.values ?? standing}
          errors={own?.errors}
          prefix={`${activity.position}.`}
        />
        <Field
          kind="textarea"
          name={`reason-${activity.id}`}
          label="Why"
          value={own?.values[`reason-${activity.id}`] ?? activity.agreedReason ?? ''}
          error={errorOf(own?.errors, `reason-${activity.id}`)}
        />
        <Button name="act" value="settle">
          Keep this as agreed
        </Button>
      </form>
    </details>
  );
}
