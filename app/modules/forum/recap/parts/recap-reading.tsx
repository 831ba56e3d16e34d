import { fileSize } from '#app/ui/count.ts';
import { Section } from '#app/ui/page.tsx';
import { Prose } from '#app/ui/prose.tsx';
import { languageWords } from '../../events/event.ts';
import type { Recap } from '../queries.server.ts';

const kinds = { slides: 'Slides', recording: 'Recording', transcript: 'Transcript', handout: 'Handout' } as const;
const recordings = {
  unknown: null,
  coming: 'The recording is being prepared.',
  here: null,
  none: 'This event was not recorded.',
} as const;

/** What stays of an event: the recap, three things to try, recording and slides with their captions, the transcript. */
export function RecapReading({ slug, recap }: { slug: string; recap: Recap }) {
  const { words, tries, recording, noRecordingWhy, transcript, materials } = recap;
  return (
    <>
      {(words || tries.length > 0) && (
        <Section title="Recap" id="recap">
          {words && <Prose markdown={words} from={3} />}
          {tries.length > 0 && (
            <div className="prose">
              <h3>{tries.length === 1 ? 'One thing to try' : tries.length === 2 ? 'Two things to try' : 'Three things to try'}</h3>
              <ol>
                {tries.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ol>
            </div>
          )}
        </Section>
      )}
      <Section title="Recording and slides" id="materials">
        {recordings[recording] && <p>{[recordings[recording], noRecordingWhy].filter(Boolean).join(' ')}</p>}
        {materials.length > 0 && (
          <ul className="links">
            {materials.map(({ id, kind, title, link, bytes, language, captions }) => (
              <li key={id}>
                <a href={link ?? `/forum/${slug}/files/${id}`}>{title}</a>
                <span className="muted">
                  {`, ${[
                    kinds[kind].toLowerCase(),
                    languageWords(language),
                    kind === 'recording' && (captions === null ? 'without captions' : `captions: ${languageWords(captions)}`),
                    bytes !== null && fileSize(bytes),
                  ]
                    .filter(Boolean)
                    .join(', ')}`}
                </span>
              </li>
            ))}
          </ul>
        )}
        {materials.length === 0 && recordings[recording] === null && <p>Nothing was given to keep.</p>}
        {transcript && (
          <details>
            <summary>Transcript</summary>
            <p className="lines">{transcript}</p>
          </details>
        )}
      </Section>
    </>
  );
}
