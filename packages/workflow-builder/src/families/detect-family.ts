import { modelFamilies } from './families.ts'
import { familyOfMetadata, familyOfTensors, type Tensors } from './header-signs.ts'
import type { ModelFamily, ModelFolder, ModelVariant } from './model-family.ts'
import { readFileName, separateWords } from './name-of-file.ts'
import { sd15 } from './sd15.ts'
import { sdxl } from './sdxl.ts'

/** What is known of a model file. */
export interface ModelFile {
  /** The name as the server's list has it, with folders. */
  readonly name: string
  /** Where it lies, if known. */
  readonly folder?: ModelFolder
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
 * folder it lies in, else by the words of its name. Undefined when none of them tells. A checkpoint that names SDXL or SD 1.5
 * as such is one, whatever else its name speaks of: `fluxMix_sd15`.
 */
export function detectFamily({
  name: filename,
  folder,
  header = {},
}: ModelFile): DetectedFamily | undefined {
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
  const inFolder = familyOfFolders(filename)
  const plain = folder === 'diffusion_models' ? undefined : plainFamilyOf(filename)
  const named = inFolder ?? plain ?? familyOfName(filename)
  if (named === undefined) return undefined
  const family = refined(named, filename)
  return { family, variant: variantOf(family, filename), by: inFolder ? 'folder' : 'name' }
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

/** The innermost folder that names one. */
const familyOfFolders = (filename: string): ModelFamily | undefined => {
  const plain = readFileName(filename).folders
  const separated = readFileName(separateWords(filename)).folders
  return plain
    .map((text, index) => familyOfTexts([text, separated[index] ?? text]))
    .findLast((family) => family !== undefined)
}

const familyOfName = (filename: string): ModelFamily | undefined =>
  familyOfTexts(spellingsOf(filename))

/** The family that a text names in any of its spellings. */
const familyOfTexts = (texts: readonly string[]): ModelFamily | undefined =>
  modelFamilies.find(({ sign }) => texts.some((text) => sign.test(text)))

/** The name as it is, and with its joined words apart. */
const spellingsOf = (filename: string): readonly string[] =>
  [filename, separateWords(filename)].map((text) => readFileName(text).name)

/** Words by which Stable Diffusion is named and nothing else is. */
const plainSigns: readonly (readonly [RegExp, ModelFamily])[] = [
  [/(?<![a-z\d])(sd[-_. ]?)?xl(?![a-z])/, sdxl],
  [/(?<![a-z\d])sd[-_. ]?v?1[-_. ]?5(?![a-z\d])/, sd15],
]

const plainFamilyOf = (filename: string): ModelFamily | undefined => {
  const texts = spellingsOf(filename)
  return plainSigns.find(([sign]) => texts.some((text) => sign.test(text)))?.[1]
}

/** Qwen-Image and its Edit are alike but for their name, and `flux` may be a folder for both kinds of FLUX. */
function refined(family: ModelFamily, filename: string): ModelFamily {
  const byName = familyOfName(filename)
  const isFiner =
    (family.id === 'qwen-image' && byName?.id === 'qwen-image-edit') ||
    (family.id === 'flux1' && byName?.id === 'flux2')
  return isFiner && byName !== undefined ? byName : family
}
