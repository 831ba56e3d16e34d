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

/** One item of the outline. There are thousands: few elements each, and drawn again only when something of it changed. */
export const OutlineRow = memo(function OutlineRow({ item, depth, at, of, mayEdit, isLive, isEntry, isMarked, marks }: Props) {
  const { id, code, shortTitle, text, kind } = item;
  const tree = isLive && { role: 'treeitem', 'aria-level': depth + 1, 'aria-posinset': at, 'aria-setsize': of, tabIndex: isEntry ? 0 : -1 };
  return (
    <li id={`i-${id}`} data-depth={Math.min(depth, deepest)} {...tree}>
      <span className={kind === 'domain' ? 'outline-domain' : undefined}>
        <span className="visually-hidden">{isLive ? `${kindWords(item)} ` : `Level ${depth + 1}, ${kindWords(item)}: `}</span>
        {code !== null && <b className="num">{`${code} `}</b>}
        {shortTitle !== null && <strong>{`${shortTitle}. `}</strong>}
        {`${text} `}
        {kind === 'milestone' && (
          <span aria-hidden="true">
            <Tag>{kindWords(item)}</Tag>
          </span>
        )}
        {isMarked && <Tag kind="attention">marked</Tag>}
      </span>
      {mayEdit && (
        <a
          href={editAddress({ item: id, marks: marks === '' ? [] : marks.split(' ') })}
          {...(isLive ? { tabIndex: -1 } : { 'aria-label': `Acts on ${code ?? shortName(item)}` })}
        >
          Acts
        </a>
      )}
    </li>
  );
});
