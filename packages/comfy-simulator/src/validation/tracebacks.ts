const caret = (indent: number, length: number): string => ' '.repeat(indent) + '^'.repeat(length)

const frame = (line: number, code: string, marks: string, caller = 'validate_inputs'): string =>
  `  File "/opt/ComfyUI/execution.py", line ${line}, in ${caller}\n    ${code}\n    ${marks}\n`

const innerCall = 'r = await validate_inputs(prompt_id, prompt, o_id, validated)'

/** The traceback frames of ComfyUI 0.8.0 for a link to a missing node. */
export const missingNodeTraceback = (): readonly string[] => [
  frame(838, innerCall, caret(4, innerCall.length - 4)),
  frame(818, "o_class_type = prompt[o_id]['class_type']", `${' '.repeat(15)}~~~~~~^^^^^^`),
]

export const missingSlotTraceback = (): readonly string[] => [
  frame(838, innerCall, caret(4, innerCall.length - 4)),
  frame(821, 'received_type = r[val[1]]', `${' '.repeat(16)}~^^^^^^^^`),
]

export const missingInputsTraceback = (): readonly string[] => [
  frame(
    1081,
    'm = await validate_inputs(prompt_id, prompt, o, validated)',
    caret(4, 53),
    'validate_prompt',
  ),
  frame(768, "inputs = prompt[unique_id]['inputs']", `${' '.repeat(9)}~~~~~~~~~~~~~~~~~^^^^^^^^^^`),
]
