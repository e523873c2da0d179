import type { Inputs } from '@darkroom/workflow-builder'
import type { PlannedMember } from './group-members.ts'

/**
 * The members of a group that is made again. A frame is made as the same frame was accepted before, since frames have
 * models and so workflows of their own; its texts as they were sent and its seed are those of the new group.
 */
export const asAccepted = (
  members: readonly PlannedMember[],
  before: readonly PlannedMember[],
): readonly PlannedMember[] =>
  members.map((member) => {
    if (member.part.kind !== 'sequence') return member
    const accepted = before.find(({ part }) => part.number === member.part.number)
    if (accepted === undefined) return member
    const { workflow, inputs, files, made, template } = accepted
    const own = { ...template, seed: member.inputs.seed }
    return { ...member, workflow, files, made, inputs: { ...inputs, ...only(inputs, own) } }
  })

/** Those of the words that are among the inputs: a workflow has no input for the others. */
const only = (inputs: Inputs, words: Inputs): Inputs =>
  Object.fromEntries(Object.entries(words).filter(([word]) => Object.hasOwn(inputs, word)))
