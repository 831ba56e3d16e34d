/** The federal holiday of the United States on a day (`2027-11-11`), as it is called; null on another. A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after (5 U.S.C. 6103). */
export function federalHoliday(isoDay: string): string | null {
  const day = new Date(`${isoDay}T00:00:00Z`);
  const own = holidayOn(day);
  if (own) return own;
  const weekday = day.getUTCDay();
  const kept = weekday === 5 ? holidayOn(shifted(day, 1)) : weekday === 1 ? holidayOn(shifted(day, -1)) : null;
  return kept && `${kept} (observed)`;
}

const fixed: Readonly<Record<string, string>> = {
  '01-01': 'New Year’s Day',
  '06-19': 'Juneteenth',
  '07-04': 'Independence Day',
  '11-11': 'Veterans Day',
  '12-25': 'Christmas Day',
};

function holidayOn(day: Date): string | null {
  const date = day.getUTCDate();
  const month = day.getUTCMonth() + 1;
  const nth = Math.ceil(date / 7);
  const isLast = shifted(day, 7).getUTCMonth() + 1 !== month;
  const floating: Readonly<Record<string, string | false>> = {
    '1 1': nth === 3 && 'Martin Luther King Jr. Day',
    '2 1': nth === 3 && 'Washington’s Birthday',
    '5 1': isLast && 'Memorial Day',
    '9 1': nth === 1 && 'Labor Day',
    '10 1': nth === 2 && 'Columbus Day, Indigenous Peoples’ Day in many places',
    '11 4': nth === 4 && 'Thanksgiving Day',
  };
  return fixed[day.toISOString().slice(5, 10)] ?? (floating[`${month} ${day.getUTCDay()}`] || null);
}

function shifted(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000);
}
