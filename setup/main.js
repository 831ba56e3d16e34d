// Runs under any Node that knows modules, so that an old one gets as far as its message: plain syntax, nothing newer than Node 12.
import { whyTooOld } from './node-version.js';

const problem = whyTooOld(process.versions.node);
if (problem) {
  console.error(problem);
  process.exitCode = 1;
} else {
  import('./commands.js').then((commands) => commands.runCommand(process.argv[2], process.argv.slice(3)));
}
