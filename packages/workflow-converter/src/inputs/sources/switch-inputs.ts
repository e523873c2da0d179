import { asLink } from '@darkroom/comfy-graph'
import type { InputSource } from '../input-source.ts'
import { nodeOf } from '../node-of.ts'
import { titleOf } from './node-title.ts'
import type { SiteDraft } from './role-inputs.ts'

/** The switches between parts of a workflow, and the lists that its author made to choose from. */
export const switchInputs = ({ graph }: InputSource): readonly SiteDraft[] =>
  Object.entries(graph).flatMap(([nodeId, { class_type: nodeClass, inputs }]) => {
    if (nodeClass === 'CustomCombo' && typeof inputs.choice === 'string') {
      const label = titleOf(nodeId, graph) ?? 'Choice'
      const choices = Object.entries(inputs).flatMap(([name, value]) =>
        /^option\d+$/.test(name) && typeof value === 'string' && value !== '' ? [value] : [],
      )
      const sites = [{ nodeId, input: 'choice' }]
      return [{ label, role: 'choice', from: 'role', sites, type: 'choice', limits: { choices } }]
    }
    if (!/Switch/i.test(nodeClass)) return []
    return Object.entries(inputs).flatMap(([input, value]): readonly SiteDraft[] => {
      if (typeof value === 'boolean') {
        const label = titleOf(nodeId, graph) ?? 'Switch'
        return [
          { label, role: 'switch', from: 'role', sites: [{ nodeId, input }], type: 'boolean' },
        ]
      }
      const source = asLink(value)?.[0] ?? ''
      if (typeof nodeOf(graph, source)?.inputs.value !== 'boolean') return []
      const label = titleOf(source, graph) ?? 'Switch'
      const sites = [{ nodeId: source, input: 'value' }]
      return [{ label, role: 'switch', from: 'role', sites, type: 'boolean' }]
    })
  })
