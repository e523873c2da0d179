import { type Logger, pino } from 'pino'

/** One JSON line an entry, on stdout. */
export const createLog = (level: string): Logger =>
  pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
