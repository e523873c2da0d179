import { tasks } from '@darkroom/workflow-builder'

/** What a workflow does, by which another model's family may do it otherwise: `inpaint-flux1` → `inpaint`. */
export const taskOf = (workflow: string): string =>
  tasks.find((task) => workflow === task || workflow.startsWith(`${task}-`)) ?? workflow
