/** What lets a phone keep practice among its apps. */
export function Installable() {
  return (
    <>
      <link rel="manifest" href="/practice.webmanifest" />
      <link rel="apple-touch-icon" href="/icon-180.png" />
    </>
  );
}
