import type { Draft } from './draft.ts'
import { isKnownName, wildcardsIn, withOtherName } from './wildcards.ts'

/** Puts a name in place of the one that was refused at `path`, such as `model` or `loras.0.name`. */
export function setAt(
  draft: Draft,
  {
    path,
    name,
    wildcards,
  }: { readonly path: string; readonly name: string; readonly wildcards: readonly string[] },
): Draft {
  const [word = '', index = ''] = path.split('.')
  const at = Number(index)
  switch (word) {
    case 'model':
    case 'sampler':
    case 'scheduler':
    case 'vae':
      return { ...draft, [word]: name }
    case 'loras':
      return {
        ...draft,
        loras: draft.loras.map((lora, place) => (place === at ? { ...lora, name } : lora)),
      }
    case 'text_encoders':
      return {
        ...draft,
        text_encoders: draft.text_encoders?.map((one, place) => (place === at ? name : one)),
      }
    case 'prompt':
    case 'negative_prompt':
      return withKnownWildcard(draft, { name, wildcards })
    default:
      return draft
  }
}

/** The first wildcard that nobody knows gets the name; the API tells one at a time. */
function withKnownWildcard(
  draft: Draft,
  { name, wildcards }: { readonly name: string; readonly wildcards: readonly string[] },
): Draft {
  for (const word of ['prompt', 'negative_prompt'] as const) {
    const unknown = wildcardsIn(draft[word]).find(
      (one) => one.kind === 'name' && !isKnownName(one.name, wildcards),
    )
    if (unknown?.kind === 'name') {
      return { ...draft, [word]: withOtherName(draft[word], unknown.name, name) }
    }
  }
  return draft
}

/** As a sentence below its field; the nearest names are buttons elsewhere. */
const toSentence = (message: string): string => {
  const said = message.replace(/[;,] did you mean .*$/s, '')
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** The message of each wrong field. */
export function errorsByField(
  errors: readonly { readonly path: string; readonly message: string }[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    errors.flatMap(({ path, message }) => (path === '' ? [] : [[path, toSentence(message)]])),
  )
}
