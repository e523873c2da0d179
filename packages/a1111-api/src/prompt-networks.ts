/** A tag such as `<lora:ink:0.8>`: its kind, and what stands between the colons. */
export interface PromptNetwork {
  readonly kind: string
  readonly name: string
  /** How strongly, of the text encoder and of the model; undefined where the tag says what is no number. */
  readonly strengths: { readonly clip: number; readonly model: number } | undefined
}

export interface TaggedPrompt {
  /** Without its tags, as A1111 paints it. */
  readonly prompt: string
  readonly networks: readonly PromptNetwork[]
}

/** As in A1111's `extra_networks.py`. Prompts are short enough for a search that can be quadratic. */
const tag = /<(\w+):([^>]+)>/g

/**
 * Takes the tags of extra networks out of a prompt. One number is the strength of both, of two the first is the text
 * encoder's; `te=` and `unet=` name them.
 */
export function readNetworks(text: string): TaggedPrompt {
  const networks: PromptNetwork[] = []
  const prompt = text.replaceAll(tag, (_, kind: string, inside: string) => {
    networks.push(toNetwork(kind, inside.split(':')))
    return ''
  })
  return { prompt, networks }
}

function toNetwork(kind: string, items: readonly string[]): PromptNetwork {
  const [name = '', first, second] = items.filter((item) => !item.includes('='))
  const named = new Map(
    items.flatMap((item) => {
      const at = item.indexOf('=')
      return at < 0 ? [] : [[item.slice(0, at).trim(), item.slice(at + 1)]]
    }),
  )
  const clip = toNumber(named.get('te') ?? first, 1)
  const model = toNumber(named.get('unet') ?? second, clip)
  const strengths = clip === undefined || model === undefined ? undefined : { clip, model }
  return { kind: kind.toLowerCase(), name: name.trim(), strengths }
}

function toNumber(text: string | undefined, otherwise: number | undefined): number | undefined {
  if (text === undefined) return otherwise
  const number = text.trim() === '' ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : undefined
}
