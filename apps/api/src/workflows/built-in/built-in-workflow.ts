import type { Json, JsonObject } from '@darkroom/foundation'
import {
  findFamily,
  type ModelFamily,
  type Task,
  tasks,
  type WorkflowEntry,
} from '@darkroom/workflow-builder'
import { z } from 'zod'
import { type WordInput, wordInputs } from './word-inputs.ts'

/** A workflow that is code: a task, for the models of one family or for those of all that can do it. */
export interface BuiltInWorkflow {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly task: Task
  readonly family?: ModelFamily
  /** The JSON Schema of its words, which are those of its task. */
  readonly schema: JsonObject
  readonly inputs: readonly WordInput[]
}

/** The words that a task is about, of those that have several values. */
const mainWords: Readonly<Partial<Record<Task, string>>> = {
  controlnet: 'control',
  'hires-fix': 'upscale',
  upscale: 'upscale',
}

/** The tasks first, then each by family. A graph of somebody else is none of them. */
export function builtInWorkflows(entries: readonly WorkflowEntry[]): readonly BuiltInWorkflow[] {
  const ofFamilies = entries.filter(
    ({ family, task }) => family !== undefined && task !== undefined,
  )
  return tasks.flatMap((task): readonly BuiltInWorkflow[] => {
    const own = ofFamilies.filter((entry) => entry.task === task)
    const [first] = own
    if (first === undefined) return []
    const schema = schemaOf(first, task)
    const inputs = wordInputs(schema, { isMain: (word) => word === mainWords[task] })
    const title = first.title.replace(/ \([^()]*\)$/, '')
    return [
      {
        name: task,
        title,
        description: 'The family of the model decides how.',
        ...{ task, schema, inputs },
      },
      ...own.flatMap((entry): readonly BuiltInWorkflow[] => {
        const family = findFamily(entry.family ?? '')
        if (family === undefined) return []
        return [
          {
            name: entry.name,
            title: entry.title,
            description: `For models of ${family.title}.`,
            ...{ task, family, schema },
            inputs: ofFamily(inputs, family, task),
          },
        ]
      }),
    ]
  })
}

function schemaOf(entry: WorkflowEntry, task: Task): JsonObject {
  const made = z.toJSONSchema(entry.inputs, { io: 'input', unrepresentable: 'any' })
  const { $schema: _, ...schema } = jsonObject.parse(made)
  // Without a model nothing is painted, so that no words are needed.
  return { ...schema, ...(task === 'upscale' && { required: ['image', 'upscale'] }) }
}

const jsonObject = z.record(z.string(), z.json())

/** The words without those that no model of the family has a use for, with the values that suit its first. */
function ofFamily(
  inputs: readonly WordInput[],
  { variants }: ModelFamily,
  task: Task,
): readonly WordInput[] {
  const able = variants.filter(({ cannot }) => cannot[task] === undefined)
  const [first] = able
  if (first === undefined) return inputs
  const { steps, cfg, guidance, sampler, scheduler, resolution, denoise } = first.defaults
  const isMasked = task === 'inpaint' || task === 'outpaint'
  const usual: Readonly<Record<string, Json | undefined>> = {
    ...{ steps, cfg, guidance, sampler, scheduler },
    ...(task === 'text-to-image' && resolution),
    denoise: isMasked ? denoise.mask : denoise.image,
  }
  const isRefused = (key: string): boolean =>
    able.every(({ refuses }) => Object.entries(refuses).some(([word]) => word === key))
  return inputs
    .filter(({ key }) => !isRefused(key))
    .map((input) => {
      const value = input.default ?? usual[input.key]
      return { ...input, ...(value !== undefined && { default: value }) }
    })
}
