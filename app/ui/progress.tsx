/** How far something is, in words and as a line; without `done` it says only that work goes on. */
export function Progress({ label, done, total, note }: { label: string; done?: number; total: number; note?: string }) {
  const words = done === undefined ? label : `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${label}`;
  return (
    <div className="progress">
      <p className="muted num">{note ? `${words} · ${note}` : words}</p>
      <progress max={total} value={done} aria-label={words}>
        {words}
      </progress>
    </div>
  );
}
