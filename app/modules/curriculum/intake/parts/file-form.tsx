import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Progress } from '#app/ui/progress.tsx';
import { isForPieces, type Sending, sendInPieces } from './send-in-pieces.tsx';

type FileFormProps = { base: string; labels: Record<string, string>; about?: readonly string[]; children: ReactNode };

/**
 * The form that brings a file. With script a large file goes in pieces, which survives a lost network and goes on where it stopped; without, and for a
 * small one, it is a plain form. `base` is the address below which files arrive, `about` the fields that are announced with the file.
 */
export function FileForm({ base, labels, about = [], children }: FileFormProps) {
  const [sending, setSending] = useState<Sending | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const stopper = useRef<AbortController>(null);
  const form = useRef<HTMLFormElement>(null);

  async function send(chosen: File) {
    stopper.current = new AbortController();
    setFile(chosen);
    const said = new FormData(form.current!);
    const announced = Object.fromEntries(about.map((name) => [name, String(said.get(name) ?? '')]));
    const to = await sendInPieces({ file: chosen, about: announced, base, signal: stopper.current.signal, tell: setSending });
    if (to) location.assign(to);
  }
  function submit(event: FormEvent<HTMLFormElement>) {
    const data = new FormData(event.currentTarget);
    const chosen = data.get('file');
    if (!(chosen instanceof File) || !isForPieces(chosen) || data.get('cells')) return;
    event.preventDefault();
    void send(chosen);
  }
  const isUnderWay = sending !== null && sending.step !== 'refused';
  return (
    <>
      {sending?.step === 'refused' && <FormErrors errors={[...sending.errors]} labels={labels} />}
      {file && isUnderWay && <UnderWay file={file} sending={sending} pause={() => stopper.current?.abort()} goOn={() => void send(file)} />}
      <form method="post" encType="multipart/form-data" className="form" ref={form} onSubmit={submit} hidden={isUnderWay}>
        {children}
      </form>
    </>
  );
}

type UnderWayProps = { file: File; sending: Exclude<Sending, { step: 'refused' }>; pause: () => void; goOn: () => void };

function UnderWay({ file, sending, pause, goOn }: UnderWayProps) {
  const { step, done } = sending;
  const megabytes = (bytes: number) => Math.ceil(bytes / 1_000_000);
  const label = `MB of ${file.name} ${step === 'reading' ? 'read on this computer' : 'sent'}`;
  return (
    <section aria-label="The file on its way">
      <Progress label={label} done={megabytes(done)} total={megabytes(file.size)} />
      <p role="status">{wordsOf(sending)}</p>
      <div className="bar">
        {step === 'paused' ? (
          <Button type="button" kind="primary" onClick={goOn}>
            Go on sending
          </Button>
        ) : (
          <Button type="button" onClick={pause}>
            Pause
          </Button>
        )}
      </div>
    </section>
  );
}

function wordsOf({ step, retryIn, isSignedOut }: UnderWayProps['sending']): string {
  if (isSignedOut) return 'You are signed out. Sign in again in another window, then go on here; what has arrived is kept.';
  if (step === 'paused') return 'Paused. What has arrived is kept for a week; on any computer, choose the same file and it goes on.';
  if (retryIn !== undefined)
    return navigator.onLine
      ? `The server does not answer. It is tried again within ${retryIn === 1 ? 'a second' : `${retryIn} seconds`}; nothing is lost.`
      : 'You are offline. It goes on by itself when the network is back.';
  return 'You may pause at any moment. If the network goes away it goes on by itself.';
}
