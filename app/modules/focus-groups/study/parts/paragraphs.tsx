/** A text that somebody wrote, with its lines as they were typed. */
export function Paragraphs({ text }: { text: string }) {
  return <p className="lines">{text}</p>;
}
