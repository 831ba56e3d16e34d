import type { CalibrationActivity } from '../queries.server.ts';

/** An activity to calibrate with, whole: where it stands among the others, its title, text, objectives, minutes and methods. */
export function ActivityText({ activity, total }: { activity: CalibrationActivity; total: number }) {
  const { position, title, body, objectives, methods, minutes } = activity;
  const length = minutes === null ? 'length unknown' : `${minutes} min`;
  return (
    <>
      <p className="eyebrow">{[`Activity ${position} of ${total}`, length, ...methods].join(' · ')}</p>
      <h2>{title}</h2>
      {body.split(/\n\s*\n/).map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {objectives.length > 0 && (
        <ul>
          {objectives.map((objective) => (
            <li key={objective}>{objective}</li>
          ))}
        </ul>
      )}
    </>
  );
}
