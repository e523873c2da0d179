/** A model's file name for comparing: `SDXL\Dream.safetensors` → folders `['sdxl']`, name `dream`. */
export function readFileName(filename: string): {
  readonly folders: readonly string[]
  readonly name: string
} {
  const parts = filename.toLowerCase().replaceAll('\\', '/').split('/')
  const name = parts.at(-1) ?? ''
  return {
    folders: parts.slice(0, -1),
    name: name.replace(/\.(safetensors|sft|ckpt|pt|pth|bin|gguf)$/, ''),
  }
}

/** The name with `·` before each word that is joined to another by its capital: `jibMixFlux` → `jib·Mix·Flux`. */
export const separateWords = (filename: string): string =>
  filename.replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '·')
