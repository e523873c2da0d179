import { ArrowLeft, MousePointerClick } from 'lucide-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useStore } from '../api/store.ts'
import { Button } from '../ui/button.tsx'
import { classNames } from '../ui/class-names.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { createLaterPart } from '../ui/later-part.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { ProblemNote } from '../ui/problem-note.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AddButton } from './add/add-button.tsx'
import { type Added, useAddWorkflow } from './add/use-add-workflow.ts'
import { toSent, useDroppedFiles } from './add/use-dropped-files.ts'
import { handedOver } from './handed-over.ts'
import { WorkflowList } from './list/workflow-list.tsx'
import { workflowAddress } from './list/workflow-row.tsx'
import styles from './workflows.module.css'

/** The list comes first: a form needs many kinds of fields. */
const WorkflowDetail = createLaterPart(
  async () => (await import('./detail/workflow-detail.tsx')).WorkflowDetail,
  <Skeleton shape="block" height={320} />,
)

/** Every workflow of ComfyUI as a form: the person's own files and those that are built in. */
export const WorkflowsView = () => {
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  const name = search.get('name') ?? undefined
  const [added, setAdded] = useState<Added>()
  const open = (next: string | undefined) => {
    if (next !== added?.workflow.name) setAdded(undefined)
    navigate(next === undefined ? '/workflows' : workflowAddress(next))
  }
  const { add, isAdding, refused, forget } = useAddWorkflow((next) => {
    setAdded(next)
    navigate(workflowAddress(next.workflow.name))
  })
  const isOver = useDroppedFiles(add)
  const handed = useStore(handedOver)
  const addHanded = useEffectEvent(() => {
    const files = handedOver.get()
    handedOver.set([])
    add(toSent(files))
  })
  useEffect(() => {
    if (handed.length > 0) addHanded()
  }, [handed])
  return (
    <div className={classNames(styles.view, name !== undefined && styles.opened)}>
      <PageHeader title="Workflows" actions={<AddButton isAdding={isAdding} onFiles={add} />} />
      {refused.length > 0 && (
        <div className={styles.refused}>
          {refused.map(({ fileName, problem }) => (
            <ProblemNote
              key={fileName}
              problem={{ ...problem, detail: `${fileName} was not added: ${problem.detail}` }}
              onDismiss={forget}
            />
          ))}
        </div>
      )}
      <div className={styles.panes}>
        <div className={styles.listPane}>
          <WorkflowList open={name} />
        </div>
        <div className={styles.detailPane}>
          {name === undefined ? (
            <EmptyState
              icon={<MousePointerClick />}
              title="Choose a workflow, or drop a file here."
              detail="What ComfyUI’s editor saves or exports, or a picture, video or sound that ComfyUI made."
            />
          ) : (
            <>
              <Button
                variant="plain"
                size="small"
                icon={<ArrowLeft aria-hidden />}
                className={styles.back}
                to="/workflows"
              >
                All workflows
              </Button>
              <WorkflowDetail
                key={name}
                name={name}
                added={added?.workflow.name === name ? added : undefined}
                onOpen={open}
                onAddedDone={() => setAdded(undefined)}
              />
            </>
          )}
        </div>
      </div>
      {isOver && (
        <div className={styles.over} aria-hidden>
          <p>Drop it: it becomes a workflow</p>
        </div>
      )}
    </div>
  )
}
