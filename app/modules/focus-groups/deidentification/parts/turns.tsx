/** The turns of a text, by pseudonym. */
export function Turns({ turns }: { turns: readonly { position: number; speaker: string; words: string }[] }) {
  return (
    <div className="turns">
      {turns.map(({ position, speaker, words }) => (
        <div key={position} id={`turn-${position}`}>
          <h3>{speaker}</h3>
          <p>{words}</p>
        </div>
      ))}
    </div>
  );
}
