import { type Logger, pino } from 'pino'
import { isColorSupported } from 'pino-pretty'
import { terminalLines } from './terminal-lines.ts'

/** An error is its message in a terminal; its stack is in the JSON lines. */
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Logs to stdout: short lines where a person looks on, else one JSON line an entry. */
export const createLog = (level: string): Logger =>
  process.stdout.isTTY
    ? pino(
        { level, base: undefined, serializers: { err: messageOf } },
        terminalLines(process.stdout, { colorize: isColorSupported }),
      )
    : pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
