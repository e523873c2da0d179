import { str } from '../python/repr.ts'
import { isList, type PyValue } from '../python/value.ts'

const typesOf = (type: PyValue): readonly string[] =>
  isList(type)
    ? ['COMBO']
    : str(type)
        .split(',')
        .map((name) => name.trim())

/** Whether an output of one type may go into an input of another; unions and `*` are allowed. */
export const fits = (received: PyValue, wanted: PyValue): boolean => {
  if (isList(received) && isList(wanted)) return str(received) === str(wanted)
  const [from, to] = [typesOf(received), typesOf(wanted)]
  if (from.includes('*') || to.includes('*')) return true
  return from.every((name) => to.includes(name))
}
