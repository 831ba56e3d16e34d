import { Button } from '#app/ui/button.tsx';
import { FormErrors } from '#app/ui/form-errors.tsx';
import { KeptWriting } from '#app/ui/kept-writing.tsx';
import { Note } from '#app/ui/note.tsx';
import { entryLabels } from '../entry.ts';
import { EntryFields, type EntryFieldsProps } from './entry-fields.tsx';

/** Where one part of an entry stands otherwise by now than in the form. */
export type StandsNow = { readonly label: string; readonly words: string };

type EntryFormProps = EntryFieldsProps & {
  /** The id that the entry has, or will have: what arrives twice is one. */
  entry: string;
  /** The change that the form stands on, 0 for a new entry; and that of its draft. */
  revision: number;
  draft: number;
  standsNow: readonly StandsNow[];
  save: string;
  back: string;
};

/** The form of an entry, from top to bottom in three minutes, with one hand. Only what kind it was, the month and the own part are needed. */
export function EntryForm({
  entry,
  revision,
  draft,
  values,
  nobodys,
  errors,
  standsNow,
  months,
  competencies,
  save,
  back,
}: EntryFormProps) {
  return (
    <>
      <FormErrors errors={errors} labels={entryLabels} />
      {standsNow.length > 0 && (
        <Note kind="attention" title="What stands there now, where you typed something else">
          <p>Take over what you want to keep of it; saving again puts yours in its place.</p>
          <dl className="facts">
            {standsNow.map(({ label, words }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd className="reader-words">{words || 'Nothing'}</dd>
              </div>
            ))}
          </dl>
        </Note>
      )}
      <form method="post" className="form" noValidate>
        <input type="hidden" name="entry" value={entry} />
        <input type="hidden" name="revision" value={revision} />
        <input type="hidden" name="draft" value={draft} />
        <EntryFields {...{ values, nobodys, errors, months, competencies }} />
        <p className="bar">
          <Button kind="primary">{save}</Button>
          <a href={back}>Leave without saving</a>
        </p>
        <KeptWriting page="/w/practice/drafts" of={entry} version="draft" />
      </form>
    </>
  );
}
