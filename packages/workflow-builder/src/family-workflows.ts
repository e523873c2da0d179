import type { z } from 'zod'
import { findVariant, modelFamilies } from './families/families.ts'
import type { ModelFamily, ModelVariant, Task } from './families/model-family.ts'
import type { Workflow } from './graph/workflow.ts'
import type { FamilyInputs } from './parts/family-inputs.ts'
import { familyNeeds } from './parts/family-needs.ts'
import { type AskedInputs, fillIn } from './parts/fill-in.ts'
import { variantFor } from './parts/variant-for.ts'
import { defineWorkflow, type Inputs, type WorkflowEntry } from './workflow-entry.ts'

interface FamilyTask<A extends AskedInputs, I extends FamilyInputs> {
  readonly task: Task
  readonly title: string
  /** What may be asked, with limits. */
  readonly asked: z.ZodType<A>
  /** The same, filled in, as it stands in stored jobs. */
  readonly stored: z.ZodType<I>
  /** What this task fills in besides, from the defaults of the model. */
  readonly fill?: (filled: A & FamilyInputs, variant: ModelVariant) => object
  readonly build: (
    variant: ModelVariant,
    inputs: I,
    options: { readonly filenamePrefix: string },
  ) => Workflow
}

/** One workflow for each family that can do the task, such as `inpaint-flux1`. */
export const familyWorkflows = <A extends AskedInputs, I extends FamilyInputs & Inputs>(
  task: FamilyTask<A, I>,
): readonly WorkflowEntry[] =>
  modelFamilies
    .filter(({ variants }) => variants.some(({ cannot }) => cannot[task.task] === undefined))
    .map((family) => familyWorkflow(family, task))

const familyWorkflow = <A extends AskedInputs, I extends FamilyInputs & Inputs>(
  family: ModelFamily,
  { task, title, asked, stored, fill, build }: FamilyTask<A, I>,
): WorkflowEntry =>
  defineWorkflow<I>({
    name: `${task}-${family.id}`,
    title: `${title} (${family.title})`,
    task,
    family: family.id,
    inputs: asked
      .transform((given, context): unknown => {
        const result = fillIn(family, task, given)
        if ('filled' in result) {
          return { ...result.filled, ...fill?.(result.filled, result.variant) }
        }
        for (const { field, message } of result.refusals) {
          context.addIssue({ code: 'custom', path: field.split('.'), message })
        }
        return undefined
      })
      .pipe(stored),
    stored: stored.refine(({ variant }) => findVariant(family, variant) !== undefined),
    nodeClasses: [],
    judgesGraph: true,
    needs: (inputs) => familyNeeds(family, inputs),
    build: (inputs, options) => build(variantFor(family, inputs), inputs, options),
  })
