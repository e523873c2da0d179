import { foldPrompt, PromptKeys } from './prompt-keys.ts'
import { PromptWords, type PromptWordsParts } from './prompt-words.ts'
import { type HeapParts, longestText, TextHeap } from './text-heap.ts'

/** Prompts by id, with their words to be searched and their keys to be sorted by. */
export class PromptHeap {
  readonly texts: TextHeap
  readonly words: PromptWords
  readonly keys: PromptKeys

  constructor(parts?: { readonly texts: HeapParts; readonly words: PromptWordsParts }) {
    this.texts = new TextHeap(parts?.texts)
    this.words = new PromptWords(parts?.words)
    this.keys = new PromptKeys(this.texts)
    if (parts === undefined) this.words.append('')
  }

  get count(): number {
    return this.texts.count
  }

  intern(prompt: string): number {
    const { count } = this.texts
    const kept = prompt.slice(0, longestText)
    const id = this.texts.intern(kept)
    if (id === count) this.words.append(foldPrompt(kept))
    return id
  }
}
