import { Prose } from '#app/ui/prose.tsx';
import { Source } from '../../parts/source.tsx';
import { pathOfPicture } from '../page-address.ts';

type Words = { body: string; pictureId: string | null; pictureWords: string | null; sourceTitle: string | null; sourceUrl: string | null };

/** The text of a page with its picture and its source. */
export function PageWords({ page: { body, pictureId, pictureWords, ...source } }: { page: Words }) {
  return (
    <>
      {pictureId && <img className="page-picture" src={pathOfPicture(pictureId)} alt={pictureWords ?? ''} />}
      {body && <Prose markdown={body} />}
      {source.sourceTitle && (
        <p className="source">
          Source: <Source of={source} />.
        </p>
      )}
    </>
  );
}
