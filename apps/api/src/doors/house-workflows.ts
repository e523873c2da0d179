import type { Workflow, Workflows } from '@darkroom/door-ports'
import type { Services } from '../services.ts'
import { schemaOf } from '../workflows/schema-of.ts'
import { toBuiltIn, toWorkflow } from '../workflows/to-workflow.ts'
import { told } from './house-jobs.ts'

type Shown = ReturnType<typeof toWorkflow>

const toDoorWorkflow = ({
  name,
  title,
  description,
  source,
  task,
  inputs,
  runnable,
}: Shown): Workflow => ({
  name,
  title,
  description,
  source,
  ...(task !== '' && { task }),
  inputs,
  runnable,
})

/** Files first, then those that are code; for doors. */
export const houseWorkflows = (services: Pick<Services, 'workflows' | 'builtIns'>): Workflows => {
  const { workflows, builtIns } = services
  return {
    list: () =>
      told(async () => {
        const files = (await workflows.list()).filter(({ file }) => !builtIns.find(file.name))
        const own = await builtIns.list()
        return [
          ...files.map((one) => toDoorWorkflow(toWorkflow(one))),
          ...own.map((one) => toDoorWorkflow(toBuiltIn(one, { isListed: true }))),
        ]
      }),
    find: (name) =>
      told(async () => {
        const builtIn = builtIns.find(name)
        if (builtIn !== undefined) return toDoorWorkflow(toBuiltIn(await builtIns.look(builtIn)))
        const all = await workflows.list()
        const found = all.find(({ file }) => file.name === name)
        return found && toDoorWorkflow(toWorkflow(found))
      }),
    schema: (name) => told(() => schemaOf(name, services)),
  }
}
