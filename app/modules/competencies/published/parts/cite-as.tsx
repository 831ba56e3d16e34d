import { Section } from '#app/ui/page.tsx';

/** How to cite what is read, and the same for reference managers. `address`: the page’s, without an ending; null: no files. */
export function CiteAs({ line, address }: { line: string; address: string | null }) {
  return (
    <Section title="Cite as">
      <p className="citation">{line}</p>
      {address !== null && (
        <p className="bar no-print">
          <a href={`${address}.bib`} download>
            BibTeX
          </a>
          <a href={`${address}.csl.json`} download>
            CSL-JSON
          </a>
        </p>
      )}
    </Section>
  );
}
