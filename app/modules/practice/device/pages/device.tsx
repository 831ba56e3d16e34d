import { redirect } from 'react-router';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Note } from '#app/ui/note.tsx';
import { OwnDevice } from '#app/ui/own-device.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { ownLog } from '../../log/queries.server.ts';
import { Installable } from '../parts/installable.tsx';
import { offlinePage, useWaiting } from '../parts/use-waiting.tsx';
import { type Ready, useWorker } from '../parts/use-worker.tsx';
import type { Route } from './+types/device';

export const handle = { script: true };

export async function loader({ context, request }: Route.LoaderArgs) {
  if ((await scoped({ context, request }, ownLog)) === null) throw redirect('/w/practice/log');
  return { person: memberOf(context, request).personId };
}

const says: Readonly<Record<Ready, string | null>> = {
  off: null,
  making: 'This device is being made ready…',
  ready: 'This device is ready. Practice opens here without network.',
  insecure: 'This browser keeps no pages here: it asks for an address that begins with https://, and for a window that is not private.',
  failed: 'The pages could not be kept. Look at the network, and open this page again.',
};

export default function Device({ loaderData: { person } }: Route.ComponentProps) {
  const { device } = useWaiting(person);
  const ready = useWorker(device.isOwn);
  return (
    <Page
      title="Without network"
      lead="On your own phone you can note a conversation in a lift or a basement. It is sent when the network is back."
      crumbs={[{ label: 'Practice', to: '/w/practice' }, { label: 'Without network' }]}
      isCompact
    >
      <title>Without network · Concord</title>
      <Installable />
      <noscript>
        <Note kind="plain" title="This needs script">
          Without script nothing is kept on this device, and practice needs the network.
        </Note>
      </noscript>
      <OwnDevice device={device} />
      {/* It is there before it says anything, so that it is heard. */}
      <p role="status">{says[ready]}</p>
      {ready === 'ready' && (
        <p>
          <a href={offlinePage}>Open the page that works without network</a>. To have it among your apps, choose “Add to home screen” in
          your browser’s menu while you are on it.
        </p>
      )}
      <Section title="What is kept here, and what is not">
        <ul>
          <li>Kept: what you wrote and what has not arrived yet, and a copy of your latest hundred entries to read.</li>
          <li>Not kept: debriefs, what others observed, and anything of anybody else.</li>
          <li>Signing out leaves nothing here. What has not arrived by then is gone: send it first.</li>
          <li>Whoever can open your phone can read what is kept on it. Lock it with a code.</li>
          <li>On a computer of a hospital or a school leave this off. Then nothing stays when you sign out.</li>
        </ul>
      </Section>
    </Page>
  );
}
