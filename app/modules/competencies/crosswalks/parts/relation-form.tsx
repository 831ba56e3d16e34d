import type { Refused } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf } from '#app/ui/form-errors.tsx';
import type { Item, Outlined } from '../../outline.ts';
import { relationPhrases, relations, relationWords } from '../crosswalk.ts';
import type { Crosswalk } from '../queries.server.ts';

type RelationFormProps = { data: Crosswalk; item: string | null; sent: Refused | undefined };

/** What a person says of two items: the item, the other framework's item, and how they stand to each other. */
export function RelationForm({ data: { from, to, fromItems, toItems }, item, sent }: RelationFormProps) {
  const errors = sent?.errors ?? [];
  return (
    <form method="post" className="form">
      <input type="hidden" name="act" value="relate" />
      <Field
        kind="select"
        name="from"
        isWide
        label={`Item of “${from.title}”`}
        value={sent?.values.from ?? item ?? undefined}
        options={choices(fromItems)}
        error={errorOf(errors, 'from')}
      />
      <Field
        kind="radios"
        name="relation"
        label="How it stands to the other"
        value={sent?.values.relation}
        options={relations.map((relation) => ({
          value: relation,
          label: relationWords[relation],
          help: `The first ${relationPhrases[relation]} the second.`,
        }))}
        error={errorOf(errors, 'relation')}
      />
      <Field
        kind="select"
        name="to"
        isWide
        label={`Item of “${to.title}”`}
        value={sent?.values.to}
        options={choices(toItems)}
        error={errorOf(errors, 'to')}
      />
      <Field
        name="note"
        label="Note"
        isOptional
        help="For example where this was agreed on."
        value={sent?.values.note ?? ''}
        error={errorOf(errors, 'note')}
      />
      <Button kind="primary">Save the relation</Button>
    </form>
  );
}

/** Domains group; what is related is a competency or a milestone. */
function choices(items: readonly Outlined[]) {
  return items.filter(({ kind }) => kind !== 'domain').map((item) => ({ value: item.id, label: named(item) }));
}

/** An item as lists name it: its code and its title. */
export function named({ code, title }: Pick<Item, 'code' | 'title'>): string {
  return code === null ? title : `${code} ${title}`;
}
