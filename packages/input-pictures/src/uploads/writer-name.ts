import { createHash, randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { errorCode } from '@darkroom/foundation'

/** A file that nobody finished is a leftover after this time, whoever wrote it. */
const leftoverMs = 3_600_000

const form = /^(?<host>[0-9a-f]{8})\.(?<pid>\d+)\.(?<started>\d+)\.[0-9a-f-]{36}$/

const hostOf = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 8)
const started = (): string => String(Math.round(performance.timeOrigin))

/** A name of its own for a file being written, which tells the process that writes it. */
export const newWriterName = (): string =>
  `${hostOf(hostname())}.${process.pid}.${started()}.${randomUUID()}`

/**
 * Whether the process that wrote a file is gone, so that nobody will finish it. A process of another machine cannot be asked:
 * there the time since the last byte tells.
 */
export function isLeftover(name: string, { ageMs }: { readonly ageMs: number }): boolean {
  const parts = form.exec(name)?.groups
  if (parts === undefined || ageMs > leftoverMs) return true
  if (parts.host !== hostOf(hostname())) return false
  if (Number(parts.pid) === process.pid) return parts.started !== started()
  return !isRunning(Number(parts.pid))
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is there, and somebody else's.
    return errorCode(error) === 'EPERM'
  }
}
