import { count } from '#app/ui/count.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Section } from '#app/ui/page.tsx';
import type { Grounds as Ids } from '../grounds.ts';
import { Passages, type ShownPassage } from './passages.tsx';

/** Whom a theme rests on, by name. */
export function Grounds({ grounds: { sites, sessions, participants }, counterSearch }: { grounds: Ids; counterSearch: string }) {
  return (
    <Section title="Rests on">
      <Facts
        facts={[
          ['Sites', sites.join(', ') || 'none yet'],
          ['Sessions', sessions.join('; ') || 'none yet'],
          [
            'Participants',
            participants.length > 0
              ? `${count(participants.length, 'participant', 'participants')}: ${participants.join(', ')}`
              : 'none yet',
          ],
          ['Counter-examples looked for', counterSearch || null],
        ]}
      />
      <p className="muted small">
        Whose passages, or whose turns under its codes, speak for it. Codings of a blind round count once it is open. No share of people is
        made of it: who said nothing in a group may think it too.
      </p>
    </Section>
  );
}

/** The passages of a theme by what they are to it. A quote whose consent is gone stands apart, without its words. */
export function Evidence({ passages, mayChange }: { passages: readonly ShownPassage[]; mayChange: boolean }) {
  const of = (wanted: string) => passages.filter(({ kind, mayQuote }) => kind === wanted && (kind !== 'quote' || mayQuote));
  const gone = passages.filter(({ kind, mayQuote }) => kind === 'quote' && !mayQuote);
  return (
    <>
      <Some title="Quotes" none="No quote yet." passages={of('quote')} mayChange={mayChange} />
      {gone.length > 0 && (
        <Section title={`May no longer be quoted (${gone.length})`}>
          <p className="muted">Their words are shown nowhere now. Take them out, or leave the place as part of the trail.</p>
          <Passages passages={gone} mayChange={mayChange} />
        </Section>
      )}
      <Some title="Counter-examples" none="None yet." passages={of('counter')} mayChange={mayChange} />
      <Some title="Support" none="None yet." passages={of('support')} mayChange={mayChange} />
    </>
  );
}

type SomeProps = { title: string; none: string; passages: readonly ShownPassage[]; mayChange: boolean };

function Some({ title, none, passages, mayChange }: SomeProps) {
  return (
    <Section title={`${title} (${passages.length})`}>
      {passages.length === 0 ? <p className="muted">{none}</p> : <Passages passages={passages} mayChange={mayChange} />}
    </Section>
  );
}
