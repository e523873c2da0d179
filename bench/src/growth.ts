/** The exponent by which a cost grows with a size, by the least squares of their logarithms: 1 is in proportion, 0 not at all. */
function exponentOf(sizes: readonly number[], costs: readonly number[]): number {
  const points = sizes.flatMap((size, at) => {
    const cost = costs[at]
    return cost === undefined || cost <= 0 ? [] : [[Math.log(size), Math.log(cost)] as const]
  })
  const mean = (of: 0 | 1): number =>
    points.reduce((sum, point) => sum + point[of], 0) / points.length
  const [x, y] = [mean(0), mean(1)]
  const across = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0)
  return across / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0)
}

/** Collects what things cost at each of several sizes, and prints them with the exponents. */
export class Growth {
  readonly #sizes: readonly number[]
  readonly #costs = new Map<string, number[]>()

  constructor(sizes: readonly number[]) {
    this.#sizes = sizes
  }

  /** Notes the cost at the next size. */
  add(what: string, cost: number): void {
    this.#costs.set(what, [...(this.#costs.get(what) ?? []), cost])
  }

  print(unit: string): void {
    console.log(`| ${unit} | ${this.#sizes.join(' | ')} | exponent |`)
    console.log(`|${'---|'.repeat(this.#sizes.length + 2)}`)
    for (const [what, costs] of this.#costs) {
      const shown = costs.map((cost) => cost.toFixed(cost < 10 ? 2 : 0))
      const exponent = costs.length > 1 ? exponentOf(this.#sizes, costs).toFixed(2) : ''
      console.log(`| ${what} | ${shown.join(' | ')} | ${exponent} |`)
    }
  }
}
