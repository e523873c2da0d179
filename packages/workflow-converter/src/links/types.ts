/** Whether a type of a slot fits everything. */
export const isAnyType = (type: string): boolean => type === '*' || type === '' || type === '0'

/** Whether the editor joins two slots: names without case; a list of names needs one in common. */
export function isCompatible(one: string, other: string): boolean {
  if (isAnyType(one) || isAnyType(other)) return true
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  if (a === b) return true
  if (!a.includes(',') && !b.includes(',')) return false
  const [names, others] = [a.split(','), b.split(',')]
  if (names.some(isAnyType) || others.some(isAnyType)) return true
  const known = new Set(names)
  return others.some((name) => known.has(name))
}
