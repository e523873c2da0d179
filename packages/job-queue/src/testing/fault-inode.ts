/** Sector size: disks write whole sectors or nothing of them. */
const sectorBytes = 512

type Pending =
  | { readonly type: 'write'; readonly position: number; readonly bytes: Uint8Array }
  | { readonly type: 'truncate'; readonly length: number }

const resized = (bytes: Uint8Array, length: number): Uint8Array => {
  if (length <= bytes.length) return bytes.slice(0, length)
  const larger = new Uint8Array(length)
  larger.set(bytes)
  return larger
}

const written = (bytes: Uint8Array, position: number, part: Uint8Array): Uint8Array => {
  const result = resized(bytes, Math.max(bytes.length, position + part.length))
  result.set(part, position)
  return result
}

/** A file's bytes as programs see them, and those really on the disk. */
export class FaultInode {
  #seen: Uint8Array
  #durable: Uint8Array
  #pending: Pending[] = []

  constructor(bytes: Uint8Array = new Uint8Array()) {
    this.#seen = bytes.slice()
    this.#durable = bytes.slice()
  }

  get bytes(): Uint8Array {
    return this.#seen.slice()
  }

  get size(): number {
    return this.#seen.length
  }

  write(position: number, bytes: Uint8Array): void {
    this.#seen = written(this.#seen, position, bytes)
    this.#pending.push({ type: 'write', position, bytes: bytes.slice() })
  }

  truncate(length: number): void {
    this.#seen = resized(this.#seen, length)
    this.#pending.push({ type: 'truncate', length })
  }

  sync(): void {
    this.#durable = this.#seen.slice()
    this.#pending = []
  }

  /** The same file, for another process. */
  clone(): FaultInode {
    const copy = new FaultInode(this.#durable)
    copy.#seen = this.#seen.slice()
    copy.#pending = [...this.#pending]
    return copy
  }

  /** The file after a power cut: of unsynced writes, any sectors in any order. */
  afterPowerCut(random: () => number): FaultInode {
    let bytes = this.#durable
    for (const change of this.#pending) {
      if (change.type === 'truncate') {
        if (random() < 0.5) bytes = resized(bytes, change.length)
        continue
      }
      for (const { position, part } of sectors(change)) {
        if (random() < 0.5) bytes = written(bytes, position, part)
      }
    }
    return new FaultInode(bytes)
  }
}

function* sectors(change: {
  position: number
  bytes: Uint8Array
}): Generator<{ position: number; part: Uint8Array }> {
  for (let start = 0; start < change.bytes.length; ) {
    const position = change.position + start
    const length = sectorBytes - (position % sectorBytes)
    yield { position, part: change.bytes.subarray(start, start + length) }
    start += length
  }
}
