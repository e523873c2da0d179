/** The base of every error this package throws on purpose. */
export class PromptTemplatesError extends Error {
  override readonly name: string = 'PromptTemplatesError'
}
