import type { Writable } from 'node:stream'
import pretty, { type PrettyStream } from 'pino-pretty'

/** Fields that say nothing to a person: ids of requests are for machines. */
const ignored = ['pid', 'hostname', 'request_id', 'trace_id'].join(',')

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
    ignore: ignored,
  })
