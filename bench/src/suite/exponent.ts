/** How a cost grows: the slope of log cost over log size by least squares. 0 is not at all, 1 as the size does. */
export function exponent(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points
    .filter(([size, cost]) => size > 0 && cost > 0)
    .map(([size, cost]) => [Math.log(size), Math.log(cost)] as const)
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const x = mean(logs.map(([size]) => size))
  const y = mean(logs.map(([, cost]) => cost))
  const over = logs.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0)
  const under = logs.reduce((sum, [size]) => sum + (size - x) ** 2, 0)
  return over / under
}
