import { type FormEvent, useState } from 'react';
import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError, fieldsOf } from '#app/ui/form-errors.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { ProseField } from '#app/ui/prose-field.tsx';
import { useIsLive } from '#app/ui/use-is-live.tsx';
import { hasOwnAddress, type PageKind } from '../page-address.ts';
import { LinkLook } from './link-look.tsx';

/** What the fields are called. */
export const editorLabels = {
  title: 'Title',
  slug: 'Address',
  summary: 'Summary',
  body: 'Text',
  dated: 'Day or month',
  pictureId: 'Picture of the page',
  streamId: 'Stream of work',
  competencyId: 'Competency',
  publicationId: 'Publication',
  sourceTitle: 'Source',
  sourceUrl: 'Address of the source',
  onDay: 'Day',
  atTime: 'Time',
};

/** The fields that say what a text is about; they are shown where one is filled in. */
const about = ['dated', 'streamId', 'competencyId', 'publicationId', 'sourceTitle', 'sourceUrl'] as const;

export type Choices = {
  streams: ReadonlyArray<{ id: string; years: string; title: string }>;
  competencies: ReadonlyArray<{ stableId: string; code: string; shortTitle: string }>;
  publications: ReadonlyArray<{ id: string; title: string }>;
  pictures: ReadonlyArray<{ id: string; words: string }>;
};
type EditorProps = {
  kind: PageKind;
  site: string;
  values: Readonly<Record<string, string | null | undefined>>;
  errors: readonly FormError[];
  choices: Choices;
  /** The revision that this is written upon; 0 for something new. */
  upon: number;
  /** Whether somebody without script asked to see how the text will look. */
  isShown: boolean;
  /** What can be done beside saving a draft. */
  acts?: React.ReactNode;
};

/** Everything that is written of a page, in one form: the words first, then what a link to it says, then what it is about. */
export function Editor({ kind, site, values, errors, choices, upon, isShown, acts }: EditorProps) {
  const isLive = useIsLive();
  const [look, setLook] = useState({
    title: values.title ?? '',
    summary: values.summary ?? '',
    body: values.body ?? '',
    pictureId: values.pictureId || null,
  });
  const onInput = (event: FormEvent<HTMLFormElement>) => {
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? '');
    setLook({ title: typed('title'), summary: typed('summary'), body: typed('body'), pictureId: typed('pictureId') || null });
  };
  const field = fieldsOf(editorLabels, values, errors);
  return (
    <form method="post" className="form page-editor" noValidate onInput={onInput}>
      <input type="hidden" name="upon" value={upon} />
      <Field {...field('title')} isWide />
      <ProseField
        {...field('body')}
        isOptional={kind !== 'page' && kind !== 'update'}
        pictures="/w/pages/pictures.json"
        help="Write as in a mail; an empty line begins a paragraph. Without the buttons: ## before a heading, - before an item, ** around bold words."
      />
      {isShown && (
        <section className="stack" aria-labelledby="shown">
          <h2 id="shown">How the text will look</h2>
          <Prose markdown={values.body ?? ''} from={3} />
        </section>
      )}
      <Field
        {...field('summary')}
        kind="textarea"
        rows={2}
        isOptional
        help="One or two sentences below the title, in lists, in mails and wherever a link to this is passed on."
      />
      <Field
        {...field('pictureId')}
        kind="select"
        isOptional
        options={[{ value: '', label: 'None' }, ...choices.pictures.map(({ id, words }) => ({ value: id, label: words }))]}
        help={
          <>
            One of the <a href="/w/pages/pictures">pictures that are here</a>. A picture that you put into the text can be chosen after
            saving.
          </>
        }
      />
      <section className="stack" aria-labelledby="link-look">
        <h2 id="link-look">How a link to it looks elsewhere</h2>
        <LinkLook site={site} {...look} />
      </section>
      {hasOwnAddress(kind) && (
        <Field
          {...field('slug')}
          isOptional
          spellCheck={false}
          help={`After /${kind === 'update' ? 'updates' : 'pages'}/. Made from the title when you leave it empty. After a change the earlier address leads here.`}
        />
      )}
      <details open={about.some((name) => Boolean(values[name]) || errorOf(errors, name))}>
        <summary>What it is about, and where it was published</summary>
        <div className="halves">
          {kind === 'update' && (
            <>
              <Field
                {...field('dated')}
                isOptional
                help="What day or month it is about: 2024-06-25 or 2024-06. Empty: the day on which it is published."
              />
              <Field
                {...field('streamId')}
                kind="select"
                isOptional
                options={[
                  { value: '', label: 'None' },
                  ...choices.streams.map(({ id, years, title }) => ({ value: id, label: `${title} (${years})` })),
                ]}
              />
              <Field
                {...field('competencyId')}
                kind="select"
                isOptional
                options={[
                  { value: '', label: 'None' },
                  ...choices.competencies.map(({ stableId, code, shortTitle }) => ({ value: stableId, label: `${code} ${shortTitle}` })),
                ]}
              />
              <Field
                {...field('publicationId')}
                kind="select"
                isOptional
                options={[{ value: '', label: 'None' }, ...choices.publications.map(({ id, title }) => ({ value: id, label: title }))]}
              />
            </>
          )}
          <Field {...field('sourceTitle')} isWide isOptional help="Where what is said here was published." />
          <Field {...field('sourceUrl')} type="url" isWide isOptional />
        </div>
      </details>
      <div className="bar">
        <Button name="act" value="save" kind={acts ? 'plain' : 'primary'}>
          Save the draft
        </Button>
        {!isLive && (
          <Button name="act" value="show" kind="quiet">
            Show how it will look
          </Button>
        )}
      </div>
      {acts}
    </form>
  );
}
