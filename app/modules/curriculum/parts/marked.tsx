type MarkedProps = { sentence: string; start: number; length: number };

/** A sentence with what was found in it marked. */
export function Marked({ sentence, start, length }: MarkedProps) {
  return (
    <>
      {sentence.slice(0, start)}
      <mark>{sentence.slice(start, start + length)}</mark>
      {sentence.slice(start + length)}
    </>
  );
}
