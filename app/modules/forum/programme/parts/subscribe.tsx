/** How to have events in one's own calendar: `path` of the calendar, and whose it is. `origin`: ours. */
export function Subscribe({ path, of, origin }: { path: string; of: string; origin: string }) {
  return (
    <p className="bar no-print">
      <a href={`${origin.replace(/^https?:/, 'webcal:')}${path}`}>Subscribe to {of} in your calendar</a>
      <a href={path}>Calendar file</a>
    </p>
  );
}
