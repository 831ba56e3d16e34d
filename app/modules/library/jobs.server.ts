import { logFault } from '#app/platform/log.server.ts';
import { type Mail, sendMail } from '#app/platform/mail.server.ts';
import { asSystem } from '#app/platform/scope.server.ts';
import { forgetTold, noteTold, type Told } from './keeper-queries.server.ts';

/**
 * Sends a keeper of an item one mail about what they were not told before, and none where they know it all; what could not be sent is tried the next time.
 * `abouts` names each thing to tell, `mail` writes of those that are `fresh`, `job` is where a fault is logged. Answers whether a mail was sent.
 */
export async function tellOnce(
  job: string,
  { itemId, to, abouts }: { itemId: string; to: Told; abouts: readonly string[] },
  mail: (fresh: ReadonlySet<string>) => Mail,
): Promise<boolean> {
  const told = (about: string) => ({ itemId, about, personId: to.personId });
  const fresh = new Set<string>();
  await asSystem(async (scope) => {
    for (const about of abouts) if (await noteTold(scope, told(about))) fresh.add(about);
  });
  if (fresh.size === 0) return false;
  try {
    await sendMail(mail(fresh));
    return true;
  } catch (error) {
    logFault(job, error);
    await asSystem(async (scope) => {
      for (const about of fresh) await forgetTold(scope, told(about));
    });
    return false;
  }
}
