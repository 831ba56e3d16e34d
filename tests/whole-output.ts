// Loaded before every test file. A test process is ended as soon as its last test is done, and what it has not written by then
// is lost, failures too: so it waits for each write. (Node makes a pipe to another process asynchronous and documents no way back.)
type Stream = { _handle?: { setBlocking?: (isBlocking: boolean) => void } };
for (const stream of [process.stdout, process.stderr] as Stream[]) stream._handle?.setBlocking?.(true);
