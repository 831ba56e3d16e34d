/** Minutes before and after an occasion in which its code counts, as `is_room_time` in the database has it. */
const around = 30;

/** Whether a code of this occasion can count now: what the page of a place offers. The database decides. */
export function isRoomTime({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now: Date): boolean {
  const ms = around * 60_000;
  return now.getTime() >= startsAt.getTime() - ms && now.getTime() <= endsAt.getTime() + ms;
}
