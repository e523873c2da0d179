import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const folders = '/usr/lib'

/** The library of libfaketime for programs with threads, where Debian has put it. */
const findLibrary = (): string | undefined => {
  if (process.platform !== 'linux') return undefined
  const triplets = readdirSync(folders).filter((name) => name.endsWith('-linux-gnu'))
  return triplets
    .map((triplet) => join(folders, triplet, 'faketime'))
    .flatMap((folder) => {
      try {
        return readdirSync(folder).map((name) => join(folder, name))
      } catch {
        return []
      }
    })
    .find((path) => path.endsWith('libfaketimeMT.so.1'))
}

const library = findLibrary()

/** Whether the wall clock of one process can be set here. */
export const canSetClocks = library !== undefined

/** The wall clock of one process, which can be set while it runs. Its monotonic clock goes on. */
export class WallClock {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
    this.set(0)
  }

  get env(): Readonly<Record<string, string>> {
    if (library === undefined) return {}
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.#file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    }
  }

  /** Sets it to so many seconds before or after everybody else's. */
  set(seconds: number): void {
    writeFileSync(this.#file, `${seconds < 0 ? '' : '+'}${seconds}\n`)
  }
}
