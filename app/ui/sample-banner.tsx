/** Stands on top of every page that shows anything of the sample collaborative. */
export function SampleBanner() {
  return (
    <aside className="sample" aria-label="About this sample">
      Sample collaborative. These schools, people and figures are invented.
    </aside>
  );
}
