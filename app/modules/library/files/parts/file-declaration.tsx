import type { ReactNode } from 'react';
import { Button } from '#app/ui/button.tsx';
import { count, fileSize } from '#app/ui/count.ts';
import { errorOf, type FormError, FormErrors } from '#app/ui/form-errors.tsx';
import { Section } from '#app/ui/page.tsx';
import { licences } from '../../licences.ts';
import type { LibraryFile } from '../queries.server.ts';

type Sent = { readonly errors: readonly FormError[]; readonly values: Readonly<Record<string, string>> };

/** A file of a draft: what was seen in it, and what its author declares. */
export function FileDeclaration({ file, base, sent }: { file: LibraryFile; base: string; sent: Sent | undefined }) {
  const { id, name, bytes, look, previews, extension } = file;
  const isPicture = /^(png|jpg|gif|webp)$/.test(extension);
  const labels = {
    thirdParty: `Is something of others in ${name}?`,
    thirdPartyWords: 'What, from whom, and why you may use it',
    thirdPartyLicence: 'Its licence',
    alternative: 'What the picture shows',
  };
  // Names are the same in the form of each file; ids are not, so that labels and mistakes lead to their own.
  return (
    <Section title={name} id={`file-${id}`}>
      <p className="muted">
        {fileSize(bytes)}
        {look?.pages != null && `, ${count(look.pages, 'page', 'pages')}`}
        {look === null && ', being looked at'}
        {look?.failed && `. ${look.failed}`}
      </p>
      {previews.length > 0 && (
        <p className="previews">
          {previews.map((picture, at) => (
            <img
              key={picture}
              src={`${base}/pictures/${picture}`}
              alt={isPicture ? (file.alternative ?? `A small copy of ${name}`) : `Page ${at + 1} of ${name}`}
              loading="lazy"
            />
          ))}
        </p>
      )}
      <FormErrors errors={sent?.errors ?? []} labels={labels} />
      <form method="post" className="form" noValidate>
        <input type="hidden" name="act" value="declare" />
        <input type="hidden" name="file" value={id} />
        <Own file={file} labels={labels} sent={sent} />
        {isPicture && (
          <Labelled id={`alternative-${id}`} label={labels.alternative}>
            <textarea
              id={`alternative-${id}`}
              name="alternative"
              rows={2}
              defaultValue={sent?.values.alternative ?? file.alternative ?? ''}
            />
          </Labelled>
        )}
        <p>
          <Button>Keep what I said of {name}</Button>
        </p>
      </form>
      <form method="post">
        <input type="hidden" name="act" value="remove" />
        <input type="hidden" name="file" value={id} />
        <Button kind="danger">Take {name} out</Button>
      </form>
    </Section>
  );
}

type OwnProps = { file: LibraryFile; labels: Readonly<Record<string, string>>; sent: Sent | undefined };

function Own({ file, labels, sent }: OwnProps) {
  const { id } = file;
  const chosen = sent?.values.thirdParty ?? file.thirdParty;
  const error = errorOf(sent?.errors, 'thirdParty');
  return (
    <>
      <fieldset className={`field wide${error ? ' invalid' : ''}`}>
        <legend>{labels.thirdParty}</legend>
        <div className="field-choices">
          {(
            [
              ['none', 'No: every picture, table and text in it is the authors’ own'],
              ['allowed', 'Yes, and we may use it'],
            ] as const
          ).map(([value, words]) => (
            <label className="choice" key={value} htmlFor={`third-${value}-${id}`}>
              <input type="radio" id={`third-${value}-${id}`} name="thirdParty" value={value} defaultChecked={chosen === value} />
              <span>{words}</span>
            </label>
          ))}
        </div>
        {error && <p className="error">{error}</p>}
      </fieldset>
      <Labelled id={`words-${id}`} label={labels.thirdPartyWords!} error={errorOf(sent?.errors, 'thirdPartyWords')}>
        <textarea
          id={`words-${id}`}
          name="thirdPartyWords"
          rows={2}
          defaultValue={sent?.values.thirdPartyWords ?? file.thirdPartyWords ?? ''}
        />
      </Labelled>
      <Labelled id={`licence-${id}`} label={labels.thirdPartyLicence!}>
        <select id={`licence-${id}`} name="thirdPartyLicence" defaultValue={sent?.values.thirdPartyLicence ?? file.thirdPartyLicence ?? ''}>
          <option value="">None of these, or a permission</option>
          {licences.map(({ id: licence, short }) => (
            <option key={licence} value={licence}>
              {short}
            </option>
          ))}
        </select>
      </Labelled>
    </>
  );
}

function Labelled({ id, label, error, children }: { id: string; label: string; error?: string; children: ReactNode }) {
  return (
    <div className="field wide">
      <label htmlFor={id}>{label}</label>
      {children}
      {error && <p className="error">{error}</p>}
    </div>
  );
}
