import type { MouseEvent } from 'react';
import { Button } from '#app/ui/button.tsx';
import { shortName } from '../outline-tree.ts';
import { kindWords, standing, type ViewRow } from '../outline-view.ts';
import type { AskedAct, Submit } from './act-forms.tsx';

/** The address of the outline that shows an item, one act's form, or what is marked. */
export function editAddress({ item, act, marks }: { item: string | null; act?: string; marks: readonly string[] }): string {
  const params = new URLSearchParams({ ...(item && { item }), ...(act && { act }), ...(marks.length > 0 && { mark: marks.join(' ') }) });
  return `?${params}#acts`;
}

type Props = {
  row: ViewRow;
  marks: readonly string[];
  onSubmit?: Submit;
  /** With script an act opens where one is; without, its link leads to its form. */
  onAsk?: (act: AskedAct | 'mark') => void;
};

/** Everything that can be done with an item: what is done at once are buttons, what asks something leads to its form. */
export function ItemActs({ row, marks, onSubmit, onAsk }: Props) {
  const { item } = row;
  const { id, changedAt } = item;
  const isMarked = marks.includes(id);
  const others = isMarked ? marks.filter((each) => each !== id) : [...marks, id];
  const asked = (act: AskedAct, label: string, item: string | null = id) => (
    <li>
      <a href={editAddress({ item, act, marks })} onClick={opening(onAsk && (() => onAsk(act)))}>
        {label}
      </a>
    </li>
  );
  return (
    <>
      <p className="muted">
        {kindWords(item)}, {standing(row)}. {item.shortTitle && item.text}
      </p>
      <form method="post" className="bar" onSubmit={onSubmit}>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="seen" value={changedAt} />
        <Button name="act" value="up">
          Move up
        </Button>
        <Button name="act" value="down">
          Move down
        </Button>
        <Button name="act" value="indent">
          Indent
        </Button>
        <Button name="act" value="outdent">
          Outdent
        </Button>
        <Button name="act" value="remove" kind="danger">
          Remove
        </Button>
      </form>
      <ul className="bar" aria-label={`Acts on ${shortName(item)} that ask something first`}>
        {asked('edit', 'Edit')}
        {asked('add', 'Add below')}
        {asked('inside', 'Add inside')}
        {asked('move', 'Move to any place')}
        {asked('split', 'Split')}
        <li>
          <a href={editAddress({ item: id, marks: others })} onClick={opening(onAsk && (() => onAsk('mark')))}>
            {isMarked ? 'Take the mark away' : 'Mark for merging'}
          </a>
        </li>
        {marks.length > 1 && asked('merge', `Merge the ${marks.length} that are marked`)}
        {asked('renumber', 'Number what stands under it')}
      </ul>
    </>
  );
}

function opening(open: (() => void) | undefined) {
  return (
    open &&
    ((event: MouseEvent) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      open();
    })
  );
}
