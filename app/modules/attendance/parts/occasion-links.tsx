type OccasionLinksProps = {
  occasion: {
    id: string;
    confirmed: number;
    waiting: number;
    capacity: number | null;
    recordsAttendance: boolean;
    givesCertificate: boolean;
    creditBy: string;
  };
};

/** How many come, and the way to the lists of an occasion, for those who run it. */
export function OccasionLinks({ occasion }: OccasionLinksProps) {
  const { id, confirmed, waiting, capacity, recordsAttendance, givesCertificate, creditBy } = occasion;
  const base = `/w/occasions/${id}`;
  const taken = capacity === null ? `${confirmed.toLocaleString('en')} registered` : `${confirmed} of ${capacity} places taken`;
  return (
    <ul>
      <li>
        <a href={`${base}/places`}>Who comes</a>: {taken}
        {waiting > 0 && `, ${waiting} waiting`}
      </li>
      {recordsAttendance && (
        <li>
          <a href={`${base}/attendance`}>Who was there</a> · <a href={`${base}/room`}>Code in the room</a>
        </li>
      )}
      {creditBy !== '' && (
        <li>
          <a href={`${base}/credit`}>Credit</a>
        </li>
      )}
      {givesCertificate && (
        <li>
          <a href={`${base}/certificates`}>Certificates</a>
        </li>
      )}
      <li>
        <a href={`${base}/evaluation`}>Evaluation</a>
      </li>
    </ul>
  );
}
