import { useEffect, useState } from 'react';
import { count } from '#app/ui/count.ts';
import { QrCode } from '#app/ui/qr-code.tsx';

/** What a room shows: its code as it is read out, where it leads, for how long yet, and how many noted that they are there. */
export type Shown = {
  readonly code: string;
  readonly address: string;
  readonly msLeft: number;
  readonly noted: number;
  readonly at: string;
};

/** The code of a room and its QR code. With script they change by themselves, and say so when the server cannot be reached; without, the page loads itself again. */
export function RoomCode({ first, source, typeAt }: { first: Shown; source: string; typeAt: string }) {
  const { shown, isLost } = useShown(first, source);
  const { code, address, at, noted } = shown;
  return (
    <div className="room-code">
      <noscript>
        <meta httpEquiv="refresh" content={String(Math.max(1, Math.ceil(first.msLeft / 1000)))} />
      </noscript>
      <QrCode text={address} label={`QR code that opens ${address}`} />
      <p className="room-letters">{code}</p>
      <p>
        Scan it, or open <strong>{typeAt}</strong> and type the code.
      </p>
      <p className="muted">
        {isLost
          ? `This code is of ${at}, and the server cannot be reached: it may hold no more.`
          : `It is of ${at}, and changes every half minute.`}{' '}
        {count(noted, 'person is', 'people are')} noted.
      </p>
    </div>
  );
}

/** Asks for the next code when this one ends, by a time that the server told; again every three seconds while nobody answers. */
function useShown(first: Shown, source: string): { shown: Shown; isLost: boolean } {
  const [shown, setShown] = useState(first);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let timer = setTimeout(renew, first.msLeft + 250);
    let hasEnded = false;
    async function renew() {
      const next = await fetch(source, { headers: { accept: 'application/json' } })
        .then(async (answer) => (answer.ok ? ((await answer.json()) as Shown | null) : undefined))
        .catch(() => undefined);
      if (hasEnded) return;
      if (next === null) location.reload(); // it was closed elsewhere
      if (next) setShown(next);
      setLost(!next);
      timer = setTimeout(renew, next ? next.msLeft + 250 : 3000);
    }
    return () => {
      hasEnded = true;
      clearTimeout(timer);
    };
  }, [first.msLeft, source]);
  return { shown, isLost };
}
