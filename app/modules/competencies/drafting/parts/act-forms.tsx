import type { FormEvent, ReactNode } from 'react';
import type { FieldError } from '#app/platform/form.ts';
import { Button } from '#app/ui/button.tsx';
import { count } from '#app/ui/count.ts';
import { Field } from '#app/ui/field.tsx';
import { errorOf, FormErrors } from '#app/ui/form-errors.tsx';
import { commonPhases, kinds } from '../../outline.ts';
import { proposedCodes } from '../outline-acts.ts';
import { nameOf } from '../outline-tree.ts';
import { kindBeside } from '../outline-view.ts';
import type { EditorItem } from '../queries.server.ts';

/** An act that asks something before it is done. */
export type AskedAct = 'add' | 'inside' | 'edit' | 'move' | 'split' | 'merge' | 'renumber';
/** A form that came back: its mistakes and what was typed. */
export type Returned = { readonly errors: readonly FieldError[]; readonly values: Readonly<Record<string, string>> };
export type Submit = (event: FormEvent<HTMLFormElement>) => void;

type AskedProps = {
  act: AskedAct;
  /** The item that the act is about; null: the end of the outline. */
  item: EditorItem | null;
  items: readonly EditorItem[];
  marked: readonly EditorItem[];
  revision: number;
  returned?: Returned;
  onSubmit?: Submit;
};

/** What the act will do, as the title of its form. */
export function askedTitle({ act, item, marked }: Pick<AskedProps, 'act' | 'item' | 'marked'>): string {
  const name = item ? nameOf(item) : 'the end';
  const titles: Record<AskedAct, string> = {
    add: item ? `Add below ${name}` : 'Add at the end',
    inside: `Add inside ${name}`,
    edit: `Edit ${name}`,
    move: `Move ${name}`,
    split: `Split ${name}`,
    merge: `Merge ${count(marked.length, 'item', 'items')} into one`,
    renumber: item ? `Number what stands under ${name}` : 'Number what stands at the top',
  };
  return titles[act];
}

/** The form of an act: a plain one, which script may send without a new page. */
export function AskedForm(props: AskedProps) {
  const { returned, onSubmit } = props;
  return (
    <form method="post" className="form" onSubmit={onSubmit}>
      <FormErrors
        errors={returned?.errors ?? []}
        labels={{
          text: 'Text',
          code: 'Code',
          shortTitle: 'Short title',
          kind: 'Kind',
          phase: 'Phase',
          parts: 'Parts',
          codes: 'Codes',
          target: 'Place',
          where: 'Where',
        }}
      />
      <Questions {...props} />
    </form>
  );
}

function Questions(props: AskedProps) {
  switch (props.act) {
    case 'add':
    case 'inside':
      return <Add {...props} />;
    case 'edit':
      return <Edit {...props} />;
    case 'move':
      return <Move {...props} />;
    case 'split':
      return <Split {...props} />;
    case 'merge':
      return <Merge {...props} />;
    case 'renumber':
      return <Renumber {...props} />;
  }
}

function Hidden({ values }: { values: Record<string, string | number | undefined> }) {
  return Object.entries(values).map(([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />);
}

function Send({ children, help = 'Ctrl+Enter does it from any field.' }: { children: ReactNode; help?: string }) {
  return (
    <p className="bar">
      <Button kind="primary">{children}</Button>
      <span className="help outline-hint">{help}</span>
    </p>
  );
}

function Add({ act, item, returned }: AskedProps) {
  const isInside = act === 'inside' && item !== null;
  const where = item === null ? 'end' : isInside ? 'under' : 'after';
  const words = { code: null, shortTitle: null, text: '', phase: null, itemType: null, kind: kindBeside(item, isInside) };
  return (
    <>
      <Hidden values={{ act: 'add', where, id: item?.id }} />
      <WordsFields words={words} returned={returned} />
      <Send>Add it</Send>
    </>
  );
}

function Edit({ item, returned }: AskedProps) {
  return (
    <>
      <Hidden values={{ act: 'edit', id: item!.id, seen: item!.changedAt }} />
      <WordsFields words={item!} returned={returned} />
      <Send>Save</Send>
    </>
  );
}

type Words = Pick<EditorItem, 'code' | 'shortTitle' | 'text' | 'kind' | 'phase' | 'itemType'>;

function WordsFields({ words, returned }: { words: Words; returned: Returned | undefined }) {
  const { values, errors } = returned ?? {};
  return (
    <>
      <PartFields words={words} returned={returned} />
      <Field
        name="kind"
        label="Kind"
        kind="select"
        value={values?.kind ?? words.kind}
        options={kinds.map((kind) => ({ value: kind, label: kind }))}
        help="A domain groups others, a competency is what schools map, a milestone is a competency as a phase expects it."
        error={errorOf(errors, 'kind')}
      />
      <Field
        name="phase"
        label="Phase"
        isOptional
        kind="select"
        value={values?.phase ?? words.phase ?? ''}
        options={[{ value: '', label: 'no phase' }, ...commonPhases.map((phase) => ({ value: phase, label: phase }))]}
        help="Of a milestone only."
        error={errorOf(errors, 'phase')}
      />
      <Field
        name="itemType"
        label="Its makers’ word for it"
        isOptional
        value={values?.itemType ?? words.itemType ?? ''}
        help="Such as Cluster or EPA."
        error={errorOf(errors, 'itemType')}
      />
    </>
  );
}

function PartFields({ words, returned }: { words: Pick<Words, 'code' | 'shortTitle' | 'text'>; returned: Returned | undefined }) {
  const { values, errors } = returned ?? {};
  return (
    <>
      <Field name="text" label="Text" kind="textarea" rows={3} value={values?.text ?? words.text} error={errorOf(errors, 'text')} />
      <Field
        name="code"
        label="Code"
        isOptional
        value={values?.code ?? words.code ?? ''}
        help="Text: 1.1 and 1.10 differ."
        error={errorOf(errors, 'code')}
      />
      <Field
        name="shortTitle"
        label="Short title"
        isOptional
        value={values?.shortTitle ?? words.shortTitle ?? ''}
        error={errorOf(errors, 'shortTitle')}
      />
    </>
  );
}

function Move({ item, returned }: AskedProps) {
  const { values, errors } = returned ?? {};
  return (
    <>
      <Hidden values={{ act: 'move', id: item!.id, seen: item!.changedAt }} />
      <Field
        name="target"
        label="Beside which item"
        isOptional
        value={values?.target ?? ''}
        help="Its code, or words of it."
        error={errorOf(errors, 'target')}
      />
      <Field
        name="where"
        label="Where"
        kind="radios"
        value={values?.where ?? 'after'}
        options={[
          { value: 'after', label: 'Below it' },
          { value: 'under', label: 'Inside it, as the last' },
          { value: 'end', label: 'At the end of the outline, at the top level' },
        ]}
        error={errorOf(errors, 'where')}
      />
      <Send>Move it</Send>
    </>
  );
}

function Split({ item, returned }: AskedProps) {
  const { values, errors } = returned ?? {};
  const { id, changedAt, text, code } = item!;
  return (
    <>
      <Hidden values={{ act: 'split', id, seen: changedAt }} />
      <Field
        name="parts"
        label="Parts"
        kind="textarea"
        rows={8}
        value={values?.parts ?? text}
        help="Leave an empty line where it splits. The old item is replaced by each part; what hangs under it goes to the first."
        error={errorOf(errors, 'parts')}
      />
      <Field
        name="codes"
        label="Codes of the parts"
        isOptional
        value={values?.codes ?? (code === null ? '' : `${code}a, ${code}b`)}
        help="In the same order, with commas between; a proposal until you split. Empty: no codes."
        error={errorOf(errors, 'codes')}
      />
      <Send>Split it</Send>
    </>
  );
}

function Merge({ marked, returned }: AskedProps) {
  const [first] = marked;
  if (marked.length < 2) return <p>Mark at least two items of one kind first, then merge them.</p>;
  const words = { code: first!.code, shortTitle: first!.shortTitle, text: marked.map(({ text }) => text).join('\n') };
  return (
    <>
      <Hidden
        values={{ act: 'merge', ids: marked.map(({ id }) => id).join(' '), seen: marked.map(({ changedAt }) => changedAt).join(' ') }}
      />
      <p>
        {marked.map(nameOf).join(', ')}: each is replaced by the one below, which stands where the first of them stands. What hangs under
        them hangs under it.
      </p>
      <PartFields words={words} returned={returned} />
      <Send>Merge them</Send>
    </>
  );
}

function Renumber({ item, items, revision }: AskedProps) {
  const codes = proposedCodes(
    items.map((each) => ({ ...each, stableId: each.id, publishedText: null })),
    item?.id ?? null,
  );
  if (codes.length === 0) return <p>The codes are in order here already, or nothing but milestones stands here.</p>;
  const byId = new Map(items.map((each) => [each.id, each]));
  return (
    <>
      <Hidden values={{ act: 'renumber', id: item?.id, revision }} />
      <p>Proposed codes. Nothing is changed until you give them.</p>
      <ul>
        {codes.map(({ id, code }) => (
          <li key={id}>
            <strong className="num">{code}</strong> instead of {byId.get(id)!.code ?? 'no code'}:{' '}
            {byId.get(id)!.shortTitle ?? byId.get(id)!.text}
          </li>
        ))}
      </ul>
      <Send help="Codes that are right already are not listed.">Give these codes</Send>
    </>
  );
}
