import { useEffect, useState } from 'react';
import { Ask, AskField } from './ask.tsx';
import { FieldError } from './field-words.tsx';

const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

type Done = (picture: { words: string; address: string }) => void;
type PictureDialogProps = {
  /** The address that lists the pictures that are here, and takes one with its words. */
  pictures: string;
  /** A file that was pasted or dropped. */
  given?: File;
  close: () => void;
  done: Done;
};

/** Asks for a picture and for what it shows: one that was pasted or dropped, one of a file, or one that is here already. */
export function PictureDialog({ pictures, given: file, close, done }: PictureDialogProps) {
  const given = file && pictureTypes.includes(file.type) ? file : undefined;
  const [error, setError] = useState(
    file && !given ? `${file.name || 'What you gave'} is no picture. Choose a PNG, JPEG, GIF or WebP.` : undefined,
  );
  const [isBusy, setIsBusy] = useState(false);
  const take = async (form: FormData) => {
    if (given) form.set('file', given);
    setIsBusy(true);
    const brought = await bringPicture(pictures, form);
    setIsBusy(false);
    if ('message' in brought) setError(brought.message);
    else done(brought);
  };
  return (
    <Ask
      title="A picture"
      act={isBusy ? 'On its way' : 'Put the picture in'}
      isBusy={isBusy}
      close={close}
      take={take}
      instead={!given && <Here pictures={pictures} done={done} />}
    >
      <AskField name="words" label="What it shows, for whoever does not see it" isNeeded />
      <div className="field">
        {given ? (
          <Given picture={given} />
        ) : (
          <>
            <label htmlFor="ask-file">Picture</label>
            <input id="ask-file" name="file" type="file" accept={pictureTypes.join()} required />
          </>
        )}
        <p className="help">PNG, JPEG, GIF or WebP. We draw it again, so that no place or camera stays in it.</p>
        <FieldError id="ask-file-error">{error}</FieldError>
      </div>
    </Ask>
  );
}

/** The picture that was pasted or dropped, as it came. */
function Given({ picture }: { picture: File }) {
  const [source, setSource] = useState<string>();
  useEffect(() => {
    const reader = new FileReader();
    reader.onload = () => setSource(String(reader.result));
    reader.readAsDataURL(picture);
  }, [picture]);
  return source && <img className="picture-given" src={source} alt="As you gave it" />;
}

type Picture = { readonly id: string; readonly address: string; readonly words: string };

/** The pictures that are here already: one press puts one into the text again, with its words. */
function Here({ pictures, done }: { pictures: string; done: Done }) {
  const [here, setHere] = useState<readonly Picture[]>([]);
  useEffect(() => {
    const leaving = new AbortController();
    // Where they cannot be had, a new one can still be brought.
    picturesAt(pictures, leaving.signal).then(setHere, () => undefined);
    return () => leaving.abort();
  }, [pictures]);
  if (here.length === 0) return null;
  return (
    <fieldset className="field pictures-here">
      <legend>Or one that is here already</legend>
      <ul className="pictures">
        {here.map(({ id, address, words }) => (
          <li key={id}>
            <button type="button" className="button plain" onClick={() => done({ words, address })}>
              <img src={address} alt="" loading="lazy" />
              {words}
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

async function picturesAt(address: string, signal: AbortSignal): Promise<Picture[]> {
  const answer = await fetch(address, { signal });
  return answer.ok ? (await answer.json()).pictures : [];
}

async function bringPicture(address: string, form: FormData): Promise<{ address: string; words: string } | { message: string }> {
  try {
    const answer = await fetch(address, { method: 'POST', body: form });
    const said = await answer.json();
    return answer.ok ? { address: String(said.address), words: String(said.words) } : { message: String(said.message) };
  } catch {
    return { message: 'The picture did not arrive. Nothing else is lost; try again.' };
  }
}
