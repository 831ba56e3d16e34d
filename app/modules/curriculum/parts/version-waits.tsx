import type { Version } from '#app/modules/competencies/queries.server.ts';
import { ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';

/** Says that another version of the framework waits for the school's move; nothing when none does. */
export function VersionWaits({ version, base }: { version: Version | null; base: string }) {
  if (version === null) return null;
  return (
    <Note kind="attention" title={`Version ${version.number} of “${version.title}” is adopted`}>
      <p>Your map stays as it is until your school has decided where its links go.</p>
      <p className="bar">
        <ButtonLink href={`${base}/moving`}>See what it means for your links</ButtonLink>
      </p>
    </Note>
  );
}
