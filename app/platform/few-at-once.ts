/** Does `work` for each of `all`, in their order and `most` at a time. The first that fails makes the whole fail. */
export async function fewAtOnce<Of>(all: readonly Of[], work: (one: Of) => Promise<unknown>, most = 4): Promise<void> {
  const waiting = all.values();
  // They share what waits, so that each is taken once.
  const take = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: most }, take));
}
