/** The first stop of the keyboard: past what stands around the page, to its `<main id="main">`. */
export function Skip() {
  return (
    <a className="skip" href="#main">
      Skip to the page
    </a>
  );
}
