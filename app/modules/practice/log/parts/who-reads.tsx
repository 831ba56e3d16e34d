import { Note } from '#app/ui/note.tsx';

/** Who could ever read a log, said before anything is written and wherever somebody asks. */
export function WhoReads() {
  return (
    <Note title="Who reads it">
      <p>
        Only you. No teacher, no lead of your school and nobody of the collaborative opens it, whatever their role. Somebody else reads what
        you show them, until a day that you choose, and you see when they looked.
      </p>
      <p>
        What nobody can promise: whoever runs the machine on which Concord is installed can read what is stored there. Write nothing that
        tells who a patient is. You can take everything along and delete everything at any time.
      </p>
    </Note>
  );
}
