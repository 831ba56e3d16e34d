import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Refusal } from './refusal.js';

const wanted = 24;

/** Where the pinned Node stands below the project once npm has installed it, for a platform that has one. */
export function pinnedNode(platform, arch) {
  const windows = platform === 'win32';
  return join('node_modules', `node-${windows ? 'win' : platform}-${arch}`, 'bin', windows ? 'node.exe' : 'node');
}

/**
 * The path of the Node that runs Concord: the pinned one (relative to `root`), or the running one where there is no package for this
 * platform and it is new enough. Throws a `Refusal` when neither is there.
 */
export function chooseNode(root) {
  const pinned = pinnedNode(process.platform, process.arch);
  // It is tried, not only looked for: on a musl system the package is installed and cannot run.
  if (versionOf(join(root, pinned)) >= wanted) return pinned;
  if (versionOf(process.execPath) >= wanted) return process.execPath;
  throw new Refusal(
    `Concord runs on Node ${wanted}. There is no package of it for ${process.platform} ${process.arch}, and the Node on this machine is ` +
      `${process.versions.node}. Install Node ${wanted} from https://nodejs.org and run the command again.`,
  );
}

function versionOf(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number.parseInt(stdout?.slice(1) ?? '', 10) || 0;
}
