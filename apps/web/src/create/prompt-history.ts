const key = 'darkroom.create.prompts'
const most = 200

export function readPrompts(): readonly string[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '')
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** Each prompt once, where it comes first. */
export const distinct = (...lists: readonly (readonly string[])[]): readonly string[] => [
  ...new Set(
    lists
      .flat()
      .map((prompt) => prompt.trim())
      .filter((prompt) => prompt !== ''),
  ),
]

/** Remembers a prompt as the one used last. */
export function rememberPrompt(prompt: string): void {
  localStorage.setItem(key, JSON.stringify(distinct([prompt], readPrompts()).slice(0, most)))
}

/** The prompts that have every word of the search. */
export function findPrompts(prompts: readonly string[], search: string): readonly string[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return prompts.filter((prompt) => {
    const text = prompt.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
