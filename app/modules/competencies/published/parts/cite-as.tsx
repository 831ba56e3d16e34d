import { CitationFiles } from '#app/ui/citation-files.tsx';
import { Section } from '#app/ui/page.tsx';

/** How to cite what is read, and the same for reference managers. `address`: the page’s, without an ending; null: no files. */
export function CiteAs({ line, address }: { line: string; address: string | null }) {
  return (
    <Section title="Cite as">
      <p className="citation">{line}</p>
      {address !== null && <CitationFiles address={address} endings={['bib', 'csl.json']} />}
    </Section>
  );
}
