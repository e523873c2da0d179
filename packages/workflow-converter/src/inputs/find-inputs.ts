import { type Draft, type Drafts, noDrafts } from './draft.ts'
import { finishDraft } from './finish-draft.ts'
import type { InputSource } from './input-source.ts'
import { liveGraph } from './live-graph.ts'
import { type NamedDraft, nameInputs } from './name-inputs.ts'
import { appInputs } from './sources/app-mode.ts'
import { declaredInputs } from './sources/declared.ts'
import { promotedInputs } from './sources/promoted.ts'
import { roleInputs, targetKey } from './sources/role-inputs.ts'
import { titledInputs } from './sources/titles.ts'
import { standardLabels } from './standard-roles.ts'
import { indexValues, type ValueIndex } from './value-index.ts'
import type { FoundInputs } from './workflow-input.ts'

/**
 * The typed inputs of a workflow. What its author says comes first: App Mode, else nodes that declare inputs, else what
 * subgraphs show outside, else titles. The prompt's links say which of them is the prompt, the seed, the picture, and
 * which others there are; those are hidden where the author chose.
 */
export function findInputs(told: InputSource): FoundInputs {
  const source = { ...told, graph: liveGraph(told) }
  const values = indexValues(source)
  const proved = roleInputs(source, values)
  const authored = firstSource(source, values)
  const own = withRoles(distinct(authored.drafts), proved.drafts)
  const covered = new Set(own.flatMap(({ targets }) => targets.map(targetKey)))
  const isOpen = ({ targets }: Draft): boolean =>
    targets.every((target) => !covered.has(targetKey(target)))
  const isChosen = own.some(({ from }) => from === 'app_mode' || from === 'declared')
  const others = inStandardOrder(proved.drafts)
  // A list of pictures or LoRAs is shown beside them; whoever chose the inputs has them alone.
  const isShown = (one: Draft): boolean =>
    one.isTogether === true ? one.type !== undefined && !isChosen : isOpen(one)
  const all = [...own, ...others.filter(isShown)]
  const isTitled = own.every(({ from, name }) => from === 'title' && name === undefined)
  const shown = isChosen ? own : isTitled ? inStandardOrder(all) : all
  // A role of several places that are inputs each can still be set as one.
  const kept = others.filter(
    (one) =>
      (one.isTogether === true && !isShown(one)) ||
      (isOpen(one) ? isChosen : isWholeOfMany(one, own)),
  )
  const finish = (draft: Draft): readonly NamedDraft[] => {
    const input = finishDraft(draft, { source, values })
    return input === undefined
      ? []
      : [{ input, ...(draft.name !== undefined && { name: draft.name }) }]
  }
  const inputs = nameInputs(shown.flatMap(finish))
  return {
    inputs,
    hidden: nameInputs(
      kept.flatMap(finish),
      inputs.map(({ key }) => key),
    ),
    notes: [...authored.notes, ...proved.notes, ...dropped(own, { source, values })],
  }
}

function firstSource(source: InputSource, values: ValueIndex): Drafts {
  const { graph, editor } = source
  const sources = [
    () => (editor === undefined ? noDrafts : appInputs(editor.workflow)),
    () => declaredInputs(graph, values),
    () => (editor === undefined ? noDrafts : promotedInputs(editor.workflow, values)),
    () => titledInputs(source, values),
  ]
  const notes: string[] = []
  for (const find of sources) {
    const found = find()
    notes.push(...found.notes)
    if (found.drafts.length > 0) return { drafts: found.drafts, notes }
  }
  return { drafts: [], notes }
}

const distinct = (drafts: readonly Draft[]): readonly Draft[] => [
  ...new Map(drafts.map((draft) => [draft.targets.map(targetKey).join(), draft])).values(),
]

/** The drafts with the roles that the prompt proves of their places. */
const withRoles = (drafts: readonly Draft[], proved: readonly Draft[]): readonly Draft[] =>
  drafts.map((draft) => {
    const known = proved.find(({ targets, isTogether }) => {
      if (isTogether === true) return false
      const places = new Set(targets.map(targetKey))
      return draft.targets.every((target) => places.has(targetKey(target)))
    })
    if (known === undefined) return draft
    const { role, type, group, limits } = known
    return {
      ...(role !== undefined && { role }),
      ...(type !== undefined && { type }),
      ...(group !== undefined && { group }),
      ...(limits !== undefined && { limits }),
      ...draft,
    }
  })

const isWholeOfMany = ({ isWhole, targets, role }: Draft, own: readonly Draft[]): boolean =>
  isWhole === true && targets.length > 1 && own.filter((one) => one.role === role).length > 1

const order = Object.keys(standardLabels)

const inStandardOrder = (drafts: readonly Draft[]): readonly Draft[] => {
  const rank = ({ role }: Draft): number => {
    const index = order.indexOf(role ?? '')
    return index < 0 ? order.length : index
  }
  return drafts.toSorted((a, b) => rank(a) - rank(b))
}

const dropped = (
  drafts: readonly Draft[],
  around: { readonly source: InputSource; readonly values: ValueIndex },
): readonly string[] =>
  drafts.flatMap((draft) =>
    draft.from === 'promoted' || finishDraft(draft, around) !== undefined
      ? []
      : [`"${draft.label}" is left out: it is no value that a prompt of this workflow has.`],
  )
