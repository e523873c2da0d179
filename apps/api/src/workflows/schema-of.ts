import type { JsonObject } from '@darkroom/foundation'
import { toJsonSchema } from '@darkroom/workflow-converter'
import type { BuiltInLibrary } from './built-in/built-in-library.ts'
import { fileSchema, schemaOfBuiltIn } from './input-schemas.ts'
import type { WorkflowLibrary } from './workflow-library.ts'

/**
 * The JSON Schema of what a workflow of the list takes as `inputs`.
 * @throws WorkflowNotFoundError, WorkflowFormatError, ComfyUnavailableError, ComfyAnswerError
 */
export async function schemaOf(
  name: string,
  {
    workflows,
    builtIns,
  }: { readonly workflows: WorkflowLibrary; readonly builtIns: BuiltInLibrary },
): Promise<JsonObject> {
  const builtIn = builtIns.find(name)
  if (builtIn !== undefined) return schemaOfBuiltIn(builtIn)
  const { edited } = await workflows.open(name)
  const { inputs, hidden } = edited
  return { title: name, ...toJsonSchema(inputs, { hidden, file: fileSchema }) }
}
