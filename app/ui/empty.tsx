import type { ReactNode } from 'react';

/** A page before first use: in two sentences what will be here, the one next step, and a sample to try. */
export function Empty({ title, children, act, sample }: { title: string; children: ReactNode; act?: ReactNode; sample?: ReactNode }) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {(act || sample) && (
        <p className="bar">
          {act}
          {sample}
        </p>
      )}
    </div>
  );
}
