import { day } from '#app/ui/date.ts';
import { Facts } from '#app/ui/facts.tsx';
import { Section } from '#app/ui/page.tsx';
import { anchorWords, aspects, type Chosen, facilitationSources } from '../facilitation.ts';

type Props = {
  observation: {
    readonly name: string;
    readonly observerName: string;
    readonly onDay: string | null;
    readonly taught: string;
    readonly well: string;
    readonly toTry: string;
    readonly aspects: Readonly<Record<string, Chosen>>;
    readonly readWords: string;
  };
};

/** An observation to be read: the narrative, then the words chosen with what they look like. No figure is made of it. */
export function ObservationReading({ observation }: Props) {
  const { name, observerName, onDay, taught, well, toTry, readWords } = observation;
  return (
    <>
      <Facts
        facts={[
          ['Teaching of', name],
          ['Observed by', observerName],
          ['On', onDay === null ? null : day(onDay)],
          ['What was taught', taught],
        ]}
      />
      <Section title="What went well">
        <p className="lines">{well}</p>
      </Section>
      <Section title="What to try next">
        <p className="lines">{toTry}</p>
      </Section>
      <Section title="Aspect by aspect">
        <Facts
          facts={aspects.map(({ id, title, anchors }) => {
            const chosen = observation.aspects[id] ?? 'unseen';
            return [title, chosen === 'unseen' ? anchorWords.unseen : `${anchorWords[chosen]}. ${anchors[chosen]}`];
          })}
        />
        <p className="muted small">
          The words are ordered and are no numbers: they are never added up, averaged or compared between people. One session is one
          session.
        </p>
      </Section>
      {readWords && (
        <Section title={`What ${name} answered`}>
          <p className="lines">{readWords}</p>
        </Section>
      )}
      <Sources />
    </>
  );
}

/** What the rubric rests on. */
export function Sources() {
  return (
    <details>
      <summary>What the aspects rest on</summary>
      <p>The aspects and their words are our own. They rest on:</p>
      <ul>
        {facilitationSources.map(({ words, url }) => (
          <li key={url}>
            <a href={url}>{words}</a>
          </li>
        ))}
      </ul>
    </details>
  );
}
