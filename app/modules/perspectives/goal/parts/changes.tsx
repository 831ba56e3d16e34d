import { Tag } from '#app/ui/tag.tsx';
import type { SentenceChange } from '../changes.ts';

const kinds: Readonly<Record<SentenceChange['kind'], string>> = {
  same: 'as it was',
  changed: 'changed',
  added: 'new',
  removed: 'taken out',
};

/** What became of each sentence since the version before; added and removed words are elements of their own, so that nothing rests on colour. */
export function Changes({ changes }: { changes: readonly SentenceChange[] }) {
  return (
    <ol className="passages">
      {changes.map(({ id, kind, parts }) => (
        <li key={id}>
          <p className="reading">
            {parts.map(({ text, kind: part }) =>
              part === 'added' ? <ins key={`+${text}`}>{text}</ins> : part === 'removed' ? <del key={`-${text}`}>{text}</del> : text,
            )}
          </p>
          <p>
            <Tag>{kinds[kind]}</Tag>
          </p>
        </li>
      ))}
    </ol>
  );
}
