import { useEffect, useState } from 'react';
import type { Fields } from './use-answers.tsx';

const memory = 'concord-own-device';
type Kept = { readonly person: string; readonly waits: Fields | null };

/** What this device keeps for a person who marked it as their own; null when it is not marked, or by somebody else. */
function keptFor(person: string): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(memory) ?? 'null') as Kept | null;
    return kept?.person === person ? kept : null;
  } catch {
    return null;
  }
}

/**
 * An answer on its way is kept beyond the page only on a device that the person marked as their own. Signing out, and somebody else signing in, leaves
 * nothing of it.
 */
export function useOwnDevice(person: string | null) {
  const [isOwn, setOwn] = useState<boolean>();
  useEffect(() => {
    const kept = person === null ? null : keptFor(person);
    if (!kept) localStorage.removeItem(memory);
    setOwn(kept !== null);
    const forget = (event: SubmitEvent) => {
      if (event.target instanceof HTMLFormElement && event.target.action.endsWith('/sign-out')) localStorage.removeItem(memory);
    };
    document.addEventListener('submit', forget);
    return () => document.removeEventListener('submit', forget);
  }, [person]);
  return {
    isOwn,
    waits: () => (person === null ? null : (keptFor(person)?.waits ?? null)),
    keep(waits: Fields | null) {
      if (person !== null && keptFor(person)) localStorage.setItem(memory, JSON.stringify({ person, waits } satisfies Kept));
    },
    mark(own: boolean) {
      if (person !== null && own) localStorage.setItem(memory, JSON.stringify({ person, waits: null } satisfies Kept));
      else localStorage.removeItem(memory);
      setOwn(own);
    },
  };
}

/** The one place where a device is marked as one's own. It needs script, as what it promises does. */
export function OwnDevice({ device: { isOwn, mark } }: { device: ReturnType<typeof useOwnDevice> }) {
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
        Then an answer that has not arrived is kept here when the page closes, and sent when you open it again. Signing out leaves nothing.
      </p>
    </div>
  );
}
