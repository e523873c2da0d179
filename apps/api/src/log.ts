import { type Logger, pino } from 'pino'

/** Logs one JSON line an entry to stdout. */
export const createLog = (level: string): Logger =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
