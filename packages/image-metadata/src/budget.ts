const limits = { links: 20_000, edges: 500_000, characters: 1_000_000 } as const

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

  /** One link that is followed for a value; the same link may be followed again and again. */
  takeLink(): boolean {
    return this.#take(--this.#links)
  }

  /** One link that is passed when the nodes behind a node are listed, each once. */
  takeEdge(): boolean {
    return this.#take(--this.#edges)
  }

  /** As many of the characters that joining texts would make as are left. */
  takeCharacters(wanted: number): number {
    const granted = Math.min(wanted, this.#characters)
    this.#characters -= granted
    if (granted < wanted) this.isSpent = true
    return granted
  }

  #take(left: number): boolean {
    if (left < 0) this.isSpent = true
    return left >= 0
  }
}
