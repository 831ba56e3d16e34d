import { createContext, useContext } from 'react';
import { useLocation } from 'react-router';
import { absolute, type SiteFacts } from '#app/platform/linked-data.ts';

/** The site around a public page; the layout of the public pages gives it. */
export const Site = createContext<SiteFacts>({ origin: '', name: '' });

type PublicHeadProps = {
  title: string;
  /** One or two sentences, for whoever sees the link elsewhere. */
  description: string;
  /** The page's own address where it is not the one that was asked for. */
  path?: string;
  /** A picture of the page: an own path, and what it shows. */
  image?: { path: string; alt: string } | null;
  /** `article`: written on a day. */
  kind?: 'website' | 'article';
  published?: string | null;
  changed?: string | null;
  /** What the page is about, for programs: `(site) => eventLd(site, …)`, one of the functions of `app/platform/linked-data.ts`. */
  ld?: (site: SiteFacts) => object;
};

/**
 * The head of a public page: every one draws it once, first thing in its `<Page>`, instead of a `<title>` and a description of its own. It says the title, the one address
 * (canonical), how a link to it looks elsewhere (Open Graph), the feeds, and what it is about (JSON-LD: data, no script that runs).
 *
 *     <PublicHead title="Sitting with silence" description={firstWords(text, 40)} ld={(site) => eventLd(site, { path, … })} />
 */
export function PublicHead({ title, description, path, image, kind = 'website', published, changed, ld }: PublicHeadProps) {
  const site = useContext(Site);
  const { pathname } = useLocation();
  const address = absolute(site, path ?? pathname);
  const words = description.length > 300 ? `${description.slice(0, 297).trimEnd()}…` : description;
  return (
    <>
      <title>{title}</title>
      <meta name="description" content={words} />
      <link rel="canonical" href={address} />
      <link rel="alternate" type="application/atom+xml" title={`Updates of the ${site.name}`} href="/updates.atom" />
      <link rel="alternate" type="application/feed+json" title={`Updates of the ${site.name}`} href="/updates.json" />
      <meta property="og:type" content={kind} />
      <meta property="og:site_name" content={site.name} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={words} />
      <meta property="og:url" content={address} />
      {image && <meta property="og:image" content={absolute(site, image.path)} />}
      {image && <meta property="og:image:alt" content={image.alt} />}
      <meta name="twitter:card" content={image ? 'summary_large_image' : 'summary'} />
      {published && <meta property="article:published_time" content={published} />}
      {changed && <meta property="article:modified_time" content={changed} />}
      {/* Only a letter that JSON knows another name for, so that no text of a page ends the element it stands in. */}
      {ld && <script type="application/ld+json">{JSON.stringify(ld(site)).replaceAll('<', '\\u003c')}</script>}
    </>
  );
}
