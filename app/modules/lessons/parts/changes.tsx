import type { Changed } from '../lesson.ts';

/** What differs between two texts, part by part: taken out words are struck through, new ones underlined. */
export function Changes({ parts }: { parts: readonly Changed[] }) {
  if (parts.length === 0) return <p className="muted">Nothing differs.</p>;
  return (
    <dl className="facts">
      {parts.map(({ part, pieces }) => (
        <div key={part}>
          <dt>{part}</dt>
          <dd className="wrap-anywhere">
            {pieces.map(({ text, change }, at) => drawn(change, text, `${part} ${pieces.slice(0, at).length}`))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function drawn(change: Changed['pieces'][number]['change'], text: string, key: string) {
  if (change === 'out') return <del key={key}>{text}</del>;
  if (change === 'in') return <ins key={key}>{text}</ins>;
  return <span key={key}>{text}</span>;
}
