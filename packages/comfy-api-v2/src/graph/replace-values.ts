import { jsonSpans } from './json-spans.ts'

/**
 * The text of the value at `root`, with other JSON texts in the place of some values in it, by their pointers from there.
 * Everything else stays letter for letter: numbers keep their digits. Undefined where there is no such value.
 */
export function replaceValues(
  text: string,
  root: string,
  replacements: ReadonlyMap<string, string>,
): string | undefined {
  // Of a member that is written twice the last one counts, as it does for `JSON.parse`.
  const spans = new Map<string, { start: number; end: number }>()
  let whole: { start: number; end: number } | undefined
  for (const { pointer, start, end } of jsonSpans(text)) {
    if (pointer === root) whole = { start, end }
    else if (pointer.startsWith(`${root}/`) && replacements.has(pointer.slice(root.length))) {
      spans.set(pointer.slice(root.length), { start, end })
    }
  }
  if (whole === undefined) return undefined
  const inside = [...spans]
    .filter(([, { start, end }]) => start >= whole.start && end <= whole.end)
    .sort(([, a], [, b]) => a.start - b.start)
  let at = whole.start
  const parts: string[] = []
  for (const [pointer, { start, end }] of inside) {
    parts.push(text.slice(at, start), replacements.get(pointer) ?? '')
    at = end
  }
  return [...parts, text.slice(at, whole.end)].join('')
}
