import { ButtonLink } from '#app/ui/button.tsx';
import { Empty } from '#app/ui/empty.tsx';

/** Stands where something would be kept in a log that nobody has begun. */
export function BeginFirst() {
  return (
    <Empty
      title="Begin your log first"
      act={
        <ButtonLink kind="primary" href="/w/practice/log">
          Begin your log
        </ButtonLink>
      }
    >
      What you are told is kept in your log, for you alone. Beginning one takes a minute.
    </Empty>
  );
}
