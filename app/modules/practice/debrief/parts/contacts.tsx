import { Note } from '#app/ui/note.tsx';
import type { Contact } from '../queries.server.ts';

/** Who helps, first of all: in an emergency, and whom one's schools name. */
export function Contacts({ named }: { named: ReadonlyArray<{ school: string; contacts: readonly Contact[] }> }) {
  return (
    <Note kind="attention" title="If you need somebody now">
      <p>
        If you or somebody else is in danger, call the emergency number of the place where you are. If you think of harming yourself, call
        it too, or a crisis line near you: they are there for this, also at night.
      </p>
      {named.map(({ school, contacts }) => (
        <section key={school} aria-label={`Support at ${school}`}>
          <p>
            <strong>{school}</strong>
          </p>
          <ul>
            {contacts.map((each) => (
              <li key={each.id}>
                <Support contact={each} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {named.length === 0 && <p>Your school has named nobody here yet. Student affairs, or a teacher whom you trust, know who helps.</p>}
    </Note>
  );
}

/** One of them, with how they are reached. */
export function Support({ contact: { name, words, phone, link } }: { contact: Contact }) {
  return (
    <>
      {link ? (
        <a href={link} rel="noreferrer">
          {name}
        </a>
      ) : (
        name
      )}
      {phone && (
        <>
          {', '}
          <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a>
        </>
      )}
      {words && <span className="muted">, {words}</span>}
    </>
  );
}
