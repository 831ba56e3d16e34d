import { day } from '#app/ui/date.ts';
import { Section } from '#app/ui/page.tsx';
import type { Note } from '../notebook-queries.server.ts';
import { Paragraphs } from './paragraphs.tsx';

/** What a note is, in words. */
export const noteKinds = { meeting: 'Meeting', memo: 'Reflexive memo', reading: 'Reading pass' };

/** Notes in their order, each with what it is about. `base`: the study's address. */
export function NoteList({ notes, base }: { notes: readonly Note[]; base: string }) {
  return notes.map(({ id, kind, heldOn, by, who, minutes, text, decided, about }) => (
    <Section key={id} title={`${noteKinds[kind]}, ${day(heldOn)}`}>
      <p className="muted">{[by, who, minutes !== null && `${minutes} min`].filter(Boolean).join(' · ')}</p>
      <Paragraphs text={text} />
      {decided && (
        <p>
          <strong>Decided:</strong> {decided}
        </p>
      )}
      {about.length > 0 && (
        <p className="small">
          About{' '}
          {about.map((each, at) => (
            <span key={each.id}>
              {at > 0 && ', '}
              <a href={base + each.path}>{each.label}</a>
            </span>
          ))}
        </p>
      )}
    </Section>
  ));
}
