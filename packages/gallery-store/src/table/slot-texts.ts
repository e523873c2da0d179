/** Characters that are kept: rows of some 10,000 images. */
const mostCharacters = 8_000_000

/**
 * Texts that somebody makes of the images of slots, those made last: the same page is asked for again and again, with one more image
 * in it each time.
 */
export class SlotTexts {
  readonly #texts = new Map<number, string>()
  readonly #most: number
  #characters = 0

  constructor(most: number = mostCharacters) {
    this.#most = most
  }

  get(slot: number): string | undefined {
    return this.#texts.get(slot)
  }

  put(slot: number, text: string): void {
    this.delete(slot)
    this.#texts.set(slot, text)
    this.#characters += text.length
    for (const [oldest] of this.#texts) {
      if (this.#characters <= this.#most) return
      this.delete(oldest)
    }
  }

  delete(slot: number): void {
    this.#characters -= this.#texts.get(slot)?.length ?? 0
    this.#texts.delete(slot)
  }

  clear(): void {
    this.#texts.clear()
    this.#characters = 0
  }
}
