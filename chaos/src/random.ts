/** Random numbers, equal for equal seeds (mulberry32). */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed | 0
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** A number from `least` up to, not including, `most`. */
  between(least: number, most: number): number {
    return least + this.next() * (most - least)
  }

  isTrue(probability: number): boolean {
    return this.next() < probability
  }

  pick<const T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.next() * choices.length)] ?? choices[0]
  }

  /** A generator that does not depend on how many numbers were drawn here before. */
  static derive(seed: number, name: string): Random {
    let mixed = seed
    for (const character of name)
      mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01000193)
    return new Random(mixed)
  }
}
