import { queryOptions } from '@tanstack/react-query'
import { fetchBytes } from '../../api/fetch-bytes.ts'

/**
 * The graph that a workflow becomes, as the text that the API sends: a seed may have more digits than a number holds.
 * @throws ApiProblem when it cannot be converted
 */
export async function loadGraph(name: string, server?: string): Promise<string> {
  const query = server === undefined ? '' : `?server=${encodeURIComponent(server)}`
  const path = `/api/workflows/${encodeURIComponent(name)}/graph${query}`
  return await (await fetchBytes(path)).text()
}

export const graphQuery = ({
  name,
  server,
  version,
}: {
  readonly name: string
  readonly server?: string | undefined
  /** Of the file. */
  readonly version: string | undefined
}) =>
  queryOptions({
    queryKey: ['workflows', 'graph', name, server ?? '', version ?? ''],
    queryFn: () => loadGraph(name, server),
  })

export const nodeCountOf = (graph: string): number => Object.keys(JSON.parse(graph)).length
