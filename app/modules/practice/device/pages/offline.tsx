import { type FormEvent, useEffect, useState } from 'react';
import { v7 } from 'uuid';
import { memberOf, scoped } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { isoDayIn } from '#app/ui/date.ts';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { lastMonths } from '../../log/entry.ts';
import { EntryFields } from '../../log/parts/entry-fields.tsx';
import { EntryTable } from '../../log/parts/entry-table.tsx';
import { competenciesToTry, type OwnEntry } from '../../log/queries.server.ts';
import { Installable } from '../parts/installable.tsx';
import { useWaiting, type WaitingEntry } from '../parts/use-waiting.tsx';
import { useWorker } from '../parts/use-worker.tsx';
import { nameOf, type Typed } from '../waiting-entry.ts';
import type { Route } from './+types/offline';

export const handle = { script: true };

/** What a device keeps of this page says whose it is, and nothing that they wrote. */
export function loader({ context, request }: Route.LoaderArgs) {
  return scoped({ context, request }, async (scope) => ({
    person: memberOf(context, request).personId,
    months: lastMonths(isoDayIn(new Date(), await zoneOf(scope)), 36),
    competencies: await competenciesToTry(scope),
  }));
}

type Form = { readonly id: string; readonly typed: Typed };

export default function Offline({ loaderData: { person, months, competencies } }: Route.ComponentProps) {
  const { device, waiting, arrived, put, remove } = useWaiting(person);
  useWorker(device.isOwn);
  const copy = useCopy(person, device, arrived);
  const [form, setForm] = useState<Form>({ id: '', typed: [] });
  useEffect(() => setForm({ id: v7(), typed: [] }), []);
  const values = Object.fromEntries(form.typed.length > 0 ? form.typed : [['month', months[0]!]]);
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    );
    put(form.id, typed);
    setForm({ id: v7(), typed: [] });
    window.scrollTo({ top: 0 });
  };
  return (
    <Page title="Note a conversation" lead="This page works without network. What you save is sent when the network is back." isCompact>
      <title>Note a conversation without network · Concord</title>
      <Installable />
      <p className="bar">
        <a href="/w/practice">Practice, with network</a>
      </p>
      <noscript>
        <Note kind="plain" title="This page needs script">
          <p>
            <a href="/w/practice/new">Note a conversation</a> with the network instead.
          </p>
        </Note>
      </noscript>
      {device.isOwn === false && (
        <Note kind="attention" title="Nothing is kept on this device">
          <p>
            <a href="/w/practice/device">Say that this device is your own</a>, and what you write here is kept until it has arrived.
          </p>
        </Note>
      )}
      <p role="status">{arrived > 0 && `${count(arrived, 'conversation has', 'conversations have')} arrived in your log.`}</p>
      {waiting.length > 0 && (
        <Section title="Not arrived yet">
          <ul>
            {waiting.map((each) => (
              <li key={each.id}>
                {nameOf(each.what)}: {stateWords(each)}{' '}
                <Button
                  kind="quiet"
                  type="button"
                  onClick={() => {
                    remove(each.id);
                    setForm({ id: each.id, typed: each.what });
                  }}
                >
                  Open it in the form
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {form.id !== '' && (
        <form className="form" onSubmit={save} key={form.id}>
          <EntryFields values={values} nobodys={[]} errors={[]} months={months} competencies={competencies} />
          <p className="bar">
            <Button kind="primary">Save the entry</Button>
          </p>
        </form>
      )}
      {copy.length > 0 && (
        <Section title="Your log, as it was last">
          <EntryTable entries={copy} competencies={competencies} />
        </Section>
      )}
    </Page>
  );
}

function stateWords({ outcome }: WaitingEntry): string {
  if (!outcome) return 'on its way.';
  if (outcome.is === 'network') return 'waits for the network.';
  if (outcome.is === 'signed-out') return 'you are signed out. Sign in in another tab, and it is sent.';
  return outcome.is === 'refused' ? outcome.message : '';
}

/** The latest entries, as this device keeps them; asked for again when the page opens and when something arrived. */
function useCopy(
  person: string,
  { isOwn, keepCopy, copied }: ReturnType<typeof useWaiting>['device'],
  arrived: number,
): readonly OwnEntry[] {
  const [copy, setCopy] = useState<readonly OwnEntry[]>([]);
  useEffect(() => {
    if (!isOwn) return;
    setCopy((copied() as OwnEntry[] | null) ?? []);
    let isHere = true;
    // Another number, another question: what has just arrived is in the answer.
    fetch(`/w/practice/log-copy.json?arrived=${arrived}`, { redirect: 'error' })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error('no copy'))))
      .then(({ person: whose, entries }: { person: string; entries: OwnEntry[] }) => {
        if (whose !== person) return; // somebody else signed in on this device
        keepCopy(entries);
        if (isHere) setCopy(entries);
      })
      .catch(() => undefined); // without network the copy that is kept stands
    return () => {
      isHere = false;
    };
  }, [person, isOwn, keepCopy, copied, arrived]);
  return copy;
}
