import type { Beat, Character } from './story.ts'

/** Danbooru's tags for the number of people in the picture: "1girl, solo". */
export function subjectTags({ characters, people: seen }: Beat): string {
  if (seen === 'unknown') return ''
  const count = (kind: Character['kind']): number =>
    characters.filter((one) => one.kind === kind).length
  const people = characters.length - count('animal')
  if (people === 0) return 'no humans'
  const tags = [
    counted(count('woman'), 'girl'),
    counted(count('man'), 'boy'),
    counted(count('person'), 'other'),
    people === 1 ? 'solo' : '',
  ]
  return tags.filter((tag) => tag !== '').join(', ')
}

const counted = (count: number, noun: string): string =>
  count === 0 ? '' : `${count}${noun}${count === 1 ? '' : 's'}`
