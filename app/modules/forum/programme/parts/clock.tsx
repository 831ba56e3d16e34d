import { Button } from '#app/ui/button.tsx';
import { type ZoneChoice, zoneChoices, zoneWords } from '../../../members/time-zone.ts';

/** Zones that most visitors are in, before the rest of the world. */
const near = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Phoenix',
  'America/Los_Angeles',
  'America/Anchorage',
  'Pacific/Honolulu',
];

/** Whose clock times are told by: a choice that stands in the address. `children`: other choices of the same form. */
export function Clock({ zone, children }: { zone: string | null; children?: React.ReactNode }) {
  const byContinent = Map.groupBy(zoneChoices(), ({ value }) => value.split('/')[0]!);
  return (
    <form method="get" className="bar fields no-print" aria-label="What this page shows">
      {children}
      <div className="field narrow">
        <label htmlFor="zone">Also show times in</label>
        <select id="zone" name="zone" defaultValue={zone ?? ''}>
          <option value="">the host’s zone alone</option>
          <optgroup label="United States">{near.map((value) => option({ value, label: city(value) }))}</optgroup>
          {[...byContinent].map(([continent, zones]) => (
            <optgroup key={continent} label={continent}>
              {zones.filter(({ value }) => !near.includes(value)).map(({ value }) => option({ value, label: city(value) }))}
            </optgroup>
          ))}
        </select>
      </div>
      <Button>Show</Button>
    </form>
  );
}

function option({ value, label }: ZoneChoice) {
  return (
    <option key={value} value={value}>
      {label}
    </option>
  );
}

/** "America/Indiana/Knox" as "Indiana, Knox". */
function city(zone: string): string {
  return zoneWords(zone).split(', ').slice(1).join(', ') || zone;
}
