import type { Writable } from 'node:stream'
import pretty, { isColorSupported, type PrettyStream } from 'pino-pretty'

export { isColorSupported }

/** Writes each log entry as one short line: time of day, level, what happened, and its fields. */
export const terminalLines = (
  destination: Writable,
  { colorize }: { readonly colorize: boolean },
): PrettyStream =>
  pretty({
    destination,
    colorize,
    sync: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    // It names an HTTP request to machines; the `request_id` of a job stays.
    ignore: 'trace_id',
  })
