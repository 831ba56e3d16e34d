import { count } from '#app/ui/count.ts';
import { OwnDevice } from '#app/ui/own-device.tsx';
import type { Refusal, Said, Trouble, useActs } from './use-acts.tsx';

/** What stands between the coder's acts and the server. */
export type Sending = {
  readonly said: Said | undefined;
  readonly refusals: readonly Refusal[];
  forgetRefusals(): void;
  readonly trouble: Trouble | undefined;
  readonly waits: number;
  /** Whether what waits is kept on the device, too. */
  readonly isKept: boolean;
};

/** What was done, what waits, and what was refused; read out as it changes. */
export function Outcome({ said, refusals, forgetRefusals, trouble, waits, isKept }: Sending) {
  return (
    <>
      <p className="outcome" role="status">
        {said && !said.isRefused && said.words}
        {said && !said.isRefused && trouble === undefined && waits > 0 && ' Sending…'}
        {trouble !== undefined && (
          <>
            <strong>{` ${count(waits, 'act is', 'acts are')} not sent yet.`}</strong>{' '}
            {trouble === 'network'
              ? `The page sends what waits when the network answers; ${isKept ? 'this device keeps it until then' : 'keep it open'}.`
              : `You are not signed in here any more. Sign in in another tab and come back; ${isKept ? 'this device keeps what waits' : 'keep this page open'}.`}
          </>
        )}
      </p>
      {said?.isRefused && (
        <p className="outcome refused" role="alert">
          {said.words}
        </p>
      )}
      {refusals.length > 0 && (
        <div className="outcome refused" role="alert">
          {refusals.map(({ words, acts, memos }) => (
            <div key={words}>
              <p>
                {acts > 1 && `${acts.toLocaleString('en')} acts: `}
                {words}
              </p>
              {memos.map((memo) => (
                <p key={memo}>Your memo was: “{memo}”</p>
              ))}
            </div>
          ))}
          <button type="button" className="link-button" onClick={forgetRefusals}>
            I have read this
          </button>
        </div>
      )}
    </>
  );
}

/** What happens to one's work without network, and where a device is marked as one's own. */
export function BadNetwork({ device }: { device: ReturnType<typeof useActs>['device'] }) {
  if (device.isOwn === undefined) return null;
  return (
    <details>
      <summary>If the network fails</summary>
      <p>Go on coding. What you do waits in this page, which says so and sends it by itself.</p>
      <OwnDevice device={device} />
    </details>
  );
}
