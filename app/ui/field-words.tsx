import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

/** What every field says: its name (also its id), its label, what helps, what is wrong. */
export type FieldWords = { name: string; label: string; help?: ReactNode; error?: string; isOptional?: boolean; isWide?: boolean };

/** The ids of a field's help and error, for `aria-describedby`. */
export function describedBy({ name, help, error }: FieldWords): string | undefined {
  return [help && `${name}-help`, error && `${name}-error`].filter(Boolean).join(' ') || undefined;
}

/** Says after a label that the question may stay open. */
export function Optional({ isOptional }: { isOptional?: boolean }) {
  return isOptional ? <span className="optional"> (optional)</span> : null;
}

/** What helps to answer, below the control. */
export function Help({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <p className="help" id={id}>
      {children}
    </p>
  ) : null;
}

/** What is wrong with the answer and how to write it. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return children ? (
    <p className="error" id={id}>
      <Icon name="alert">
        <span>{children}</span>
      </Icon>
    </p>
  ) : null;
}
