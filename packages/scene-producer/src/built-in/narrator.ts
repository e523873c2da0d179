import type { Character } from './story.ts'

/** The first-person narrator of a story. */
export const narrator: Character = {
  label: 'the narrator',
  description: 'a person',
  kind: 'person',
  words: ['i', 'me', 'my', 'myself', 'we', 'us', 'our'],
}

/** Whether a story has a first-person narrator; "I" in direct speech does not count. */
export function hasNarrator(text: string): boolean {
  const told = text.replaceAll(/["“„«][^"”“»]*["”“»]/g, ' ')
  return (told.match(/\bI\b/g) ?? []).length >= 2
}
