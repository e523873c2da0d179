/** A map that does not hold its values: an entry goes when nobody else has the value any more. */
export class WeakValues<K, V extends object> {
  readonly #values = new Map<K, WeakRef<V>>()
  readonly #gone = new FinalizationRegistry<K>((key) => {
    // Another value may have taken its place.
    if (this.get(key) === undefined) this.#values.delete(key)
  })

  get(key: K): V | undefined {
    return this.#values.get(key)?.deref()
  }

  /** The value of the key, made when there is none. */
  getOr(key: K, make: () => V): V {
    const known = this.get(key)
    if (known !== undefined) return known
    const made = make()
    this.#values.set(key, new WeakRef(made))
    this.#gone.register(made, key)
    return made
  }
}
