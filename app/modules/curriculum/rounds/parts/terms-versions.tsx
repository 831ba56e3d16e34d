import { Section } from '#app/ui/page.tsx';
import { audienceWords, changedGroups, formWords, type GroupTerms, groupWords } from '../figure-group.ts';
import type { Terms } from '../queries.server.ts';

/** The versions of the terms, the newest first: why each came, and what it changed of the one before. */
export function TermsVersions({ versions }: { versions: ReadonlyArray<Terms & { at: string }> }) {
  if (versions.length < 2) return null;
  return (
    <Section title="How the terms changed" id="versions">
      {versions.map(({ id, version, reason, at, figures }, index) => {
        const before = versions[index + 1];
        return (
          <div key={id}>
            <h3>
              Version {version}, {at}
            </h3>
            {reason && <blockquote>{reason}</blockquote>}
            {before ? (
              <ul>
                {changedGroups(before.figures, figures).map((change) => (
                  <li key={change.group}>
                    {groupWords[change.group].name}: was <del>{inWords(change.before)}</del>, is <ins>{inWords(change.after)}</ins>
                  </li>
                ))}
              </ul>
            ) : (
              <p>The terms with which the round opened.</p>
            )}
          </div>
        );
      })}
    </Section>
  );
}

function inWords({ form, audience }: GroupTerms): string {
  return form === 'private' ? 'private' : `${formWords[form].name.toLowerCase()}, for ${audienceWords[audience].name.toLowerCase()}`;
}
