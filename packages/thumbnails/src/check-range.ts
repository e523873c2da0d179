/** Throws a `RangeError` that names the option, the bounds and the value. */
export function checkRange(
  name: string,
  value: number,
  { least, most = Number.MAX_SAFE_INTEGER }: { least: number; most?: number },
): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new RangeError(
      `Expected ${name} to be a whole number from ${least} to ${most}, got ${value}`,
    )
  }
}
