import { chunkBytes, type PromptKeys, sortedBytes } from './prompt-keys.ts'

/** The size up to which prompts are sorted by insertion. */
const few = 16
/** The number of prompts that are looked at in one step. */
const stepSize = 1024
/** The number of them that are moved in one step, which takes far less than folding. */
const movedAtOnce = 65_536

/** A stretch of prompts that are equal up to the byte `from`, of which the chunk there has been read. */
interface Stretch {
  readonly start: number
  readonly end: number
  readonly from: number
}

/** A stretch that is being parted: before `less` and from `greater` on it is done, from `place` on nobody has looked. */
interface Cut {
  readonly middle: number
  less: number
  place: number
  greater: number
}

/** The ranks of all prompts by their sort keys, equal ones with equal ranks; in steps of a millisecond or so. */
export function* rankPrompts(prompts: PromptKeys): Generator<void, Uint32Array> {
  const sorting = new PromptSorting(prompts)
  yield* sorting.sort()
  return yield* sorting.ranks()
}

/**
 * Bentley and Sedgewick's quicksort for strings: what is less, equal and greater than a middle one, chunk by chunk, so that
 * no byte is compared again of which it is known that it is equal.
 */
class PromptSorting {
  readonly #prompts: PromptKeys
  readonly #ids: Uint32Array
  /** The chunk of the prompt at each place. */
  readonly #keys: Float64Array
  /** Whether the prompt at a place is equal to the one before. */
  readonly #same: Uint8Array
  readonly #stretches: Stretch[] = []
  #work = 0

  constructor(prompts: PromptKeys) {
    const { count } = prompts
    this.#prompts = prompts
    this.#ids = new Uint32Array(count)
    for (let id = 0; id < count; id += 1) this.#ids[id] = id
    this.#keys = new Float64Array(count)
    this.#same = new Uint8Array(count)
  }

  *sort(): Generator<void, void> {
    yield* this.#read({ start: 0, end: this.#ids.length, from: 0 })
    for (let next = this.#stretches.pop(); next !== undefined; next = this.#stretches.pop()) {
      const { start, end } = next
      const equal = end - start <= few ? this.#insert(next) : [yield* this.#partition(next)]
      this.#work += end - start
      if (this.#work > stepSize) {
        this.#work = 0
        yield
      }
      for (const stretch of equal) yield* this.#goOn(stretch)
    }
  }

  *ranks(): Generator<void, Uint32Array> {
    const ranks = new Uint32Array(this.#ids.length)
    let rank = -1
    for (let start = 0; start < ranks.length; start += stepSize) {
      for (const [offset, id] of this.#ids.subarray(start, start + stepSize).entries()) {
        rank += 1 - (this.#same[start + offset] ?? 0)
        ranks[id] = rank
      }
      yield
    }
    return ranks
  }

  /** Goes on with the next chunk of prompts that are equal in this one; a chunk of 0 means that all have ended. */
  *#goOn({ start, end, from }: Stretch): Generator<void, void> {
    if (end - start < 2) return
    if (this.#keys[start] === 0 || from + chunkBytes >= sortedBytes) {
      this.#same.fill(1, start + 1, end)
    } else yield* this.#read({ start, end, from: from + chunkBytes })
  }

  *#read(stretch: Stretch): Generator<void, void> {
    const { start, end, from } = stretch
    for (let place = start; place < end; place += stepSize) {
      this.#readPart(place, Math.min(place + stepSize, end), from)
      if (end - start > stepSize) yield
    }
    this.#stretches.push(stretch)
  }

  #readPart(start: number, end: number, from: number): void {
    for (let place = start; place < end; place += 1) {
      this.#keys[place] = this.#prompts.chunk(this.#ids[place] ?? 0, from)
    }
  }

  /** Sorts by the chunk that has been read; gives the stretches that are equal in it. */
  *#insert({ start, end, from }: Stretch): Generator<Stretch, void> {
    for (let place = start + 1; place < end; place += 1) {
      for (let at = place; at > start && this.#isGreater(at - 1, at); at -= 1)
        this.#swap(at - 1, at)
    }
    for (let first = start; first < end; ) {
      let next = first + 1
      while (next < end && this.#keys[next] === this.#keys[first]) next += 1
      yield { start: first, end: next, from }
      first = next
    }
  }

  /** Parts a stretch around one of its chunks; gives those with the same chunk, and leaves the others for later. */
  *#partition({ start, end, from }: Stretch): Generator<void, Stretch> {
    const cut = { middle: this.#middleKey(start, end), less: start, place: start, greater: end }
    for (this.#move(cut); cut.place < cut.greater; this.#move(cut)) yield
    if (cut.less - start > 1) this.#stretches.push({ start, end: cut.less, from })
    if (end - cut.greater > 1) this.#stretches.push({ start: cut.greater, end, from })
    return { start: cut.less, end: cut.greater, from }
  }

  /** Moves what is less to the beginning and what is greater to the end, for some places at a time. */
  #move(cut: Cut): void {
    let { less, place, greater } = cut
    for (let left = movedAtOnce; left > 0 && place < greater; left -= 1) {
      const key = this.#keys[place] ?? 0
      if (key < cut.middle) {
        this.#swap(less, place)
        less += 1
        place += 1
      } else if (key > cut.middle) {
        greater -= 1
        this.#swap(greater, place)
      } else place += 1
    }
    cut.less = less
    cut.place = place
    cut.greater = greater
  }

  #middleKey(start: number, end: number): number {
    const [, middle = 0] = [start, (start + end) >>> 1, end - 1]
      .map((place) => this.#keys[place] ?? 0)
      .sort((a, b) => a - b)
    return middle
  }

  #isGreater(a: number, b: number): boolean {
    return (this.#keys[a] ?? 0) > (this.#keys[b] ?? 0)
  }

  #swap(a: number, b: number): void {
    const id = this.#ids[a] ?? 0
    this.#ids[a] = this.#ids[b] ?? 0
    this.#ids[b] = id
    const key = this.#keys[a] ?? 0
    this.#keys[a] = this.#keys[b] ?? 0
    this.#keys[b] = key
  }
}
