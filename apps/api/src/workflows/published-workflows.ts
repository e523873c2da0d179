import { hash } from 'node:crypto'
import { isJsonObject, type JsonObject } from '@darkroom/foundation'
import { toJsonSchema } from '@darkroom/workflow-converter'
import { z } from 'zod'
import type { PublishedWorkflow } from '../docs/workflow-operations.ts'
import type { BuiltInWorkflow } from './built-in/built-in-workflow.ts'
import { fileSchema, schemaOfBuiltIn } from './input-schemas.ts'
import type { ListedWorkflow } from './workflow-library.ts'

/** The workflows that the OpenAPI document has an operation for. */
export interface Published {
  /** Stays the same for as long as all of it does. */
  readonly version: string
  toOperations(): { readonly workflows: readonly PublishedWorkflow[]; readonly schemas: JsonObject }
}

/** Those that are built in take the words of their task, whose schemas have names. */
export function publishedWorkflows(
  builtIns: readonly BuiltInWorkflow[],
  listed: readonly ListedWorkflow[],
): Published {
  const taken = new Set(builtIns.map(({ name }) => name))
  const files = listed.flatMap((one) =>
    one.problem === undefined && one.problems.length === 0 && !taken.has(one.file.name)
      ? [one]
      : [],
  )
  const tasks = builtIns.filter(({ family }) => family === undefined)
  const versions = files.map(({ file, version }) => [file.name, version])
  return {
    version: hash('sha1', JSON.stringify(versions)),
    toOperations: () => ({
      workflows: [
        ...builtIns.map(({ name, title, description, task }) => ({
          ...{ name, title, description },
          inputs: nameOf(task),
          tag: 'Built-in workflows',
        })),
        ...files.map(({ file, about, edited }) => ({
          name: file.name,
          title: about.title,
          description: about.description,
          inputs: inputsOf(toJsonSchema(edited.inputs, { file: fileSchema })),
          tag: 'Workflows',
        })),
      ],
      schemas: Object.assign({}, ...tasks.map(componentsOf)),
    }),
  }
}

/** `text-to-image` → `TextToImageInputs`. */
const nameOf = (task: string): string =>
  `${task.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}Inputs`

/** The words of a task, and the schemas that they refer to, as components of the document. */
function componentsOf(workflow: BuiltInWorkflow): JsonObject {
  const text = JSON.stringify(inputsOf(schemaOfBuiltIn(workflow)))
  const {
    title: _,
    $defs,
    ...schema
  } = jsonObject.parse(JSON.parse(text.replaceAll('#/$defs/', '#/components/schemas/')))
  return {
    ...(isJsonObject($defs) ? $defs : {}),
    [nameOf(workflow.task)]: { ...schema, example: exampleOf(workflow) },
  }
}

const jsonObject = z.record(z.string(), z.json())

const picture = { gallery: 'a1b2c3' }

const examples: Readonly<Partial<Record<string, JsonObject>>> = {
  'image-to-image': { image: picture, denoise: 0.6 },
  inpaint: { image: picture, mask: picture },
  outpaint: { image: picture, outpaint: { left: 256 } },
  edit: { references: [picture] },
  controlnet: { control: [{ type: 'canny', image: picture }] },
  'hires-fix': { upscale: { factor: 2 } },
}

const exampleOf = ({ task }: BuiltInWorkflow): JsonObject =>
  task === 'upscale'
    ? { image: picture, upscale: { factor: 2 } }
    : { prompt: 'a lighthouse on a cliff at dawn', ...examples[task] }

/** Any value by its place is taken as well, which generators of clients say better so. */
const inputsOf = ({ patternProperties: _, ...schema }: JsonObject): JsonObject => ({
  ...schema,
  additionalProperties: true,
})
