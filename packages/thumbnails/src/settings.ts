import { availableParallelism } from 'node:os'
import { checkRange } from './check-range.ts'
import type { ThumbnailerOptions } from './thumbnailer.ts'

type Optional = 'fallbackDirectory' | 'logger' | 'root'

export type Settings = Required<Omit<ThumbnailerOptions, Optional>> &
  Pick<ThumbnailerOptions, Optional>

const longestTimeout = 2 ** 31 - 1

/** The options with their defaults. Throws a `RangeError` for a number out of its bounds. */
export function toSettings(options: ThumbnailerOptions): Settings {
  const settings = {
    shared: false,
    concurrency: Math.min(availableParallelism() + 1, 8),
    pixelLimit: 200_000_000,
    timeoutMs: 20_000,
    silenceMs: 30_000,
    idleMs: 30_000,
    queueLimit: 512,
    memoryBytes: 64 * 2 ** 20,
    clock: Date,
    ...options,
  }
  checkRange('concurrency', settings.concurrency, { least: 1, most: 64 })
  checkRange('pixelLimit', settings.pixelLimit, { least: 1 })
  checkRange('timeoutMs', settings.timeoutMs, { least: 1, most: 3_600_000 })
  checkRange('silenceMs', settings.silenceMs, { least: 1, most: longestTimeout })
  checkRange('idleMs', settings.idleMs, { least: 0, most: longestTimeout })
  checkRange('queueLimit', settings.queueLimit, { least: 1 })
  checkRange('memoryBytes', settings.memoryBytes, { least: 1 })
  return settings
}
