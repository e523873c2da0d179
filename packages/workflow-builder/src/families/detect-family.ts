import { modelFamilies } from './families.ts'
import { familyOfMetadata, familyOfTensors, type Tensors } from './header-signs.ts'
import type { ModelFamily, ModelVariant } from './model-family.ts'
import { readFileName } from './name-of-file.ts'

/** What is known of a model file. */
export interface ModelFile {
  /** The name as the server's list has it, with folders. */
  readonly name: string
  /** What its safetensors header says: the `__metadata__`, and the shapes of its tensors by name. */
  readonly header?: {
    readonly metadata?: Readonly<Record<string, unknown>>
    readonly tensors?: Tensors
  }
}

export interface DetectedFamily {
  readonly family: ModelFamily
  readonly variant: ModelVariant
  /** What told the family. */
  readonly by: 'tensors' | 'metadata' | 'folder' | 'name'
}

/**
 * The family of a model and its variant within it: by the tensors in the file, else by what its header says, else by the
 * folder it lies in, else by the words of its name. Undefined when none of them tells.
 */
export function detectFamily({
  name: filename,
  header = {},
}: ModelFile): DetectedFamily | undefined {
  const { folders, name } = readFileName(filename)
  const told = header.tensors && familyOfTensors(header.tensors)
  if (told !== undefined) {
    const family = refined(told.family, filename)
    return { family, variant: variantOf(family, filename, told.variants), by: 'tensors' }
  }
  const said = familyOfMetadata(header.metadata ?? {})
  if (said !== undefined) {
    const family = refined(said, filename)
    return { family, variant: variantOf(family, filename), by: 'metadata' }
  }
  for (const [by, texts] of [
    ['folder', folders.toReversed()],
    ['name', [name]],
  ] as const) {
    const named = texts.flatMap((text) => familyOfText(text) ?? [])[0]
    if (named === undefined) continue
    const family = refined(named, filename)
    return { family, variant: variantOf(family, filename), by }
  }
  return undefined
}

/** The variant of a model of a known family, by its name; `among`: the ids that it can have, the likeliest first. */
export function variantOf(
  family: ModelFamily,
  filename: string,
  among: readonly string[] = family.variants.map(({ id }) => id),
): ModelVariant {
  const { folders, name } = readFileName(filename)
  const [first] = family.variants
  const usual = family.variants.find(({ id }) => id === among[0]) ?? first
  const others = family.variants.filter(({ id }) => among.includes(id) && id !== usual.id)
  const named = (text: string): ModelVariant | undefined =>
    others.find(({ sign }) => sign?.test(text) === true)
  return named(name) ?? folders.flatMap((folder) => named(folder) ?? [])[0] ?? usual
}

/** The family that a text names. */
const familyOfText = (text: string): ModelFamily | undefined =>
  modelFamilies.find(({ sign }) => sign.test(text.toLowerCase()))

/** Qwen-Image and its Edit are alike but for their name, and `flux` may be a folder for both kinds of FLUX. */
function refined(family: ModelFamily, filename: string): ModelFamily {
  const { name } = readFileName(filename)
  const byName = familyOfText(name)
  const isFiner =
    (family.id === 'qwen-image' && byName?.id === 'qwen-image-edit') ||
    (family.id === 'flux1' && byName?.id === 'flux2')
  return isFiner && byName !== undefined ? byName : family
}
