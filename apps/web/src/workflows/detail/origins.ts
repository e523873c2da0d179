import type { WorkflowInput } from '../../api/types.ts'

const origins: Readonly<Record<WorkflowInput['from'], string>> = {
  app_mode: 'chosen by its author in App Mode',
  declared: 'declared by a node for inputs',
  promoted: 'promoted by its subgraph',
  title: 'named by the title of its node',
  role: 'found by what the graph does with it',
}

/** Why it is an input. */
export const originText = ({ from }: Pick<WorkflowInput, 'from'>): string => origins[from]

const longest = 48

/** A saved value in a few words. */
export function savedText(saved: unknown): string {
  if (saved === undefined || saved === null) return '—'
  if (typeof saved === 'number' && Number.isInteger(saved) && !Number.isSafeInteger(saved)) {
    return 'more digits than a page holds'
  }
  const text = typeof saved === 'string' ? saved : JSON.stringify(saved)
  return text.length > longest ? `${text.slice(0, longest)}…` : text
}
