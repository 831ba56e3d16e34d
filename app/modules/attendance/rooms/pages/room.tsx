import { data, redirect } from 'react-router';
import { originOf } from '#app/platform/open-answer.server.ts';
import { as } from '#app/platform/scope.server.ts';
import { refusalOf } from '#app/platform/web.server.ts';
import { Button, ButtonLink } from '#app/ui/button.tsx';
import { dayAndSpan } from '#app/ui/date.ts';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Page } from '#app/ui/page.tsx';
import { inOccasion, occasionActor } from '../../in-occasion.server.ts';
import { closeRoom, openRoom } from '../commands.server.ts';
import { RoomCode } from '../parts/room-code.tsx';
import { roomShown } from '../queries.server.ts';
import { shownRoom } from '../shown.ts';
import type { Route } from './+types/room';

/** The code changes by itself with script; without, the page loads itself again. */
export const handle = { script: true };

/** How long after the event a code still counts. */
const afterMs = 30 * 60_000;

export function loader(asked: Route.LoaderArgs) {
  const origin = originOf(asked.request);
  return inOccasion(asked, async (scope, { id, title, startsAt, endsAt, timeZone, recordsAttendance, minimumMinutes }) => {
    const room = await roomShown(scope, { id });
    return {
      occasion: { id, title, when: dayAndSpan(startsAt, endsAt, timeZone), recordsAttendance, minimumMinutes },
      isTime: room?.isTime ?? false,
      isOver: Date.now() > endsAt.getTime() + afterMs,
      shown: room && shownRoom(room, { origin, timeZone }),
      typeAt: `${new URL(origin).host}/room`,
    };
  });
}

export async function action(asked: Route.ActionArgs) {
  const actor = await occasionActor(asked);
  const act = (await asked.request.formData()).get('act');
  const acted = await refusalOf(() => as(actor, (scope) => (act === 'close' ? closeRoom : openRoom)(scope, asked.params.occasion)));
  if (!acted.ok) return data({ errors: [{ field: '', message: acted.message }] }, { status: acted.status });
  return redirect('');
}

export default function Room({ loaderData, actionData }: Route.ComponentProps) {
  const { occasion, shown, isTime, typeAt } = loaderData;
  const base = `/w/occasions/${occasion.id}`;
  if (shown === null || !isTime) return <Before {...loaderData} errors={actionData?.errors ?? []} />;
  return (
    <main className="room" id="main">
      <title>{`Note that you are here · ${occasion.title}`}</title>
      <h1>Note that you are here: {occasion.title}</h1>
      <RoomCode first={shown} source={`${base}/room.json`} typeAt={typeAt} />
      <form method="post" className="bar">
        {occasion.minimumMinutes !== null && (
          <span>{occasion.minimumMinutes} minutes are asked for: scan it when you come, and once more at the end.</span>
        )}
        <ButtonLink href={`${base}/attendance`}>Who was there</ButtonLink>
        <Button name="act" value="close">
          Close it
        </Button>
      </form>
    </main>
  );
}

function Before({
  occasion,
  shown,
  isOver,
  errors,
}: Route.ComponentProps['loaderData'] & { errors: ReadonlyArray<{ field: string; message: string }> }) {
  const { id, title, when, recordsAttendance, minimumMinutes } = occasion;
  const base = `/w/occasions/${id}`;
  return (
    <Page
      title="Code in the room"
      lead="Throw this page onto the wall: it shows a code that changes every half minute, and whoever is in the room notes with it that they are there."
      status={when}
      crumbs={[{ label: title, to: `${base}/attendance` }, { label: 'Code in the room' }]}
    >
      <title>{`${errors.length > 0 ? 'Error: ' : ''}Code in the room · ${title} · Concord`}</title>
      <FormErrors errors={errors} />
      {!recordsAttendance ? (
        <p>Attendance is not recorded here. It is turned on where the event is planned, if somebody needs it.</p>
      ) : isOver ? (
        <p>
          Its time is over. Note <a href={`${base}/attendance`}>who was there</a> by hand, or bring in the meeting’s report there.
        </p>
      ) : (
        <>
          <ul className="passages">
            <li>
              It counts from half an hour before the event until half an hour after it. A code that was sent on to somebody elsewhere is
              useless a minute later.
            </li>
            <li>
              Each person notes their own place: signed in, on the page of their place, or by a mail to the address that they registered
              with. Nobody who is not registered is noted.
            </li>
            <li>
              {minimumMinutes === null
                ? 'One code shows that somebody was there. When they scan it again at the end, the minutes between are known, too.'
                : `One code shows that somebody was there, and no minutes. ${minimumMinutes} are asked for: show it at the beginning and at the end, and the time between the two counts.`}
            </li>
            <li>
              Whoever has no phone you note by hand, with a reason, at <a href={`${base}/attendance`}>who was there</a>.
            </li>
          </ul>
          {shown === null ? (
            <form method="post" className="bar">
              <Button kind="primary" name="act" value="open">
                Show the code
              </Button>
            </form>
          ) : (
            <p>It is ready: open this page again from half an hour before the event until half an hour after it.</p>
          )}
        </>
      )}
    </Page>
  );
}
