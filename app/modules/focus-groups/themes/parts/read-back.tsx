import { Button } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';

type ReadBackProps = {
  readings: readonly { id: string; pseudonym: string; answer: string; words: string; on: string }[];
  asked: readonly { id: string; pseudonym: string; until: string; isOpen: boolean }[];
  mayBeAsked: readonly { id: string; pseudonym: string }[];
  /** A link that was just made; it is shown once. */
  link: string | null;
  mayAsk: boolean;
};

/** Each answer of a participant in words. */
const answerWords: Readonly<Record<string, string>> = { yes: 'It fits what I meant', partly: 'It fits in part', no: 'It does not fit' };

/** What participants said of a theme who read it back, and, for who asks, whom to ask and which links are open. */
export function ReadBack({ readings, asked, mayBeAsked, link, mayAsk }: ReadBackProps) {
  return (
    <Section title="What participants say of it">
      {link !== null && (
        <Note kind="success" title="The link is made: copy it now, it is shown once" isAnswer>
          <p className="wrap-anywhere">
            <code>{link}</code>
          </p>
          <p>Send it to this participant alone, by the email address in the key. It opens this theme for 30 days and says no name.</p>
        </Note>
      )}
      {readings.length === 0 && <p className="muted">Nobody has read it back yet.</p>}
      <ul className="plain-list">
        {readings.map(({ id, pseudonym, answer, words, on }) => (
          <li key={id}>
            <strong>{pseudonym}</strong>, {on}: {answerWords[answer]}
            {words && <p>{words}</p>}
          </li>
        ))}
      </ul>
      {asked.length > 0 && (
        <ul className="plain-list">
          {asked.map(({ id, pseudonym, until, isOpen }) => (
            <li key={id}>
              {pseudonym} was asked. {isOpen ? `The link opens until ${until}.` : 'The link opens nothing any more.'}{' '}
              {isOpen && (
                <form method="post" className="inline">
                  <input type="hidden" name="linkId" value={id} />
                  <Button kind="quiet" name="act" value="end">
                    End the link<span className="visually-hidden"> of {pseudonym}</span>
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayAsk && mayBeAsked.length === 0 && <p className="muted">Only who agreed to be contacted again can be asked; nobody did.</p>}
      {mayBeAsked.length > 0 && (
        <form method="post" className="bar fields">
          <p className="field">
            <label htmlFor="participantId">Participant to ask</label>
            <select id="participantId" name="participantId" defaultValue="">
              <option value="">Choose</option>
              {mayBeAsked.map(({ id, pseudonym }) => (
                <option key={id} value={id}>
                  {pseudonym}
                </option>
              ))}
            </select>
          </p>
          <Button name="act" value="ask">
            Make a link to this theme
          </Button>
        </form>
      )}
    </Section>
  );
}
