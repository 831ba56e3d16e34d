import { ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';

type Props = {
  waiting: {
    readonly toRead: ReadonlyArray<{ id: string; observerName: string }>;
    readonly toWrite: ReadonlyArray<{ id: string; name: string; programme: string }>;
  };
};

/** Observations of teaching that wait for the reader: of their own to be read, and those that they are asked to write; nothing where there is none. */
export function FacultyWaits({ waiting: { toRead, toWrite } }: Props) {
  return (
    <>
      {toRead.map(({ id, observerName }) => (
        <Note key={id} kind="attention" title={`${observerName} wrote down what they saw of your teaching`}>
          <p>You are the first to read it. Others see it once you said that you did.</p>
          <p className="bar">
            <ButtonLink href={`/w/faculty/observations/${id}`}>Read it</ButtonLink>
          </p>
        </Note>
      ))}
      {toWrite.map(({ id, name, programme }) => (
        <Note key={id} kind="attention" title={`You are asked to observe ${name}`}>
          <p>{programme}</p>
          <p className="bar">
            <ButtonLink href={`/w/faculty/observations/${id}`}>Write what you saw</ButtonLink>
          </p>
        </Note>
      ))}
    </>
  );
}
