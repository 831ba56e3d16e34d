import { Note } from '#app/ui/note.tsx';

const words: Record<string, string> = {
  invite: 'The invitation is on its way',
  withdraw: 'The invitation is withdrawn',
  'end-role': 'The role has ended',
  facts: 'The school’s facts are saved',
  phases: 'The phases are saved',
  profile: 'The profile is saved; the public pages show it now',
  school: 'The school has joined',
  name: 'Your name is saved',
  reminders: 'Your time zone and reminders are saved',
  list: 'The public members page names you now',
  unlist: 'The public members page no longer names you',
};

type DoneProps = { done: string | null; invitation?: { name: string; address: string } | null; isUnsent?: boolean };

/** Answers what the person just did. An invitation's address is shown too, since mail may take its time or not arrive. */
export function DoneNote({ done, invitation, isUnsent = false }: DoneProps) {
  const title = done !== null && Object.hasOwn(words, done) ? words[done] : undefined;
  if (title === undefined) return null;
  if (done !== 'invite') return <Note kind="success" title={title} isAnswer />;
  return (
    <Note
      kind={isUnsent ? 'attention' : 'success'}
      title={isUnsent ? 'The invitation stands, but its mail could not be sent' : title}
      isAnswer
    >
      {invitation && (
        <p>
          {isUnsent ? `Send ${invitation.name} this address yourself` : `You can also give ${invitation.name} this address yourself`}:{' '}
          <span className="num">{invitation.address}</span>. It is of use only to whoever reads the invited email address.
        </p>
      )}
    </Note>
  );
}
