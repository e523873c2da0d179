import type { ByteRange } from '@darkroom/door-ports'

export type WantedRange = ByteRange | 'whole' | 'unsatisfiable'

/** What a `Range` asks for of a file; several ranges, and what makes no sense, get the whole (RFC 9110, 14.2). */
export function wantedRange(header: string | undefined, size: number): WantedRange {
  const [, first = '', last = ''] =
    /^bytes=(\d*)-(\d*)$/i.exec(header?.replaceAll(' ', '') ?? '') ?? []
  if (first === '' && last === '') return 'whole'
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < start) return 'whole'
  return start >= size ? 'unsatisfiable' : { start, end }
}
