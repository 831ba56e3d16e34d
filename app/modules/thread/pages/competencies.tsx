import { termsLd } from '#app/platform/linked-data.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Numbered } from '#app/ui/numbered.tsx';
import { Page } from '#app/ui/page.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { currentFramework } from '../../competencies/queries.server.ts';
import type { Route } from './+types/competencies';

export const headers = publicHeaders;

export function loader() {
  return publicly(currentFramework);
}

export default function Competencies({ loaderData: { version, competencies } }: Route.ComponentProps) {
  return (
    <Page title={version.title} lead={`Agreed on by the ${version.creator} in ${version.adoptedOn}, for every medical student.`}>
      <PublicHead
        title={version.title}
        description="The five competencies in serious illness communication, with their published source."
        ld={(site) =>
          termsLd(site, {
            path: '/competencies',
            title: version.title,
            terms: competencies.map(({ code, shortTitle, text }) => ({ code, title: shortTitle, text, path: `/competencies/${code}` })),
          })
        }
      />
      <Numbered statements={competencies.map(({ code, text }) => ({ numeral: code, words: text, to: `/competencies/${code}` }))} />
      <p className="source">
        Source: <a href={version.sourceUrl ?? undefined}>{version.sourceTitle}</a>. {version.sourceNote}
      </p>
      <p>
        <a href={`/frameworks/${version.slug}`}>The whole framework, with its versions, to print, to cite and to take away</a> ·{' '}
        <a href="/frameworks">All frameworks</a>
      </p>
    </Page>
  );
}
