import { createHash } from 'node:crypto'

/**
 * The index of the option that draw number `n` of a stream takes, of `count` and beginning with 0. Pictures are made
 * again from their seed years later, so this never changes.
 */
export function draw(
  count: number,
  { seed, stream, n }: { seed: number; stream: string; n: number },
): number {
  const digest = createHash('sha256').update(`${seed}:${stream}:${n}`).digest()
  return digest.readUIntBE(0, 6) % count
}

/** The share of the way, from 0 to less than 1, that draw number `n` of a stream takes; for options with weights. */
export function drawShare({
  seed,
  stream,
  n,
}: {
  seed: number
  stream: string
  n: number
}): number {
  return draw(2 ** 48, { seed, stream, n }) / 2 ** 48
}
