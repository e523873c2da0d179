import type { Clock } from '../clock.ts'

interface Timer {
  readonly at: number
  readonly run: () => void
}

/** A clock for tests: time passes only on request, and the wall clock can jump alone. */
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

  /** Advances both clocks and runs the due timers, earliest first. */
  advance(ms: number): void {
    this.#mono += ms
    this.#wall += ms
    for (const timer of [...this.#timers].toSorted((a, b) => a.at - b.at)) {
      if (timer.at <= this.#mono && this.#timers.delete(timer)) timer.run()
    }
  }

  /** Sets only the wall clock forward or back. */
  jumpWall(ms: number): void {
    this.#wall += ms
  }
}
