import { nameKey as keyOf, nameProblem } from '@darkroom/foundation'

export const nameRule =
  'a name has 1 to 100 characters, one of them visible, none a control or replacement character, and is not "." or ".."'

const longestName = 100

export const toTemplateName = (text: string): string => text.normalize('NFC').trim()

export function isTemplateName(name: string): boolean {
  const length = [...name].length
  return length >= 1 && length <= longestName && nameProblem(name) === undefined
}

/** The key of a name; equal for names that differ only in case and composition. */
export const nameKey = (name: string): string => keyOf(toTemplateName(name))
