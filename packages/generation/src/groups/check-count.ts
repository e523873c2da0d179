import { InvalidRequestError } from '../errors.ts'

/** @throws InvalidRequestError */
export function checkCount(
  field: string,
  count: number,
  [low, high]: readonly [number, number],
): void {
  if (Number.isInteger(count) && count >= low && count <= high) return
  throw new InvalidRequestError(`${field} must be from ${low} to ${high}, got ${count}`, { field })
}
