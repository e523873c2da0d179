import type { Clock } from '../clock.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** A clock for tests: time passes only when told, and the wall clock may jump alone. */
export class ManualClock implements Clock {
  #mono = 0
  #wall: number
  readonly #timers = new Set<Timer>()

  constructor({ wall = Date.UTC(2026, 0, 1) }: { wall?: number } = {}) {
    this.#wall = wall
  }

  now(): number {
    return this.#wall
  }

  monotonic(): number {
    return this.#mono
  }

  schedule(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#mono + delayMs, run }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Both clocks go on, and timers that are due run, the earliest first. */
  advance(ms: number): void {
    this.#mono += ms
    this.#wall += ms
    for (const timer of [...this.#timers].toSorted((a, b) => a.at - b.at)) {
      if (timer.at <= this.#mono && this.#timers.delete(timer)) timer.run()
    }
  }

  /** The wall clock alone is set forward or back. */
  jumpWall(ms: number): void {
    this.#wall += ms
  }
}
