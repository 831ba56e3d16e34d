import * as z from 'zod';
import { readCode } from '../../members/sign-in/code.ts';

/** A code of a room as somebody scanned or typed it: eight letters and digits. */
export const RoomCode = z
  .string('Write the code that is shown in the room')
  .transform(readCode)
  .pipe(z.string().regex(/^[A-Z0-9]{8}$/, 'The code in the room has eight letters and digits, such as ABCD-EFGH'));
/** A form with such a code. */
export const RoomCodeForm = z.object({ code: RoomCode });
/** The address that somebody in the room registered with. */
export const RoomMail = z.object({
  mail: z
    .string('Write the email address')
    .trim()
    .toLowerCase()
    .pipe(z.email('Write the email address that you registered with').max(254, 'At most 254 characters')),
});
