import { type FormEvent, type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Empty } from '#app/ui/empty.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { Note } from '#app/ui/note.tsx';
import { useIsLive } from '#app/ui/use-is-live.tsx';
import { type KeyAct, keyAct } from '../outline-keys.ts';
import { nameOf } from '../outline-tree.ts';
import { outlineView, standing } from '../outline-view.ts';
import type { Reply } from '../reply.ts';
import type { EditSearch } from '../schema.ts';
import { ActDialog } from './act-dialog.tsx';
import { type AskedAct, AskedForm, askedTitle, type Returned, type Submit } from './act-forms.tsx';
import { ItemActs } from './item-acts.tsx';
import { Ask, Asked, KeysHelp, Steps } from './outline-bar.tsx';
import { OutlineRow } from './outline-row.tsx';
import { type Shown, useOutline } from './use-outline.tsx';

type Props = { initial: Shown; number: string; search: EditSearch; returned: Returned | undefined; address: string };
/** What is open over the outline: one act's form, or all acts on an item. The rows are those that stood when it was opened. */
type Open = { act: AskedAct | 'acts'; id: string | null };

/** The outline of a draft. Without script every act is a form of this page; with it, keys and the same forms in a dialog. */
export function OutlineEditor({ initial, number, search, returned, address }: Props) {
  const isLive = useIsLive();
  const { shown, isSending, send } = useOutline(initial, `${address}/edit/state`);
  const view = useMemo(() => outlineView(shown.items), [shown.items]);
  const [marks, setMarks] = useState<readonly string[]>(search.mark);
  const [open, setOpen] = useState<Open>();
  const [refused, setRefused] = useState<Returned>();
  const [said, setSaid] = useState('');
  const [isArranging, setArranging] = useState(false);
  const rows = useMemo(() => {
    const [chosen, words] = [new Set(marks), isLive ? '' : marks.join(' ')];
    return view.map((row, at) => (
      <OutlineRow key={row.item.id} {...row} mayEdit isLive={isLive} isEntry={at === 0} isMarked={chosen.has(row.item.id)} marks={words} />
    ));
  }, [view, marks, isLive]);
  const wanted = useRef<string | null>(search.item ?? null);
  const help = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    if (wanted.current === null || open) return;
    focusOn(wanted.current);
    wanted.current = null;
  });

  const rowOf = (id: string | null) => view.find(({ item }) => item.id === id);
  const marked = view.filter(({ item }) => marks.includes(item.id)).map(({ item }) => item);

  function replied(reply: Reply) {
    if ('done' in reply) {
      const { said, focus, rows } = reply.done;
      wanted.current = focus;
      const row = rows.find(({ id }) => id === focus);
      setOpen(undefined);
      setRefused(undefined);
      setMarks((all) => all.filter((id) => !reply.done.gone.includes(id)));
      setSaid(`${said}.`);
      if (row) announced.current = { id: row.id, words: `${said}` };
      return;
    }
    const errors = 'errors' in reply ? [...reply.errors] : [{ field: '', message: lostWords[reply.lost] }];
    setRefused({ errors, values: {} });
    setSaid(errors.map(({ message }) => message).join(' '));
  }
  // The place of what an act moved is known once the outline is drawn again.
  const announced = useRef<{ id: string; words: string }>(undefined);
  useEffect(() => {
    const { id, words } = announced.current ?? {};
    const row = view.find(({ item }) => item.id === id);
    announced.current = undefined;
    if (row) setSaid(`${words}: ${standing(row)}.`);
  }, [view]);

  function quick(act: string, id: string) {
    setRefused(undefined);
    send({
      fields: ({ items }) => {
        const item = items.find((each) => each.id === id);
        return item ? { act, id, seen: String(item.changedAt) } : null;
      },
      onReply: replied,
    });
  }
  function step(way: 'undo' | 'redo') {
    setRefused(undefined);
    send({
      fields: ({ last, next }) => {
        const change = way === 'undo' ? last : next;
        if (!change) setSaid(way === 'undo' ? 'There is nothing to undo.' : 'There is nothing to do again.');
        return change ? { act: way, change: change.id } : null;
      },
      onReply: replied,
    });
  }
  const submit: Submit = (event) => {
    event.preventDefault();
    const fields = fieldsOf(event);
    send({ fields: () => fields, onReply: replied });
  };
  function ask(act: AskedAct | 'acts' | 'mark', id: string | null) {
    if (act === 'mark') return mark(id!);
    setRefused(undefined);
    setOpen({ act, id });
  }
  function close() {
    wanted.current = open?.id ?? null;
    setOpen(undefined);
    setRefused(undefined);
  }
  function mark(id: string) {
    const isOn = !marks.includes(id);
    const all = isOn ? [...marks, id] : marks.filter((each) => each !== id);
    setMarks(all);
    setSaid(`${isOn ? 'Marked' : 'No longer marked'}. ${count(all.length, 'item is', 'items are')} marked.`);
  }
  function arrange(isOn: boolean) {
    setArranging(isOn);
    setSaid(isOn ? 'Arranging: Tab indents, Shift+Tab outdents, Escape ends it.' : 'No longer arranging: Tab leaves the outline.');
  }

  function perform(act: KeyAct, id: string) {
    const at = view.findIndex(({ item }) => item.id === id);
    const row = view[at]!;
    const go = (to: { item: { id: string } } | undefined) => to && focusOn(to.item.id);
    const ways: Record<KeyAct, () => void> = {
      previous: () => go(view[at - 1]),
      next: () => go(view[at + 1]),
      first: () => go(view[0]),
      last: () => go(view.at(-1)),
      parent: () => go(rowOf(row.item.parentId)),
      child: () => view[at + 1] && view[at + 1]!.item.parentId === id && go(view[at + 1]),
      up: () => quick('up', id),
      down: () => quick('down', id),
      indent: () => quick('indent', id),
      outdent: () => quick('outdent', id),
      remove: () => quick('remove', id),
      add: () => ask('add', id),
      inside: () => ask('inside', id),
      edit: () => ask('edit', id),
      move: () => ask('move', id),
      split: () => ask('split', id),
      merge: () => ask('merge', id),
      renumber: () => ask('renumber', id),
      acts: () => ask('acts', id),
      mark: () => mark(id),
      undo: () => step('undo'),
      redo: () => step('redo'),
      arrange: () => arrange(true),
      leave: () => arrange(false),
      help: () => help.current?.toggleAttribute('open'),
    };
    ways[act]();
  }
  function press(event: KeyboardEvent<HTMLOListElement>) {
    const row = rowAt(event);
    const act = row && keyAct(event, isArranging);
    // Enter on the link to the acts is the link's.
    if (!act || (event.target !== row && ['Enter', ' '].includes(event.key))) return;
    event.preventDefault();
    perform(act, idOf(row));
  }
  function click(event: MouseEvent<HTMLOListElement>) {
    const link = (event.target as HTMLElement).closest('a');
    const row = rowAt(event);
    if (!link || !row || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    ask('acts', idOf(row));
  }

  const asked = open && open.act !== 'acts' ? open.act : undefined;
  const openRow = rowOf(open?.id ?? null);
  const item = openRow?.item ?? null;
  const answer = open && { item, marked, items: shown.items, revision: shown.revision, returned: refused, onSubmit: submit };
  return (
    <>
      <div className="bar outline-bar">
        <Steps shown={shown} onStep={isLive ? step : undefined} />
        <Ask act="add" label="Add at the end" marks={marks} onAsk={isLive ? ask : undefined} />
        {marks.length > 1 && (
          <Ask act="merge" label={`Merge the ${marks.length} that are marked`} marks={marks} onAsk={isLive ? ask : undefined} />
        )}
        {isLive && (
          <Button type="button" aria-pressed={isArranging} onClick={() => arrange(!isArranging)}>
            Arrange with Tab
          </Button>
        )}
      </div>
      <p role="status" className="small muted outline-said">
        {isSending ? 'Saving…' : said}
      </p>
      {refused && !open && (
        <Note kind="attention" title="That was not done">
          {refused.errors.map(({ message }) => message).join(' ')}
        </Note>
      )}
      {!isLive && <Asked {...{ initial, search, returned, view, marked }} />}
      {isLive && <KeysHelp ref={help} />}
      {view.length === 0 && (
        <Empty title="Nothing stands here yet">
          Add a domain, then the competencies in it. Every act can be undone, and nobody maps against a draft.
        </Empty>
      )}
      <ol
        className={isArranging ? 'outline arranging' : 'outline'}
        {...(isLive && {
          role: 'tree',
          'aria-label': `Outline of version ${number}`,
          onKeyDown: press,
          onClick: click,
          onFocus: rove,
        })}
      >
        {rows}
      </ol>
      {open?.act === 'acts' && openRow && (
        <ActDialog key={`acts ${open.id}`} title={nameOf(openRow.item)} onClose={close}>
          <FormErrors errors={refused?.errors ?? []} />
          <ItemActs
            row={openRow}
            marks={marks}
            onSubmit={submit}
            onAsk={(act) => {
              ask(act, openRow.item.id);
              if (act === 'mark') close();
            }}
          />
        </ActDialog>
      )}
      {asked && (item || open!.id === null || asked === 'merge') && (
        <ActDialog key={`${asked} ${open!.id}`} title={askedTitle({ act: asked, item, marked })} onClose={close}>
          <AskedForm act={asked} {...answer!} />
        </ActDialog>
      )}
    </>
  );
}

const lostWords = {
  network: 'This did not reach the server, so nothing was changed. What you typed is still here; try again when the network is back.',
  'signed-out': 'You are signed out, so nothing was changed. Sign in in another tab, then send it again.',
} as const;

function fieldsOf(event: FormEvent<HTMLFormElement>): Record<string, string> {
  const { submitter } = event.nativeEvent as SubmitEvent;
  return Object.fromEntries([...new FormData(event.currentTarget, submitter)].map(([name, value]) => [name, String(value)]));
}

function rowAt({ target }: { target: EventTarget }): HTMLElement | null {
  return (target as HTMLElement).closest<HTMLElement>('[role="treeitem"]');
}

function idOf({ id }: HTMLElement): string {
  return id.slice('i-'.length);
}

/** Only one row is a stop of Tab: the one that had the focus last. */
function rove(event: { target: EventTarget; currentTarget: HTMLOListElement }) {
  const row = rowAt(event);
  if (!row || row.tabIndex === 0) return;
  for (const other of event.currentTarget.querySelectorAll<HTMLElement>('[role="treeitem"][tabindex="0"]')) other.tabIndex = -1;
  row.tabIndex = 0;
}

function focusOn(id: string) {
  document.getElementById(`i-${id}`)?.focus();
}
