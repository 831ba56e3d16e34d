import { redirect } from 'react-router';
import { ownAddress } from '#app/platform/config.server.ts';
import { profileLd } from '#app/platform/linked-data.ts';
import { logFault } from '#app/platform/log.server.ts';
import { sendMailLater } from '#app/platform/mail.server.ts';
import { firstWords } from '#app/platform/markdown.ts';
import { publicHeaders, publicly } from '#app/platform/web.server.ts';
import { Button } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { Page, Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { PublicHead } from '#app/ui/public-head.tsx';
import { askAsSpeaker } from '../../speakers/commands.server.ts';
import { speakerMail } from '../../speakers/question-mail.ts';
import { Cited } from '../parts/cited.tsx';
import { EventPage } from '../parts/event-list.tsx';
import { speakerPage } from '../queries.server.ts';
import { programmeSearch, withZone } from '../schema.ts';
import type { Route } from './+types/speaker';

export const headers = publicHeaders;

export async function loader({ params, request }: Route.LoaderArgs) {
  const { zone, ...pages } = programmeSearch(request);
  return {
    ...(await publicly((scope) => speakerPage(scope, params.speaker, { ...pages, now: new Date() }))),
    zone,
    done: new URL(request.url).searchParams.get('done'),
    address: new URL(request.url).search,
  };
}

export async function action({ params, request }: Route.ActionArgs) {
  const asked = await publicly((scope) => askAsSpeaker(scope, params.speaker));
  // A moment later, so that the time of the answer does not tell whether there was a mail to send.
  if (asked !== null) sendMailLater(speakerMail(asked, ownAddress()), (error) => logFault('speaker-link', error));
  return redirect(withZone(`/forum/speakers/${params.speaker}?done=ask`, programmeSearch(request).zone));
}

export default function SpeakerPage({ loaderData }: Route.ComponentProps) {
  const { speaker, coming, past, zone, done } = loaderData;
  const { slug, name, role, affiliation, biography, link, isSample } = speaker;
  return (
    <Page
      title={name}
      lead={[role, affiliation].filter(Boolean).join(', ') || undefined}
      crumbs={[{ label: 'Forum', to: withZone('/forum', zone) }, { label: name }]}
      status={isSample ? 'A sample: this person is invented.' : undefined}
    >
      <PublicHead
        title={name}
        description={firstWords(biography, 250) || `${name}, a speaker of the education forum.`}
        ld={(site) =>
          profileLd(site, { path: `/forum/speakers/${slug}`, name, role, affiliation, biography: firstWords(biography, 250), link })
        }
      />
      {done === 'ask' && (
        <Note kind="success" title="A mail is on its way, if an address is known" isAnswer>
          It goes to the speaker’s own address, once a day at most.
        </Note>
      )}
      {speaker.pictureWords !== null && (
        <p>
          <img
            className="portrait"
            src={`/forum/speakers/${speaker.slug}/picture.webp`}
            alt={speaker.pictureWords}
            width={speaker.pictureWidth!}
            height={speaker.pictureHeight!}
          />
        </p>
      )}
      {biography && <Prose markdown={biography} />}
      {link !== null && (
        <p>
          <a href={link}>More at {new URL(link).hostname}</a>
        </p>
      )}
      <Cited of={speaker} />
      {coming.total > 0 && (
        <Section title="Coming">
          <EventPage events={coming} of="coming" zone={zone} search={loaderData.address} />
        </Section>
      )}
      {past.total > 0 && (
        <Section title="Past">
          <EventPage events={past} of="past" zone={zone} search={loaderData.address} />
        </Section>
      )}
      <form method="post" className="bar no-print">
        <span className="muted">Is this you? Change the page, or withdraw it, by a link that we mail to you.</span>
        <Button kind="quiet">Mail me the link</Button>
      </form>
    </Page>
  );
}
