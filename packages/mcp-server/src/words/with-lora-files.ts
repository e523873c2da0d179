import { fileNamed } from '../models/file-named.ts'
import type { Call } from '../tool.ts'
import type { PaintArguments } from './recipe-arguments.ts'

/** The same arguments with the exact names of the files of their LoRAs. */
export async function withLoraFiles<A extends Pick<PaintArguments, 'loras'>>(
  args: A,
  call: Pick<Call, 'house'>,
): Promise<A> {
  if (args.loras === undefined) return args
  const named = (name: string) => fileNamed(name, ({ kind }) => kind === 'lora', call)
  const loras = await Promise.all(
    args.loras.map(async (lora) =>
      typeof lora === 'string' ? await named(lora) : { ...lora, name: await named(lora.name) },
    ),
  )
  return { ...args, loras }
}
