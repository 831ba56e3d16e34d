import { publicHeaders } from '#app/platform/web.server.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { allDefinitions } from '../definitions.ts';

export const headers = publicHeaders;

export default function Definitions() {
  return (
    <Page
      title="What every figure means"
      lead="A figure is never shown without its definition, its unit, and what it is a part of. These are all of them."
    >
      <PublicHead
        title="What every figure means"
        description="The definition, unit, denominator, formula and source of every figure that Concord shows."
      />
      {allDefinitions.map(({ id, term, definition, unit, denominator, formula, source }) => (
        <section key={id} id={id} className="section">
          <h2>{term}</h2>
          <p className="prose">{definition}</p>
          <Facts
            facts={[
              ['Unit', unit],
              ['Out of', denominator],
              ['Computed as', formula],
              ['Source', source],
            ]}
          />
        </section>
      ))}
    </Page>
  );
}
