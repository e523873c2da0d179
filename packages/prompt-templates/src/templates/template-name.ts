export const nameRule = 'a name has 1 to 100 characters, none of them a control character'

const longestName = 100
const unspeakable = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u

export const toTemplateName = (text: string): string => text.normalize('NFC').trim()

export function isTemplateName(name: string): boolean {
  const length = [...name].length
  return length >= 1 && length <= longestName && !unspeakable.test(name)
}

/** The key of a name; equal for names that differ only in case and composition. */
export const nameKey = (name: string): string =>
  toTemplateName(name).toUpperCase().toLowerCase().normalize('NFC')
