import { PyError } from '../python/convert.ts'
import type { Encodable, PyDict } from '../python/value.ts'
import { isDict, isList } from '../python/value.ts'
import { type ErrorBody, errorBody, noOutputs } from './errors.ts'
import { classNameOf, nodeAt, titleOf } from './graph.ts'
import { missingInputsTraceback } from './tracebacks.ts'
import { NodeValidator, type NodeVerdict, type ValidationWorld } from './validate-node.ts'

/** The verdict on a prompt: it may run, at least in part, or not. */
export type Verdict =
  | { readonly isValid: true; readonly outputs: readonly string[]; readonly nodeErrors: NodeErrors }
  | { readonly isValid: false; readonly error: ErrorBody; readonly nodeErrors: NodeErrors }

export type NodeErrors = ReadonlyMap<string, Encodable>

interface MutableNodeError {
  readonly errors: readonly ErrorBody[]
  readonly dependent_outputs: string[]
  readonly class_type: string
}

/** The error for a missing class; its wording changed with 0.12. */
const missingClass = (
  id: string,
  node: PyDict,
  { isNewStyle, reason }: { isNewStyle: boolean; reason: 'absent' | 'unknown' },
): ErrorBody => {
  const details = `Node ID '#${id}'`
  const name = classNameOf(node)
  const title = titleOf(node)
  if (!isNewStyle) {
    const message =
      reason === 'absent'
        ? 'Cannot execute because a node is missing the class_type property.'
        : `Cannot execute because node ${name} does not exist.`
    return errorBody('invalid_prompt', message, { details })
  }
  const message =
    reason === 'absent'
      ? `Node '${title ?? `ID #${id}`}' has no class_type. The workflow may be corrupted or a custom node is missing.`
      : `Node '${title ?? name}' not found. The custom node may not be installed.`
  return errorBody('missing_node_type', message, {
    details,
    extra: {
      node_id: id,
      class_type: reason === 'absent' ? null : name,
      node_title: title ?? (reason === 'absent' ? null : name),
    },
  })
}

const judge = (validator: NodeValidator, output: string): NodeVerdict => {
  try {
    return validator.validate(output)
  } catch (error) {
    if (!(error instanceof PyError)) throw error
    const reason = errorBody('exception_during_validation', 'Exception when validating node', {
      details: error.message,
      extra: { exception_type: error.type, traceback: missingInputsTraceback() },
    })
    const verdict = { isValid: false, errors: [reason] }
    validator.verdicts.set(output, verdict)
    return verdict
  }
}

const collectOutputs = (
  graph: PyDict,
  world: ValidationWorld & { readonly isNewStyle: boolean },
  targets: readonly string[] | undefined,
): readonly string[] | ErrorBody => {
  const outputs: string[] = []
  for (const [id, node] of graph) {
    // Python's `in` also searches texts and lists, so a workflow of the browser fails by its "id".
    const isSearchable = !world.isNewStyle && (typeof node === 'string' || isList(node))
    if (isSearchable) return missingClass(id, new Map(), { isNewStyle: false, reason: 'absent' })
    if (!isDict(node)) throw new TypeError(`Node ${id} is not an object`)
    if (!node.has('class_type')) {
      return missingClass(id, node, { isNewStyle: world.isNewStyle, reason: 'absent' })
    }
    const nodeClass = world.classOf(classNameOf(node))
    if (nodeClass === undefined) {
      return missingClass(id, node, { isNewStyle: world.isNewStyle, reason: 'unknown' })
    }
    if (nodeClass.isOutput && (targets === undefined || targets.includes(id))) outputs.push(id)
  }
  return outputs
}

/** Validates a prompt as ComfyUI does, and converts the values of the visited nodes in place. */
export const validatePrompt = (
  graph: PyDict,
  world: ValidationWorld & { readonly isNewStyle: boolean },
  targets?: readonly string[],
): Verdict => {
  const outputs = collectOutputs(graph, world, targets)
  if (!('length' in outputs)) return { isValid: false, error: outputs, nodeErrors: new Map() }
  if (outputs.length === 0) return { isValid: false, error: noOutputs(), nodeErrors: new Map() }
  const validator = new NodeValidator(graph, world)
  const good: string[] = []
  const lines: string[] = []
  const nodeErrors = new Map<string, MutableNodeError>()
  for (const output of outputs) {
    const verdict = judge(validator, output)
    if (verdict.isValid) {
      good.push(output)
      continue
    }
    lines.push(...verdict.errors.map((error) => `${error.message}: ${error.details}`))
    for (const [id, { isValid, errors }] of validator.verdicts) {
      if (isValid || errors.length === 0) continue
      const entry = nodeErrors.get(id) ?? {
        errors,
        dependent_outputs: [],
        class_type: classNameOf(nodeAt(graph, id)),
      }
      entry.dependent_outputs.push(output)
      nodeErrors.set(id, entry)
    }
  }
  const reported = new Map(Array.from(nodeErrors, ([id, entry]) => [id, { ...entry }] as const))
  if (good.length > 0) return { isValid: true, outputs: good, nodeErrors: reported }
  const error = errorBody('prompt_outputs_failed_validation', 'Prompt outputs failed validation', {
    details: lines.join('\n'),
  })
  return { isValid: false, error, nodeErrors: reported }
}
