import { hash, randomUUID } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import { errorCode } from './system-error.ts'

const form = /^(?<place>[0-9a-f]{16})\.(?<pid>\d+)\.(?<started>\d+)\.[0-9a-f-]{36}(?:\.\w+)?$/

let here: string | undefined

/**
 * A name for a file in a folder that several processes share, also on several machines: no other has it, and it tells who made
 * it, so that what a process left behind is known from what one still uses.
 */
export function ownedName(extension = ''): string {
  return `${place()}.${process.pid}.${startOf('self') ?? 0}.${randomUUID()}${extension}`
}

/**
 * Whether the process that made a file of this name has ended. `unknown` is one that cannot be asked: of another machine or
 * container, of a former boot of this one, or the name is of another form.
 */
export function ownerState(name: string): 'alive' | 'ended' | 'unknown' {
  const parts = form.exec(name)?.groups
  if (parts?.place !== place()) return 'unknown'
  const { pid = '', started } = parts
  const present = startOf(pid)
  if (present !== undefined) return String(present) === started ? 'alive' : 'ended'
  return isRunning(Number(pid)) ? 'alive' : 'ended'
}

/** Where process ids mean the same processes: one boot of one machine, and in it one name space. */
function place(): string {
  here ??= hash(
    'sha256',
    [hostname(), readOr(bootId), linkOr('/proc/self/ns/pid')].join('\0'),
    'hex',
  ).slice(0, 16)
  return here
}

const bootId = '/proc/sys/kernel/random/boot_id'

/** When a process started, in ticks since the boot; undefined where there is no such process, or no `/proc`. */
function startOf(pid: string): number | undefined {
  // The name of the program comes before in brackets, and may have any character.
  const fields = readOr(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ')
  const ticks = Number(fields?.[19])
  return Number.isInteger(ticks) ? ticks : undefined
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and somebody else's.
    return errorCode(error) === 'EPERM'
  }
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function linkOr(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
