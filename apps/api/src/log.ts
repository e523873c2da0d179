import { type Logger, pino } from 'pino'

/** An error is its message in a terminal; its stack is in the JSON lines. */
const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

/** Logs to stdout: short lines where a person looks on, else one JSON line an entry, which needs nothing of the former. */
export async function createLog(level: string): Promise<Logger> {
  if (!process.stdout.isTTY) {
    return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
  }
  const { isColorSupported, terminalLines } = await import('./terminal-lines.ts')
  return pino(
    { level, base: undefined, serializers: { err: messageOf } },
    terminalLines(process.stdout, { colorize: isColorSupported }),
  )
}
