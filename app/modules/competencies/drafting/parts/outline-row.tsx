import { memo } from 'react';
import { Tag } from '#app/ui/tag.tsx';
import { shortName } from '../outline-tree.ts';
import { kindWords, type ViewRow } from '../outline-view.ts';
import { editAddress } from './item-acts.tsx';

type Props = ViewRow & {
  mayEdit: boolean;
  /** With script the outline is a tree that is walked by keys; without, a list of links. */
  isLive: boolean;
  isEntry: boolean;
  isMarked: boolean;
  /** What is marked, for the address of the acts where marks live in addresses. */
  marks: string;
};

/** The deepest indentation that is drawn; deeper items say their level and stand as deep. */
const deepest = 8;

/** One item of the outline. Drawn again only when something of it changed: there are thousands. */
export const OutlineRow = memo(function OutlineRow({ item, depth, at, of, mayEdit, isLive, isEntry, isMarked, marks }: Props) {
  const { id, code, shortTitle, text, kind } = item;
  const tree = isLive && {
    role: 'treeitem',
    'aria-level': depth + 1,
    'aria-posinset': at,
    'aria-setsize': of,
    tabIndex: isEntry ? 0 : -1,
  };
  return (
    <li className="outline-row" id={`i-${id}`} data-id={id} data-depth={Math.min(depth, deepest)} {...tree}>
      <span id={`w-${id}`} className={kind === 'domain' ? 'outline-words outline-domain' : 'outline-words'}>
        {!isLive && <span className="visually-hidden">Level {depth + 1}. </span>}
        {code !== null && <span className="outline-code num">{code} </span>}
        {shortTitle !== null && <strong>{shortTitle}. </strong>}
        {text} {kind === 'milestone' ? <Tag>{kindWords(item)}</Tag> : <span className="visually-hidden">, {kindWords(item)}</span>}
        {isMarked && (
          <>
            {' '}
            <Tag kind="attention">marked</Tag>
          </>
        )}
      </span>
      {mayEdit && (
        <a
          className="outline-menu"
          href={editAddress({ item: id, marks: marks === '' ? [] : marks.split(' ') })}
          tabIndex={isLive ? -1 : undefined}
          {...(isLive ? { 'aria-describedby': `w-${id}` } : { 'aria-label': `Acts on ${shortName(item)}` })}
        >
          Acts
        </a>
      )}
    </li>
  );
});
