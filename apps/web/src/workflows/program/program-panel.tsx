import { useQuery } from '@tanstack/react-query'
import { Braces, Download } from 'lucide-react'
import { useState } from 'react'
import { base, toUrl } from '../../api/base.ts'
import type { Workflow } from '../../api/types.ts'
import { CopyButton } from '../../pictures/copy-button.tsx'
import { parseExactJson, toExactJson } from '../../pictures/lightbox/exact-json.ts'
import { saveFile } from '../../pictures/save-file.ts'
import { Button } from '../../ui/button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import type { Values } from '../form/values.ts'
import { curlExample } from './curl-example.ts'
import { graphQuery } from './graph-query.ts'
import styles from './program.module.css'

export interface ProgramPanelProps {
  readonly workflow: Workflow
  readonly inputs: Values
}

/** What programs take of a workflow: the request, its schema, and the graph that ComfyUI runs. */
export const ProgramPanel = ({ workflow, inputs }: ProgramPanelProps) => {
  const { name, servers, source, updated_at: version } = workflow
  const [server, setServer] = useState<string>()
  const graph = useQuery(graphQuery({ name, server, version }))
  const text = graph.data && toExactJson(parseExactJson(graph.data))
  const curl = curlExample({ base: base.href, name, inputs })
  const canChoose = source === 'file' && servers.length > 1
  return (
    <div className={styles.panel}>
      <section aria-label="The request" className={styles.part}>
        <div className={styles.top}>
          <h3>This form as a request</h3>
          <CopyButton what="the request" text={curl} />
        </div>
        <pre className={styles.code}>{curl}</pre>
        <div className={styles.line}>
          <Button
            size="small"
            icon={<Braces aria-hidden />}
            href={toUrl(`/api/workflows/${encodeURIComponent(name)}/schema`)}
            target="_blank"
          >
            JSON Schema of the inputs
          </Button>
        </div>
      </section>
      <section aria-label="The graph" className={styles.part}>
        <div className={styles.top}>
          <h3>The graph in the API format</h3>
          {text !== undefined && (
            <span className={styles.line}>
              <CopyButton what="the graph" text={text} />
              <Button
                size="small"
                icon={<Download aria-hidden />}
                onClick={() =>
                  saveFile(new Blob([text], { type: 'application/json' }), `${name}.api.json`)
                }
              >
                Download
              </Button>
            </span>
          )}
        </div>
        {canChoose && (
          <SelectField
            label="As this server gets it"
            value={server ?? servers[0] ?? null}
            options={servers.map((one) => ({ value: one, label: one }))}
            onChange={setServer}
          />
        )}
        {graph.isPending && <Skeleton shape="block" height={160} />}
        {graph.error !== null && (
          <ProblemNote problem={problemOf(graph.error)} retry={() => void graph.refetch()} />
        )}
        {text !== undefined && (
          <TextArea
            label="The graph as JSON"
            hideLabel
            readOnly
            spellCheck={false}
            value={text}
            onChange={() => {}}
            minRows={6}
            maxRows={18}
            className={styles.json}
          />
        )}
      </section>
    </div>
  )
}
