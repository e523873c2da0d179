/** The directories that are looked at every time, besides the root: those that changed last. */
const mostRecent = 64
/** With no more than so many, all are looked at every time. */
const few = 256
/** In so many looks each directory has its turn. */
const looksInRound = 30

/**
 * Chooses which directories are looked at, where each look costs a question to another machine: those that changed lately always,
 * for there more is to come, the others in turns.
 */
export class GentleRound {
  /** The one that changed last is last. */
  readonly #recent = new Set<string>()
  #place = 0

  /** Of all directories those to look at now. */
  next(all: readonly string[]): readonly string[] {
    if (all.length <= few) return ['', ...all]
    const count = Math.ceil(all.length / looksInRound)
    if (this.#place >= all.length) this.#place = 0
    const turn = all.slice(this.#place, this.#place + count)
    this.#place += count
    return ['', ...this.#recent, ...turn]
  }

  /** Learns which had changed. */
  note(changed: readonly string[]): void {
    for (const directory of changed) {
      this.#recent.delete(directory)
      this.#recent.add(directory)
    }
    for (const oldest of this.#recent) {
      if (this.#recent.size <= mostRecent) break
      this.#recent.delete(oldest)
    }
  }
}
