export interface WantedKey {
  /** The one that it has. */
  readonly key: string
  readonly wanted: string | undefined
}

export interface NewKeys {
  /** In the order of what was asked. */
  readonly keys: readonly string[]
  /** The places of those that keep the key they have, for another has the wanted one. */
  readonly refused: ReadonlySet<number>
}

/** Gives everything the key that it wants, so that none is there twice: two can change theirs, and one can take what another gives up. */
export function newKeys(asked: readonly WantedKey[]): NewKeys {
  const refused = new Set<number>()
  const moves = ({ key, wanted }: WantedKey, index: number): boolean =>
    wanted !== undefined && wanted !== key && !refused.has(index)
  // Who is refused keeps a key, which may be what another wants: until nobody is.
  for (;;) {
    const before = refused.size
    const taken = new Set(asked.filter((one, index) => !moves(one, index)).map(({ key }) => key))
    for (const [index, one] of asked.entries()) {
      if (one.wanted === undefined || !moves(one, index)) continue
      if (taken.has(one.wanted)) refused.add(index)
      else taken.add(one.wanted)
    }
    if (refused.size === before) break
  }
  const keys = asked.map((one, index) => (moves(one, index) ? (one.wanted ?? one.key) : one.key))
  return { keys, refused }
}
