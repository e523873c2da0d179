import { useLocation } from 'wouter'
import type { Dropped } from '../pictures/dropped-pictures.ts'
import { useToasts } from '../ui/use-toasts.ts'
import { handedOver } from '../workflows/handed-over.ts'

/** Whether it carries a workflow; its code comes with the first picture, and where it does not, nobody is asked. */
const carriesWorkflow = (picture: File): Promise<boolean> =>
  import('../pictures/carries-workflow.ts').then(
    (code) => code.carriesWorkflow(picture),
    () => false,
  )

/** Leads workflows among what was dropped to their view. Beside pictures, and where a picture only carries one, it is offered. */
export function useWorkflowFiles() {
  const [, navigate] = useLocation()
  const toasts = useToasts()
  const open = (files: readonly File[]) => {
    handedOver.set(files)
    navigate('/workflows')
  }
  const offer = (title: string, file: File) =>
    toasts.show({ title, action: { label: 'Open the workflow', run: () => open([file]) } })
  return async ({ files, workflows }: Pick<Dropped, 'files' | 'workflows'>) => {
    if (files.length === 0) {
      if (workflows.length > 0) open(workflows)
      return
    }
    for (const file of workflows) offer(`${file.name} is a workflow.`, file)
    // Of many pictures nobody wants to be asked one by one.
    const [picture, ...more] = files
    if (picture !== undefined && more.length === 0 && (await carriesWorkflow(picture))) {
      offer(`${picture.name} carries the workflow that made it.`, picture)
    }
  }
}
