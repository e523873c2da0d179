/** The Node that everything here needs; `engines` of package.json says the same. */
export const neededMajor = 24

/** The systems for which npm has this Node as a package; package.json lists them as optional dependencies. */
export const packagedNodes = ['darwin-x64', 'linux-arm64', 'linux-x64', 'win-x64']

/**
 * Chooses the Node that runs us: the one that comes as a package where there is one for this system, else the one that
 * started this script, if it is new enough.
 *
 * @param {{ platform: string, arch: string, isMusl: boolean, version: string }} machine `version` as in `process.version`.
 * @returns {{ packageName: string } | { own: true } | { problem: string }}
 */
export function chooseNode({ platform, arch, isMusl, version }) {
  const system = `${platform === 'win32' ? 'win' : platform}-${arch}`
  if (packagedNodes.includes(system) && !isMusl) return { packageName: `node-${system}` }
  if (Number.parseInt(version.slice(1), 10) >= neededMajor) return { own: true }
  const name = isMusl ? `${system} with musl` : system
  return {
    problem:
      `Darkroom needs Node ${neededMajor} or newer, and this is Node ${version} on ${name}, for which npm has none to bring along. ` +
      `Install it from https://nodejs.org, or with your version manager, and try again.`,
  }
}
