import { findRoles, type PromptGraph, type Setting } from '@darkroom/comfy-graph'
import type { WorkflowInput } from '@darkroom/workflow-converter'
import { z } from 'zod'
import { changedRecipe } from '../generate/asked-recipe.ts'
import { ProblemError } from '../http/problem.ts'
import { validationProblem } from '../http/validation-problem.ts'
import type { RunValues } from '../workflows/take-pictures.ts'

type Words = Readonly<Record<string, unknown>>

/** What is to be different: words of the recipe, and inputs of the graph by their keys. */
export interface AskedChanges {
  readonly words: Words
  readonly inputs: RunValues
}

const inputsSchema = z.object({ inputs: changedRecipe })

const isSide = (key: string): key is 'width' | 'height' => key === 'width' || key === 'height'

/** The word that an input of that key is, too. */
const wordNamed = (key: string): string => (isSide(key) ? 'resolution' : key)

/** What is told of an input that says the same as a word. */
const twice = (key: string, word: string): ProblemError => {
  const message = `sets the same as ${word}; give one of them`
  return new ProblemError(400, 'invalid_input', `inputs.${key} ${message}.`, {
    errors: [{ path: `inputs.${key}`, message }],
  })
}

/**
 * Words and inputs as words alone, for a picture that carries no graph.
 * @throws ProblemError for an input that is no word
 */
export function asWords(
  { words, inputs }: AskedChanges,
  { width, height }: { readonly width: number | null; readonly height: number | null },
): Words {
  const given = Object.entries(inputs)
  for (const [key] of given) if (wordNamed(key) in words) throw twice(key, wordNamed(key))
  const sides = Object.fromEntries(given.filter(([key]) => isSide(key)))
  const others = Object.fromEntries(given.filter(([key]) => !isSide(key)))
  const hasSides = Object.keys(sides).length > 0
  const resolution = hasSides ? { resolution: { width, height, ...sides } } : {}
  const wrong = Object.keys(others).find((key) => !(key in changedRecipe.shape))
  if (wrong !== undefined) throw placeless(wrong)
  const parsed = inputsSchema.safeParse({ inputs: { ...others, ...resolution } })
  if (!parsed.success) throw validationProblem('json', parsed.error)
  return { ...words, ...parsed.data.inputs }
}

function placeless(key: string): ProblemError {
  const message = 'is not known: the picture carries no graph, so its words alone can be changed'
  return new ProblemError(400, 'invalid_input', `inputs.${key} ${message}.`, {
    errors: [{ path: `inputs.${key}`, message }],
  })
}

const settingsOf = (word: string, roles: object): readonly string[] =>
  word === 'resolution' ? ['width', 'height'] : word in roles ? [word] : []

const isSetting = (name: string, roles: Readonly<Record<Setting, unknown>>): name is Setting =>
  name in roles

/** The places of words in a graph, `node.input`, each with its word. */
function placesOfWords(graph: PromptGraph, words: readonly string[]): ReadonlyMap<string, string> {
  const roles = findRoles(graph)
  return new Map(
    words.flatMap((word) =>
      settingsOf(word, roles).flatMap((setting) =>
        isSetting(setting, roles)
          ? roles[setting].sites.map(({ nodeId, input }) => [`${nodeId}.${input}`, word] as const)
          : [],
      ),
    ),
  )
}

/** The places that an input sets; one that is named by its place is that place. */
export const placesOfInput = (
  key: string,
  inputs: readonly Pick<WorkflowInput, 'key' | 'targets'>[],
): readonly string[] =>
  inputs.find((one) => one.key === key)?.targets.map(({ path, name }) => `${path}.${name}`) ?? [key]

/** @throws ProblemError when an input and a word set the same */
export function checkOnce(
  { words, inputs }: AskedChanges,
  graph: PromptGraph,
  known: readonly Pick<WorkflowInput, 'key' | 'targets'>[],
): void {
  const places = placesOfWords(graph, Object.keys(words))
  for (const key of Object.keys(inputs)) {
    const same = placesOfInput(key, known).flatMap((place) => places.get(place) ?? [])
    const word = wordNamed(key) in words ? wordNamed(key) : same[0]
    if (word !== undefined) throw twice(key, word)
  }
}
