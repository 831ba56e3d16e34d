import { firstWords } from '#app/platform/markdown.ts';
import { pathOfPicture } from '../page-address.ts';

type LinkLookProps = { site: string; title: string; summary: string; body: string; pictureId: string | null };

/** What a link to a page says of it where it is passed on: in mail, in a chat, in a list of search results. */
export function LinkLook({ site, title, summary, body, pictureId }: LinkLookProps) {
  return (
    <div className="link-look">
      {pictureId && <img src={pathOfPicture(pictureId)} alt="" />}
      <p className="small muted">{site}</p>
      <p className="link-look-title">{title || 'The title'}</p>
      <p className="small">{linkWords({ summary, body }) || 'The summary, or the first words of the text.'}</p>
    </div>
  );
}

/** The description of a page for whoever sees a link to it. */
export function linkWords({ summary, body }: { summary: string; body: string }): string {
  return summary || firstWords(body, 200);
}
