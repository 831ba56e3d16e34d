import { Button } from '#app/ui/button.tsx';
import { Field } from '#app/ui/field.tsx';
import { errorOf, type FormError } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';

/** What the fields of a picture are called. */
export const pictureLabels = { words: 'What the picture shows', file: 'Picture' };

type PictureFormProps = {
  picture: { words: string; width: number; height: number } | null;
  /** Where the picture is read by whoever looks at this page. */
  source: string;
  /** When it becomes public, in a sentence. */
  note: string;
  values: Readonly<Record<string, string>>;
  errors: readonly FormError[];
};

/** A speaker's picture with a form that brings another, and one that takes it away. */
export function PictureForm({ picture, source, note, values, errors }: PictureFormProps) {
  return (
    <Section title="Picture" id="picture">
      {picture === null ? (
        <p>There is none, and none is needed.</p>
      ) : (
        <form method="post">
          <p>
            <img className="portrait" src={source} alt={picture.words} width={picture.width} height={picture.height} />
          </p>
          <p className="muted">{`Read out as: ${picture.words}`}</p>
          <Button kind="quiet" name="act" value="take-picture">
            Take the picture away
          </Button>
        </form>
      )}
      <form method="post" encType="multipart/form-data" className="form" noValidate aria-label="Bring a picture">
        <Field
          kind="file"
          name="file"
          label={picture === null ? pictureLabels.file : 'Another picture'}
          accept="image/png,image/jpeg,image/gif,image/webp"
          error={errorOf(errors, 'file')}
          help="PNG, JPEG, GIF or WebP. We draw it again, so that no place or camera stays in it."
        />
        <Field
          name="words"
          label={pictureLabels.words}
          value={values.words}
          error={errorOf(errors, 'words')}
          isWide
          help="In a sentence, for whoever does not see it: it is read in the picture’s place."
        />
        <p className="muted">{note}</p>
        <p>
          <Button>Bring the picture</Button>
        </p>
      </form>
    </Section>
  );
}

/** The picture of what a query read, if there is one. */
export function pictureOf(speaker: {
  pictureWords: string | null;
  pictureWidth: number | null;
  pictureHeight: number | null;
}): PictureFormProps['picture'] {
  const { pictureWords: words, pictureWidth: width, pictureHeight: height } = speaker;
  return words === null || width === null || height === null ? null : { words, width, height };
}
