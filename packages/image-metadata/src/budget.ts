const limits = { links: 40_000, edges: 500_000, characters: 2_000_000 } as const

/**
 * The work that the graphs of one file may cause in all, since a graph may be a circle, or a lattice that doubles at each
 * node. Nothing that anybody drew comes near it.
 */
export class Budget {
  #links: number = limits.links
  #edges: number = limits.edges
  #characters: number = limits.characters

  /** Whether some work was refused, so that what was found may be a part of the truth. */
  isSpent = false

  /** What is left of it, for tests that count instead of looking at a clock. */
  get left(): Readonly<Record<keyof typeof limits, number>> {
    return { links: this.#links, edges: this.#edges, characters: this.#characters }
  }

  /** One link that is followed for a value; the same link may be followed again and again, and a wide node costs more. */
  takeLink(width: number): boolean {
    this.#links -= 1 + (width >> 4)
    return this.#isIn(this.#links)
  }

  /** The links of a node that are looked at when the nodes behind it are listed, each once. */
  takeEdges(count: number): boolean {
    this.#edges -= count
    return this.#isIn(this.#edges)
  }

  /** As many of the characters that a text is made of or compared by as are left. */
  takeCharacters(wanted: number): number {
    const granted = Math.min(wanted, this.#characters)
    this.#characters -= granted
    if (granted < wanted) this.isSpent = true
    return granted
  }

  #isIn(left: number): boolean {
    if (left < 0) this.isSpent = true
    return left >= 0
  }
}
