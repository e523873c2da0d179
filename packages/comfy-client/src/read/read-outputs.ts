import { z } from 'zod'
import type { NodeOutput, NodeOutputs, OutputFile } from '../output-file.ts'
import { lenientRecord } from './lenient.ts'

export const outputSchema: z.ZodType<NodeOutput> = lenientRecord(z.array(z.unknown()))
export const outputsSchema: z.ZodType<NodeOutputs> = lenientRecord(outputSchema)

const fileSchema = z.object({
  filename: z.string().min(1),
  subfolder: z.string().catch(''),
  type: z.string().catch('output'),
})

/** Every element that names a file, of any kind; flags, texts and others are left out. */
export function filesOf(outputs: NodeOutputs): readonly OutputFile[] {
  return Object.entries(outputs).flatMap(([nodeId, output]) => filesOfNode(nodeId, output))
}

export function filesOfNode(nodeId: string, output: NodeOutput): readonly OutputFile[] {
  return Object.entries(output).flatMap(([kind, elements]) =>
    elements.flatMap((element) => {
      const file = fileSchema.safeParse(element)
      return file.success ? [{ nodeId, kind, ...file.data }] : []
    }),
  )
}
