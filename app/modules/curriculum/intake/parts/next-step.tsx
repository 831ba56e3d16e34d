import { ButtonLink } from '#app/ui/button.tsx';
import { Note } from '#app/ui/note.tsx';
import type { Step } from '../next-step.ts';

/** The one next step at a school, why, and the way to it. */
export function NextStep({ step: { kind, title, text, to, label }, base }: { step: Step; base: string }) {
  return (
    <Note kind={kind} title={title}>
      <p>{text}</p>
      <p className="bar">
        <ButtonLink kind="primary" href={base + to}>
          {label}
        </ButtonLink>
      </p>
    </Note>
  );
}
