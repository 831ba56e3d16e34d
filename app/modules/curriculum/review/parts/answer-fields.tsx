import { type RefObject, useRef } from 'react';
import { Button } from '#app/ui/button.tsx';
import type { CompetencyToChoose } from '../queries.server.ts';
import type { Proposed } from '../questions.ts';

const phases = { 'pre-clerkship': 'Pre-clerkship', clerkship: 'Clerkship', 'post-clerkship': 'Post-clerkship' };

/** What a link rests on, proposed already, and the milestones that it names if any. With script the text that is marked on the page can be taken. */
export function AnswerFields({ proposed, competencies }: { proposed: Proposed; competencies: readonly CompetencyToChoose[] }) {
  const evidence = useRef<HTMLTextAreaElement>(null);
  const withMilestones = competencies.filter(({ milestones }) => milestones.length > 0);
  return (
    <>
      <div className="field wide">
        <label htmlFor="evidence">What it rests on</label>
        <textarea
          id="evidence"
          name="evidence"
          ref={evidence}
          rows={2}
          maxLength={2000}
          defaultValue={proposed.evidence}
          aria-describedby="evidence-help"
        />
        <p className="help" id="evidence-help">
          A sentence of the activity, or your own words. It stays with the link.
        </p>
        <p className="bar">
          <Button
            type="button"
            kind="quiet"
            keyLabel="e"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => takeMarked(evidence)}
          >
            Take the text you marked, or write
          </Button>
        </p>
      </div>
      {withMilestones.length > 0 && (
        <details open={proposed.milestoneIds.length > 0}>
          <summary>Milestones (optional)</summary>
          <p className="small muted">Those of the competency you choose are kept with the link, no others.</p>
          {withMilestones.map(({ id, code, shortTitle, milestones }) => (
            <fieldset key={id}>
              <legend>
                {code}. {shortTitle}
              </legend>
              <div className="field-choices">
                {milestones.map((milestone) => (
                  <label key={milestone.id} className="choice">
                    <input
                      type="checkbox"
                      name={`milestone.${id}.${milestone.id}`}
                      value="yes"
                      defaultChecked={proposed.milestoneIds.includes(milestone.id)}
                    />
                    <span>
                      {milestone.phase && `${phases[milestone.phase]}: `}
                      {milestone.title}
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          ))}
        </details>
      )}
    </>
  );
}

/** The marked text becomes the evidence; with none marked the field takes the focus. */
function takeMarked({ current }: RefObject<HTMLTextAreaElement | null>) {
  const marked = String(window.getSelection() ?? '').trim();
  if (current && marked) current.value = marked.slice(0, 2000);
  current?.focus();
}
