import type {
  DefinedTermSet,
  Event,
  EventSeries,
  LearningResource,
  NewsArticle,
  Organization,
  Person,
  ProfilePage,
  ScholarlyArticle,
  WithContext,
} from 'schema-dts';

/** The site that a page is of: the origin that people use (`https://concord.example`) and the collaborative's name. */
export type SiteFacts = { readonly origin: string; readonly name: string };
/** Somebody who is cited by name: a person, or a body that signs as one. */
export type Named = { readonly name: string; readonly isBody?: boolean; readonly orcid?: string | null };

const context = 'https://schema.org' as const;

/** An own path as the whole address; what is whole already stays. */
export function absolute({ origin }: Pick<SiteFacts, 'origin'>, path: string): string {
  return new URL(path, origin || 'http://localhost').href;
}

function named({ name, isBody, orcid }: Named): Person | Organization {
  if (isBody) return { '@type': 'Organization', name };
  return { '@type': 'Person', name, ...(orcid ? { '@id': `https://orcid.org/${orcid}` } : {}) };
}

function published({ origin, name }: SiteFacts): Organization {
  return { '@type': 'Organization', '@id': `${origin}/#organization`, name, url: `${origin}/` };
}

/** The collaborative itself, with its member schools. */
export function organizationLd(
  site: SiteFacts,
  { about, mission, members }: { about: string; mission: string; members: readonly string[] },
): WithContext<Organization> {
  return {
    '@context': context,
    '@type': 'Organization',
    '@id': `${site.origin}/#organization`,
    name: site.name,
    url: `${site.origin}/`,
    description: about,
    slogan: mission,
    member: members.map((name) => ({ '@type': 'CollegeOrUniversity', name })),
  };
}

/** What is said of an event. Times are ISO 8601 with their offset; `path`: its page. The link to join is never said: people register on that page. */
export type EventFacts = {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly starts: string;
  readonly ends?: string | null;
  readonly status?: 'scheduled' | 'cancelled' | 'moved';
  /** When it was to begin before it moved. */
  readonly startedBefore?: string | null;
  readonly mode: 'online' | 'in person' | 'both';
  /** Where one goes; of an event that is in person, or both. */
  readonly place?: string | null;
  readonly organizer?: string | null;
  readonly speakers?: readonly Named[];
};

/** An event: a session of the forum. */
export function eventLd(site: SiteFacts, event: EventFacts): WithContext<Event> {
  const url = absolute(site, event.path);
  const online = { '@type': 'VirtualLocation' as const, url };
  const room = { '@type': 'Place' as const, name: event.place ?? 'To be announced', address: event.place ?? 'To be announced' };
  const status = { scheduled: 'EventScheduled', cancelled: 'EventCancelled', moved: 'EventRescheduled' } as const;
  const modes = {
    online: 'OnlineEventAttendanceMode',
    'in person': 'OfflineEventAttendanceMode',
    both: 'MixedEventAttendanceMode',
  } as const;
  return {
    '@context': context,
    '@type': 'Event',
    '@id': url,
    url,
    name: event.title,
    description: event.description,
    startDate: event.starts,
    endDate: event.ends ?? undefined,
    previousStartDate: event.startedBefore ?? undefined,
    eventStatus: `https://schema.org/${status[event.status ?? 'scheduled']}`,
    eventAttendanceMode: `https://schema.org/${modes[event.mode]}`,
    location: event.mode === 'both' ? [online, room] : event.mode === 'online' ? online : room,
    organizer: event.organizer ? { '@type': 'Organization', name: event.organizer } : published(site),
    performer: event.speakers?.map(named),
    isAccessibleForFree: true,
  };
}

/** Events that belong together, such as those of every second month. */
export function seriesLd(
  site: SiteFacts,
  { path, title, description, host }: { path: string; title: string; description: string; host: string },
): WithContext<EventSeries> {
  const url = absolute(site, path);
  return {
    '@context': context,
    '@type': 'EventSeries',
    '@id': url,
    url,
    name: title,
    description: description || undefined,
    organizer: host ? { '@type': 'Organization', name: host } : published(site),
    isAccessibleForFree: true,
  };
}

/** Somebody who speaks at events, as they confirmed it. */
export function profileLd(
  site: SiteFacts,
  {
    path,
    name,
    role,
    affiliation,
    biography,
    link,
  }: { path: string; name: string; role: string; affiliation: string; biography: string; link: string | null },
): WithContext<ProfilePage> {
  const url = absolute(site, path);
  return {
    '@context': context,
    '@type': 'ProfilePage',
    '@id': url,
    url,
    mainEntity: {
      '@type': 'Person',
      name,
      jobTitle: role || undefined,
      affiliation: affiliation ? { '@type': 'Organization', name: affiliation } : undefined,
      description: biography || undefined,
      sameAs: link ?? undefined,
    },
  };
}

/** What is said of an update. Times are ISO 8601; `image`: an own path. */
export type NewsFacts = {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly published: string;
  readonly changed?: string | null;
  readonly image?: string | null;
};

/** News of the collaborative. */
export function newsLd(site: SiteFacts, news: NewsFacts): WithContext<NewsArticle> {
  const url = absolute(site, news.path);
  return {
    '@context': context,
    '@type': 'NewsArticle',
    '@id': url,
    url,
    headline: news.title,
    description: news.description || undefined,
    datePublished: news.published,
    dateModified: news.changed ?? undefined,
    image: news.image ? absolute(site, news.image) : undefined,
    author: published(site),
    publisher: published(site),
    isAccessibleForFree: true,
  };
}

/** A framework, or a part of one, as terms with a code. */
export type TermsFacts = {
  readonly path: string;
  readonly title: string;
  readonly description?: string;
  readonly terms: ReadonlyArray<{ readonly code: string | null; readonly title: string; readonly text: string; readonly path: string }>;
};

/** Terms that are defined together: the competencies of a framework. On the page of one of them the set holds that one. */
export function termsLd(site: SiteFacts, { path, title, description, terms }: TermsFacts): WithContext<DefinedTermSet> {
  const url = absolute(site, path);
  return {
    '@context': context,
    '@type': 'DefinedTermSet',
    '@id': url,
    url,
    name: title,
    description: description || undefined,
    hasDefinedTerm: terms.map((term) => ({
      '@type': 'DefinedTerm',
      '@id': absolute(site, term.path),
      url: absolute(site, term.path),
      name: term.title,
      termCode: term.code ?? undefined,
      description: term.text,
    })),
  };
}

/** What is said of a publication. `issued`: `2024`, `2024-05` or a day. */
export type ArticleFacts = {
  readonly path: string;
  readonly title: string;
  readonly authors: readonly Named[];
  readonly issued: string | null;
  readonly journal?: string | null;
  readonly volume?: string | null;
  readonly issue?: string | null;
  readonly pages?: string | null;
  readonly doi?: string | null;
  readonly abstract?: string | null;
};

/** A publication of the collaborative. */
export function articleLd(site: SiteFacts, article: ArticleFacts): WithContext<ScholarlyArticle> {
  const url = absolute(site, article.path);
  const journal = article.journal ? { '@type': 'Periodical' as const, name: article.journal } : undefined;
  const volume = article.volume ? { '@type': 'PublicationVolume' as const, volumeNumber: article.volume, isPartOf: journal } : journal;
  return {
    '@context': context,
    '@type': 'ScholarlyArticle',
    '@id': url,
    url,
    headline: article.title,
    name: article.title,
    author: article.authors.map(named),
    datePublished: article.issued ?? undefined,
    isPartOf: article.issue ? { '@type': 'PublicationIssue', issueNumber: article.issue, isPartOf: volume } : volume,
    pagination: article.pages ?? undefined,
    sameAs: article.doi ? `https://doi.org/${article.doi}` : undefined,
    identifier: article.doi ? { '@type': 'PropertyValue', propertyID: 'DOI', value: article.doi } : undefined,
    abstract: article.abstract ?? undefined,
  };
}

/** What is said of an item of the library, or of a lesson. `minutes`: how long it takes; `license`: an address. */
export type ResourceFacts = {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly kind: string;
  readonly authors: readonly Named[];
  readonly teaches?: ReadonlyArray<{ readonly name: string; readonly path: string }>;
  readonly level?: string | null;
  readonly minutes?: number | null;
  readonly license?: string | null;
  readonly version?: string | null;
  readonly issued?: string | null;
  readonly changed?: string | null;
  /** The page, or the address elsewhere, of what it adapts. */
  readonly basedOn?: string | null;
};

/** Something to teach with, or to learn from: an item of the library, a lesson. */
export function resourceLd(site: SiteFacts, resource: ResourceFacts): WithContext<LearningResource> {
  const url = absolute(site, resource.path);
  return {
    '@context': context,
    '@type': 'LearningResource',
    '@id': url,
    url,
    name: resource.title,
    description: resource.description,
    learningResourceType: resource.kind,
    author: resource.authors.map(named),
    publisher: published(site),
    teaches: resource.teaches?.map(({ name, path }) => ({ '@type': 'DefinedTerm', name, url: absolute(site, path) })),
    educationalLevel: resource.level ?? undefined,
    timeRequired: resource.minutes ? `PT${resource.minutes}M` : undefined,
    license: resource.license ?? undefined,
    version: resource.version ?? undefined,
    datePublished: resource.issued ?? undefined,
    dateModified: resource.changed ?? undefined,
    isBasedOn: resource.basedOn ? absolute(site, resource.basedOn) : undefined,
    isAccessibleForFree: true,
  };
}
