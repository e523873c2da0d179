const digitBits = 11
const digits = 1 << digitBits
/** The number of items that are looked at in one step. */
const stepSize = 32_768

/**
 * Sorts items stably by the key of each, digit by digit, which takes a few passes over them where comparing takes twenty; in
 * steps of a millisecond or so.
 */
export function* radixSort(items: Uint32Array, keys: Uint32Array): Generator<void, Uint32Array> {
  let sorted = items
  let largest = 0
  for (let start = 0; start < items.length; start += stepSize) {
    largest = Math.max(largest, largestKey(items.subarray(start, start + stepSize), keys))
    yield
  }
  for (let shift = 0; shift < 32 && largest >>> shift > 0; shift += digitBits) {
    const places = new Uint32Array(digits + 1)
    for (let start = 0; start < items.length; start += stepSize) {
      count(items.subarray(start, start + stepSize), keys, shift, places)
      yield
    }
    if (places.includes(items.length)) continue
    for (let digit = 1; digit < digits; digit += 1) {
      places[digit] = (places[digit] ?? 0) + (places[digit - 1] ?? 0)
    }
    const target = new Uint32Array(items.length)
    for (let start = 0; start < items.length; start += stepSize) {
      place(sorted.subarray(start, start + stepSize), keys, shift, { places, target })
      yield
    }
    sorted = target
  }
  return sorted
}

function largestKey(items: Uint32Array, keys: Uint32Array): number {
  let largest = 0
  for (let index = 0; index < items.length; index += 1) {
    largest = Math.max(largest, keys[items[index] ?? 0] ?? 0)
  }
  return largest
}

function digitOf(key: number, shift: number): number {
  return (key >>> shift) & (digits - 1)
}

/** Counts each digit one place further on, so that the sums are where each digit begins. */
function count(items: Uint32Array, keys: Uint32Array, shift: number, places: Uint32Array): void {
  for (let index = 0; index < items.length; index += 1) {
    const next = digitOf(keys[items[index] ?? 0] ?? 0, shift) + 1
    places[next] = (places[next] ?? 0) + 1
  }
}

function place(
  items: Uint32Array,
  keys: Uint32Array,
  shift: number,
  { places, target }: { readonly places: Uint32Array; readonly target: Uint32Array },
): void {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] ?? 0
    const digit = digitOf(keys[item] ?? 0, shift)
    const at = places[digit] ?? 0
    places[digit] = at + 1
    target[at] = item
  }
}
