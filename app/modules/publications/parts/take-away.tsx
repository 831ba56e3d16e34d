/** The same references for citation managers. `address`: of the page, without an ending. */
export function TakeAway({ address }: { address: string }) {
  return (
    <p className="bar no-print">
      <span>Take away as</span>
      <a href={`${address}.ris`} download>
        RIS
      </a>
      <a href={`${address}.bib`} download>
        BibTeX
      </a>
      <a href={`${address}.csl.json`} download>
        CSL-JSON
      </a>
    </p>
  );
}
