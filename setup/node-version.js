/** The oldest Node that the set-up itself runs on; Concord then runs on the Node that it installs. */
const oldest = 20;

/** What to tell someone whose Node is too old for the set-up, or `null` when it is new enough. `version` is like `20.11.1`. */
export function whyTooOld(version) {
  if (Number(version.split('.')[0]) >= oldest) return null;
  return `Concord's set-up needs Node ${oldest} or newer, and this is Node ${version}. Install a newer Node from https://nodejs.org and run the command again.`;
}
