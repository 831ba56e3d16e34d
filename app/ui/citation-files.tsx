const formats = { ris: 'RIS', bib: 'BibTeX', 'csl.json': 'CSL-JSON' } as const;

type CitationFilesProps = { address: string; endings?: ReadonlyArray<keyof typeof formats>; search?: string };

/** A citation as files for citation managers. `address`: of the page, without an ending; `search` as it stands in an address. */
export function CitationFiles({ address, endings = ['ris', 'bib', 'csl.json'], search = '' }: CitationFilesProps) {
  return (
    <p className="bar no-print">
      <span>Take away as</span>
      {endings.map((ending) => (
        <a key={ending} href={`${address}.${ending}${search}`} download>
          {formats[ending]}
        </a>
      ))}
    </p>
  );
}
