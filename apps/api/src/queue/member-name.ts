import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isMissing, writeAtomically } from '@darkroom/foundation'

const nameForm = /^[\w.-]{1,100}$/

/**
 * The name of this process among those that share a queue: of its machine and its state folder, so that after a restart it takes
 * over from itself at once.
 */
export const memberName = async (stateDirectory: string): Promise<string> => {
  const path = join(stateDirectory, 'member-name')
  const known = await readName(path)
  if (known !== undefined && nameForm.test(known)) return known
  const host = hostname()
    .replaceAll(/[^\w.-]/g, '-')
    .slice(0, 60)
  const name = `${host}-${randomBytes(4).toString('hex')}`
  await writeAtomically(path, `${name}\n`, { mode: 0o600 })
  return name
}

/** What the others are told of this process. */
export const memberFacts = (version: string): { readonly [key: string]: string | number } => ({
  host: hostname(),
  pid: process.pid,
  version,
})

const readName = async (path: string): Promise<string | undefined> => {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
