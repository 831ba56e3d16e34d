import { addressed } from '#app/platform/form.ts';
import { scoped } from '#app/platform/web.server.ts';
import { dayIn } from '#app/ui/date.ts';
import { Empty } from '#app/ui/empty.tsx';
import { Facts } from '#app/ui/facts.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import { zoneOf } from '../../../members/queries.server.ts';
import { mayReadOriginalsOf } from '../../study/key-queries.server.ts';
import { studyNamed } from '../../study/queries.server.ts';
import { TranscriptPage } from '../parts/transcript-page.tsx';
import { Turns } from '../parts/turns.tsx';
import { PassageId } from '../schema.ts';
import { signedTranscript } from '../text-queries.server.ts';
import type { Route } from './+types/read';

export function loader({ context, params, request }: Route.LoaderArgs) {
  const transcriptId = addressed(PassageId, params.transcript, 'This transcript');
  return scoped({ context, request }, async (scope) => {
    const study = await studyNamed(scope, params.study);
    const signed = await signedTranscript(scope, study, transcriptId);
    return { study, ...signed, isNamed: await mayReadOriginalsOf(scope, study, signed.transcript.siteId), zone: await zoneOf(scope) };
  });
}

export default function Read({ loaderData: { study, transcript, text, turns, isClosed, isNamed, zone } }: Route.ComponentProps) {
  return (
    <TranscriptPage
      study={study}
      transcript={transcript}
      here="/read"
      isNamed={isNamed}
      title={transcript.title}
      lead={`What was said at ${transcript.site}, by pseudonym.`}
    >
      {isClosed && (
        <Note kind="attention" title="This text is closed for now">
          Somebody who speaks in it withdrew, and what they said is taken out first. It opens again when the text without it is signed.
        </Note>
      )}
      {!text && !isClosed && (
        <Empty title="Not signed yet">The team reads it once what says who somebody is was taken out, and a second reader signed.</Empty>
      )}
      {text && (
        <>
          <Facts
            facts={[
              ['Version', `${text.number}`],
              ['Signed', `${text.signer ?? 'by somebody who left'}, ${dayIn(text.signedAt!, zone)}`],
              ['What may still tell who somebody is', text.residualRisk],
            ]}
          />
          <Section title="What was said">
            <Turns turns={turns} />
          </Section>
        </>
      )}
    </TranscriptPage>
  );
}
