import { Search, Workflow as WorkflowIcon } from 'lucide-react'
import { useState } from 'react'
import { EmptyState } from '../../ui/empty-state.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWorkflows } from '../workflow-queries.ts'
import { byTask, searched } from './group-workflows.ts'
import styles from './list.module.css'
import { TaskSection } from './task-section.tsx'
import { WorkflowRow } from './workflow-row.tsx'

/** The person's own workflows, then the built-in ones by what they do. */
export const WorkflowList = ({ open }: { readonly open: string | undefined }) => {
  const { files, builtIn } = useWorkflows()
  const [query, setQuery] = useState('')
  const own = searched(files.data ?? [], query)
  const groups = byTask(searched(builtIn.data ?? [], query))
  const isSearch = query.trim() !== ''
  const problem = files.error ?? builtIn.error
  return (
    <div className={styles.list}>
      <TextField
        label="Search workflows"
        hideLabel
        type="search"
        placeholder="Search workflows"
        icon={<Search aria-hidden />}
        value={query}
        onChange={setQuery}
      />
      {problem !== null && (
        <ProblemNote
          problem={problemOf(problem)}
          retry={() => void Promise.all([files.refetch(), builtIn.refetch()])}
        />
      )}
      <section aria-labelledby="own-workflows">
        <h2 id="own-workflows" className={styles.heading}>
          Your files
        </h2>
        {files.isPending && <Skeleton shape="block" height={112} />}
        {own.length > 0 && (
          <ul>
            {own.map((workflow) => (
              <WorkflowRow key={workflow.name} {...{ workflow }} isOpen={workflow.name === open} />
            ))}
          </ul>
        )}
        {files.data?.length === 0 && (
          <EmptyState
            icon={<WorkflowIcon />}
            title="No workflow of your own yet."
            detail="Drop a file that ComfyUI saved, exported or made anywhere on this page: JSON, or a picture, video or sound."
          />
        )}
        {isSearch && own.length === 0 && (files.data?.length ?? 0) > 0 && (
          <p className={styles.quiet}>None of your files is called that.</p>
        )}
      </section>
      <section aria-labelledby="built-in-workflows">
        <h2 id="built-in-workflows" className={styles.heading}>
          Built in
        </h2>
        {builtIn.isPending && <Skeleton shape="block" height={224} />}
        {groups.map((group) => (
          <TaskSection
            key={`${group.title} ${isSearch}`}
            {...{ group, open }}
            isUnfolded={isSearch}
          />
        ))}
        {isSearch && groups.length === 0 && builtIn.data !== undefined && (
          <p className={styles.quiet}>No built-in workflow is called that.</p>
        )}
      </section>
    </div>
  )
}
