import assert from 'node:assert/strict';
import { test } from 'node:test';
import jsonld from 'jsonld';
import { readLinkedData } from '../../tests/schema-org.ts';
import { articleLd, eventLd, newsLd, organizationLd, profileLd, resourceLd, seriesLd, termsLd } from './linked-data.ts';

const site = { origin: 'https://concord.example', name: 'A collaborative' };

/** Read by another program, with schema.org's own meaning of its terms and without its network. */
async function read(document: object): Promise<Record<string, unknown>> {
  const contexts = async () => ({
    contextUrl: undefined,
    documentUrl: 'https://schema.org',
    document: { '@context': { '@vocab': 'https://schema.org/' } },
  });
  const [first] = await jsonld.expand(JSON.parse(JSON.stringify(document)), { documentLoader: contexts });
  return first as Record<string, unknown>;
}
const value = (found: unknown) => (found as [{ '@value': string }])[0]['@value'];

test('a session of the forum is an event with its time, its zone’s offset, and its page as the place to register', async () => {
  const event = await read(
    eventLd(site, {
      path: '/forum/tufts',
      title: 'What’s happening at each school',
      description: 'Each school tells.',
      starts: '2024-06-25T12:00:00-04:00',
      ends: '2024-06-25T13:00:00-04:00',
      mode: 'online',
      speakers: [{ name: 'Ada Quill', orcid: '0000-0002-1825-0097' }],
    }),
  );
  assert.deepEqual(event['@type'], ['https://schema.org/Event']);
  assert.equal(value(event['https://schema.org/startDate']), '2024-06-25T12:00:00-04:00');
  assert.equal(value(event['https://schema.org/eventStatus']), 'https://schema.org/EventScheduled');
  assert.match(JSON.stringify(event['https://schema.org/location']), /VirtualLocation.*https:\/\/concord.example\/forum\/tufts/);
  assert.match(JSON.stringify(event['https://schema.org/performer']), /orcid.org\/0000-0002-1825-0097/);
});
test('a publication stands in its volume and issue, with its DOI and its authors in their order', async () => {
  const article = await read(
    articleLd(site, {
      path: '/publications/a',
      title: 'A paper </script>',
      authors: [{ name: 'Ada Quill' }, { name: 'A Coalition', isBody: true }],
      issued: '2024-01',
      journal: 'A Journal',
      volume: '27',
      issue: '1',
      pages: '39-46',
      doi: '10.1089/jpm.2022.0562',
    }),
  );
  assert.deepEqual(article['@type'], ['https://schema.org/ScholarlyArticle']);
  assert.match(JSON.stringify(article['https://schema.org/isPartOf']), /PublicationIssue.*PublicationVolume.*Periodical/);
  assert.match(JSON.stringify(article['https://schema.org/author']), /Person.*Ada Quill.*Organization.*A Coalition/);
  assert.equal(value(article['https://schema.org/sameAs']), 'https://doi.org/10.1089/jpm.2022.0562');
});
test('material says what it teaches, for how long and under which licence; the collaborative says its members', async () => {
  const item = await read(
    resourceLd(site, {
      path: '/library/a',
      title: 'Sitting with silence',
      description: 'A session.',
      kind: 'session',
      authors: [],
      teaches: [{ name: 'Competency 2', path: '/competencies/2' }],
      minutes: 90,
      license: 'https://creativecommons.org/licenses/by/4.0/',
    }),
  );
  assert.equal(value(item['https://schema.org/timeRequired']), 'PT90M');
  assert.match(JSON.stringify(item['https://schema.org/teaches']), /concord.example\/competencies\/2/);
  const us = await read(organizationLd(site, { about: 'We.', mission: 'Upon graduation', members: ['Ashby'] }));
  assert.match(JSON.stringify(us['https://schema.org/member']), /CollegeOrUniversity.*Ashby/);
});
test('an update is news of a day, a series its events, a speaker a person, a competency a term with its code; what is empty is not said', async () => {
  const news = await read(newsLd(site, { path: '/updates/a', title: 'News', description: '', published: '2024-05-01T00:00:00.000Z' }));
  assert.equal(value(news['https://schema.org/datePublished']), '2024-05-01T00:00:00.000Z');
  assert.equal(news['https://schema.org/description'], undefined);
  const series = await read(seriesLd(site, { path: '/forum/series/a', title: 'Forum', description: 'Each month.', host: '' }));
  assert.match(JSON.stringify(series['https://schema.org/organizer']), /A collaborative/);
  const speaker = {
    path: '/forum/speakers/a',
    name: 'Ada Quill',
    role: 'Nurse',
    affiliation: '',
    biography: '',
    link: 'https://example.org/',
  };
  const profile = await read(profileLd(site, speaker));
  assert.match(JSON.stringify(profile['https://schema.org/mainEntity']), /Person.*Nurse.*Ada Quill/);
  const terms = await read(
    termsLd(site, {
      path: '/competencies',
      title: 'A framework',
      terms: [{ code: '2', title: 'Strong emotions', text: 'Responds.', path: '/competencies/2' }],
    }),
  );
  assert.match(JSON.stringify(terms['https://schema.org/hasDefinedTerm']), /concord.example\/competencies\/2.*DefinedTerm/);
  for (const each of [
    newsLd(site, { path: '/a', title: 'A', description: '', published: '2024-05-01' }),
    seriesLd(site, { path: '/a', title: 'A', description: '', host: '' }),
    profileLd(site, speaker),
  ])
    await readLinkedData(JSON.stringify(each));
});
