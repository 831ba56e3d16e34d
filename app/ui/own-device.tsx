import { useEffect, useMemo, useRef, useState } from 'react';
import { Note } from './note.tsx';

/** What waits to be sent, by the id that whoever keeps it gave it; ids sort in the order in which they were given. */
export type Waiting<What> = { readonly id: string; readonly what: What };

const owner = 'concord-own-device';
const waiting = 'concord-waits ';
const copy = 'concord-copy ';

/** A browser may refuse its memory, have no room, or hold there what nobody can read: then nothing is kept beyond the page. */
function inMemory<Found>(use: (memory: Storage) => Found, otherwise: Found): Found {
  try {
    return use(localStorage);
  } catch {
    return otherwise;
  }
}
function isMarkedBy(person: string | null): boolean {
  return person !== null && inMemory((memory) => memory.getItem(owner) === person, false);
}
function keysOf(memory: Storage, begin: string): string[] {
  return Object.keys(memory)
    .filter((key) => key.startsWith(begin))
    .sort();
}
function forgetAll(): void {
  inMemory((memory) => {
    for (const key of [owner, ...keysOf(memory, waiting), ...keysOf(memory, copy)]) memory.removeItem(key);
  }, undefined);
  forgetPages();
}
/** Pages that a worker keeps for when there is no network, and the worker. A browser without a secure address has neither. */
async function forgetPages(): Promise<void> {
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const worker of workers) await worker.unregister();
  if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
}

type Place<What> = {
  /** Null: nobody has signed in. */
  person: string | null;
  /** The address of the page; what waits there is sent there. */
  address: string;
  /** Called once with what earlier pages of this address left, when none of them is open any more: it is this page's to send then. */
  take(left: readonly Waiting<What>[]): void;
};

/**
 * What is on its way is kept beyond the page only on a device that the person marked as their own. Signing out leaves nothing of it, and neither does somebody else who signs in
 * after all. Each thing that waits is an entry of its own, so that two pages never write over each other's.
 */
export function useOwnDevice<What>({ person, address, take }: Place<What>) {
  const [isOwn, setOwn] = useState<boolean>();
  const [elsewhere, setElsewhere] = useState<readonly string[]>([]);
  const kept = useMemo(() => {
    const here = `${waiting}${address} `;
    return {
      keep(id: string, what: What) {
        if (isMarkedBy(person)) inMemory((memory) => memory.setItem(here + id, JSON.stringify(what)), undefined);
      },
      drop(id: string) {
        inMemory((memory) => memory.removeItem(here + id), undefined);
      },
      /** Whether this waits on the device too, as things are now. */
      has(id: string) {
        return isMarkedBy(person) && inMemory((memory) => memory.getItem(here + id) !== null, false);
      },
      /** Keeps a copy of what this page shows, to be read without network. */
      keepCopy(what: unknown) {
        if (isMarkedBy(person)) inMemory((memory) => memory.setItem(copy + address, JSON.stringify(what)), undefined);
      },
      /** The copy that was kept last, as it was given; null where there is none. */
      copied(): unknown {
        if (!isMarkedBy(person)) return null;
        return inMemory((memory) => JSON.parse(memory.getItem(copy + address) ?? 'null'), null);
      },
      left(): Waiting<What>[] {
        if (!isMarkedBy(person)) return [];
        const read = (key: string) =>
          inMemory((memory) => [{ id: key.slice(here.length), what: JSON.parse(memory.getItem(key)!) as What }], []);
        return inMemory((memory) => keysOf(memory, here), []).flatMap(read);
      },
    };
  }, [person, address]);

  useEffect(() => {
    if (!isMarkedBy(person)) forgetAll();
    const look = () => setOwn(isMarkedBy(person));
    look();
    const places = inMemory((memory) => keysOf(memory, waiting).map((key) => key.slice(waiting.length).split(' ')[0]!), []);
    setElsewhere([...new Set(places)].filter((place) => place !== address));
    const forget = (event: SubmitEvent) => {
      if (!(event.target instanceof HTMLFormElement) || !event.target.action.endsWith('/sign-out')) return;
      forgetAll();
      look();
    };
    document.addEventListener('submit', forget);
    window.addEventListener('storage', look);
    return () => {
      document.removeEventListener('submit', forget);
      window.removeEventListener('storage', look);
    };
  }, [person, address]);

  const taken = useRef(take);
  taken.current = take;
  useEffect(() => {
    const leaving = new AbortController();
    const gone = new Promise((resolve) => leaving.signal.addEventListener('abort', resolve));
    const takeOver = () => {
      const left = leaving.signal.aborted ? [] : kept.left();
      if (left.length > 0) taken.current(left);
      return gone;
    };
    // Of several pages of one address the one that is there longest holds the lock. Without a secure address there are no locks.
    if (navigator.locks) navigator.locks.request(waiting + address, takeOver);
    else takeOver();
    return () => leaving.abort();
  }, [kept, address]);

  return {
    ...kept,
    isOwn,
    /** Addresses of other pages for which something waits here. */
    elsewhere,
    mark(own: boolean) {
      forgetAll();
      if (own && person !== null) inMemory((memory) => memory.setItem(owner, person), undefined);
      setOwn(isMarkedBy(person));
    },
  };
}

type OwnDeviceProps = { device: Pick<ReturnType<typeof useOwnDevice>, 'isOwn' | 'mark'> };

/** Where a device is marked as one's own. It needs script, as what it promises does. */
export function OwnDevice({ device: { isOwn, mark } }: OwnDeviceProps) {
  if (isOwn === undefined) return null;
  return (
    <div className="field">
      <label className="choice" htmlFor="own-device">
        <input
          type="checkbox"
          id="own-device"
          checked={isOwn}
          onChange={(event) => mark(event.target.checked)}
          aria-describedby="own-device-help"
        />
        <span>This is my own device</span>
      </label>
      <p className="help" id="own-device-help">
        Then what has not arrived is kept here when the page closes, and sent when you open it again. Signing out leaves nothing.
      </p>
    </div>
  );
}

/** Says that something waits here for other pages, which send it once they are open. */
export function WaitsElsewhere({ addresses }: { addresses: readonly string[] }) {
  return (
    <Note kind="attention" title="Something of yours waits on this device">
      {addresses.map((address) => (
        <p key={address}>
          It was done on another page without network. <a href={address}>Open that page</a>, and it is sent.
        </p>
      ))}
    </Note>
  );
}
