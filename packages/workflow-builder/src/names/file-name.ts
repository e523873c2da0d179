/** Windows servers write `sub\x.safetensors`, all others `sub/x.safetensors`. */
export const withSlashes = (name: string): string => name.replaceAll('\\', '/')

export const fileNameOf = (name: string): string => withSlashes(name).split('/').at(-1) ?? name
