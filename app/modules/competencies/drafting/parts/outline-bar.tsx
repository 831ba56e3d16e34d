import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { keyWords } from '../outline-keys.ts';
import { nameOf } from '../outline-tree.ts';
import type { outlineView } from '../outline-view.ts';
import type { EditSearch } from '../schema.ts';
import { type AskedAct, AskedForm, askedTitle, type Returned } from './act-forms.tsx';
import { editAddress, ItemActs } from './item-acts.tsx';
import type { Shown } from './use-outline.tsx';

/** Undo and redo, each naming the act that it is about. */
export function Steps({ shown, onStep }: { shown: Pick<Shown, 'last' | 'next'>; onStep: ((way: 'undo' | 'redo') => void) | undefined }) {
  return (['undo', 'redo'] as const).map((way) => {
    const change = way === 'undo' ? shown.last : shown.next;
    return (
      change && (
        <form
          key={way}
          method="post"
          className="outline-step"
          onSubmit={
            onStep &&
            ((event) => {
              event.preventDefault();
              onStep(way);
            })
          }
        >
          <input type="hidden" name="change" value={change.id} />
          <Button name="act" value={way}>
            {way === 'undo' ? 'Undo' : 'Do again'}
          </Button>
          <span className="small muted">
            {change.title}
            {change.by && `, by ${change.by}`}
          </span>
        </form>
      )
    );
  });
}

type AskProps = { act: AskedAct; label: string; marks: readonly string[]; onAsk: ((act: AskedAct, id: string | null) => void) | undefined };

/** An act that is about no single item: its link leads to its form, with script it opens. */
export function Ask({ act, label, marks, onAsk }: AskProps) {
  if (onAsk)
    return (
      <Button type="button" onClick={() => onAsk(act, null)}>
        {label}
      </Button>
    );
  return <a href={editAddress({ item: null, act, marks })}>{label}</a>;
}

type AskedProps = {
  initial: Shown;
  search: EditSearch;
  returned: Returned | undefined;
  view: ReturnType<typeof outlineView>;
  marked: ReturnType<typeof outlineView>[number]['item'][];
};

/** Without script: what the address asks for, as a part of the page. */
export function Asked({ initial, search, returned, view, marked }: AskedProps) {
  const row = view.find(({ item }) => item.id === search.item);
  const item = row?.item ?? null;
  const act = search.act;
  if (!row && act !== 'add' && act !== 'merge' && act !== 'renumber') return null;
  const isAsked = act !== undefined && (act !== 'merge' || marked.length > 0);
  return (
    <Section id="acts" title={isAsked ? askedTitle({ act, item, marked }) : nameOf(item!)}>
      {isAsked ? (
        <AskedForm act={act} item={item} items={initial.items} marked={marked} revision={initial.revision} returned={returned} />
      ) : (
        <>
          <FormErrors errors={returned?.errors ?? []} />
          {row && <ItemActs row={row} marks={search.mark} />}
        </>
      )}
    </Section>
  );
}

/** The keys of the outline, on demand. */
export function KeysHelp({ ref }: { ref: React.Ref<HTMLDetailsElement> }) {
  return (
    <details className="keys-help" ref={ref}>
      <summary>All keys</summary>
      <dl className="facts">
        {keyWords.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">They answer while an item of the outline has the focus. Tab leaves the outline.</p>
    </details>
  );
}
