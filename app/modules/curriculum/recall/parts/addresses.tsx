import { Key } from '#app/ui/button.tsx';

type AddressesProps = { competencies: readonly { stableId: string; code: string; shortTitle: string }[]; chosen: readonly string[] };

/** The competencies of which an activity may address several, with a key for each of the first nine. */
export function Addresses({ competencies, chosen }: AddressesProps) {
  return (
    <fieldset>
      <legend>Which competencies does it address?</legend>
      <div className="options">
        {competencies.map(({ stableId, code, shortTitle }, at) => (
          <label key={stableId} className="option">
            <input
              type="checkbox"
              name="addresses"
              value={stableId}
              defaultChecked={chosen.includes(stableId)}
              aria-keyshortcuts={at < 9 ? String(at + 1) : undefined}
            />
            {at < 9 && <Key label={String(at + 1)} />}
            <span>
              {code} {shortTitle}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
