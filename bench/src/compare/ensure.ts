import { execFile } from 'node:child_process'
import { access } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

export const run = promisify(execFile)

/** Where a program lies, on the path or where Debian puts those of the administrator. */
export async function find(program: string): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin']
  for (const folder of folders) {
    const path = join(folder, program)
    const isThere = await access(path).then(
      () => true,
      () => false,
    )
    if (isThere) return path
  }
  return undefined
}

/** Finds a program, or installs Debian's package where that can be done; undefined and one line where not. */
export async function ensure(program: string, debian: string): Promise<string | undefined> {
  const found = await find(program)
  if (found !== undefined) return found
  const apt = await find('apt-get')
  if (apt === undefined || process.getuid?.() !== 0) {
    console.log(`${program} is not there; Debian has it as ${debian}. Skipped.`)
    return undefined
  }
  try {
    // At runlevel 1 no service is started by being installed.
    const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' }
    await run(apt, ['install', '-y', '--no-install-recommends', debian], { env })
  } catch {
    console.log(`${debian} could not be installed. Skipped.`)
  }
  return find(program)
}
