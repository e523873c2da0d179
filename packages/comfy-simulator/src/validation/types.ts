import { str } from '../python/repr.ts'
import { isList, type PyValue } from '../python/value.ts'

const typesOf = (type: PyValue): readonly string[] =>
  isList(type)
    ? ['COMBO']
    : str(type)
        .split(',')
        .map((name) => name.trim())

const matching = 'COMFY_MATCHTYPE_V3'

/** Whether an output of one type may go into an input of another: unions need one type in common, `*` and matched types fit any. */
export const fits = (received: PyValue, wanted: PyValue): boolean => {
  if (isList(received) && isList(wanted)) return str(received) === str(wanted)
  const [from, to] = [typesOf(received), typesOf(wanted)]
  if ([...from, ...to].some((name) => name === '*' || name === matching)) return true
  return from.some((name) => to.includes(name))
}
