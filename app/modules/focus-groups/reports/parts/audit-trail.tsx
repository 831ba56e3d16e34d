import type { ReactNode } from 'react';
import { Field } from '#app/ui/field.tsx';
import { Note } from '#app/ui/note.tsx';
import { Section } from '#app/ui/page.tsx';
import type { Mention } from '../../study/free-writing.ts';

/** The audit trail, with what whoever takes it out has to decide first; `children` are the buttons of its form. */
export function AuditTrail({ mentions, address, children }: { mentions: readonly Mention[]; address: string; children: ReactNode }) {
  return (
    <Section title="Audit trail">
      <p>
        Protocol versions, approvals, notebook and decisions, codebook, rounds, themes with their quotes, memos and acts. The study’s leads
        and research staff take it out.
      </p>
      <p className="muted">
        Quotes of themes are printed where they may be. Notes, memos and reasons are printed as the team wrote them: no consent can be asked
        of free writing, so read it before it leaves.
      </p>
      <form method="post" action={address} className="stack">
        <input type="hidden" name="file" value="audit trail" />
        {mentions.length > 0 && (
          <Note kind="attention" title="These texts name somebody of whom nothing may be printed">
            {mentions.map(({ key }) => (
              <input key={key} type="hidden" name="pointedOut" value={key} />
            ))}
            <Field
              kind="checkboxes"
              name="leftOut"
              label="Leave out"
              help="A pseudonym may also be a common word: then take the tick away, and the text stands."
              values={mentions.map(({ key }) => key)}
              options={mentions.map(({ key, name, of, around }) => ({
                value: key,
                label: name,
                help: `${of.map(({ pseudonym, why }) => `${pseudonym} ${why}`).join('; ')}. “${around}”`,
              }))}
              isWide
            />
          </Note>
        )}
        {children}
      </form>
    </Section>
  );
}
