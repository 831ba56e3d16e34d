import { ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { itemAddress } from '../shelf-name.ts';

type Asked = {
  readonly id: string;
  readonly itemTitle: string;
  readonly course: string;
  readonly standing: number | null;
  readonly isWithdrawn: boolean;
};
type Due = { readonly slug: string; readonly title: string; readonly stage: 'notice' | 'due' | 'caution' };

const stageWords = {
  notice: 'is soon due for review',
  due: 'is due for review',
  caution: 'should have been reviewed: readers are warned',
} as const;

/** What the library asks of whoever keeps a shelf: newer versions of what is used, and reviews. */
export function LibraryWaits({ shelf, asked, due }: { shelf: string; asked: readonly Asked[]; due: readonly Due[] }) {
  return (
    <>
      {asked.map(({ id, itemTitle, course, standing, isWithdrawn }) => (
        <Note
          key={id}
          kind="attention"
          title={isWithdrawn ? `“${itemTitle}” is withdrawn` : `Version ${standing} of “${itemTitle}” is here`}
        >
          <p>
            {isWithdrawn
              ? `You use it in ${course}. Go on with what you have, or leave it.`
              : `You use an earlier one in ${course}. Take it, stay with yours, or leave it.`}
          </p>
          <p className="bar">
            <ButtonLink href={`/w/library/${shelf}/uses/${id}#choose`}>
              {isWithdrawn ? 'Read why, and decide' : 'See what differs, and decide'}
            </ButtonLink>
          </p>
        </Note>
      ))}
      {due.map(({ slug, title, stage }) => (
        <Note key={slug} kind="attention" title={`“${title}” ${stageWords[stage]}`}>
          <p className="bar">
            <ButtonLink href={`${itemAddress(shelf, slug)}#review`}>Review it</ButtonLink>
          </p>
        </Note>
      ))}
    </>
  );
}
