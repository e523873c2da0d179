/** The name of a model file without its folders and its type, which a person knows. */
export const modelName = (filename: string): string =>
  filename.replace(/^.*[\\/]/, '').replace(/\.(?:safetensors|sft|ckpt|pt|pth|gguf)$/i, '')
