import type { Json } from '@darkroom/foundation'
import { isRecord } from '@darkroom/foundation'
import type { InputDefinition } from '../definitions/node-definition.ts'
import { readInputs } from '../definitions/read-inputs.ts'
import { listAt, member, recordAt } from '../json-values.ts'
import type { Following, WidgetSpec } from './widget-spec.ts'

type Build = (input: InputDefinition) => readonly WidgetSpec[]

const option = ({ options }: InputDefinition, name: string): Json | undefined =>
  Object.hasOwn(options, name) ? options[name] : undefined

const plain = (input: InputDefinition, initial: Json | undefined): WidgetSpec => ({
  name: input.name,
  saved: true,
  sent: true,
  initial: option(input, 'default') ?? initial,
  input,
})

const helper = (name: string, initial: Json): WidgetSpec => ({
  name,
  saved: true,
  sent: false,
  initial,
})

const control: WidgetSpec = helper('control_after_generate', 'randomize')
const filter: WidgetSpec = helper('control_filter_list', '')

const withInitial =
  (initial: Json | undefined): Build =>
  (input) => [plain(input, initial)]

/** A number that a seed may be: with the option, or without it by its name, a control word follows. */
const integer: Build = (input) => {
  const told = option(input, 'control_after_generate')
  const isControlled = told ?? ['seed', 'noise_seed'].includes(input.name)
  return isControlled ? [plain(input, 0), control] : [plain(input, 0)]
}

const float: Build = (input) =>
  option(input, 'control_after_generate') ? [plain(input, 0), control] : [plain(input, 0)]

function combo(input: InputDefinition): readonly WidgetSpec[] {
  if (option(input, 'multi_select')) return [plain(input, [])]
  const first = input.choices?.[0]
  const widget: WidgetSpec = {
    ...plain(input, first),
    initial: option(input, 'default') || first,
    ...(first !== undefined && { firstChoice: first }),
  }
  return [
    widget,
    ...remoteHelpers(input),
    ...(option(input, 'control_after_generate') ? [control, filter] : []),
  ]
}

/** A combo that asks a server for its choices has a toggle, and perhaps a button that is sent like a value. */
function remoteHelpers(input: InputDefinition): readonly WidgetSpec[] {
  const remote = option(input, 'remote')
  if (!isRecord(remote)) return []
  const refresh: WidgetSpec = { ...helper('refresh', 'refresh'), sent: true }
  return [
    helper('Auto-refresh after generation', false),
    ...(member(remote, 'refresh_button') ? [refresh] : []),
  ]
}

const box: Json = { x: 0, y: 0, width: 512, height: 512 }

const boundingBox: Build = (input) => [
  plain(input, box),
  ...['x', 'y', 'width', 'height'].map((name) => helper(name, 0)),
]

const inBrowser: Build = (input) => [{ ...plain(input, ''), needsBrowser: true }]
const button: Build = ({ name }) => [helper(name, 'image')]

function dynamicCombo(input: InputDefinition): readonly WidgetSpec[] {
  const options = listAt(input.options, 'options').filter(isRecord)
  const keys = options.map((entry) => member(entry, 'key'))
  const first = keys.find((key) => typeof key === 'string')
  const next = (value: Json | undefined): Following => {
    const chosen = options[keys.indexOf(value)]
    const inputs = chosen === undefined ? [] : readInputs(recordAt(chosen, 'inputs'))
    return followingOf(inputs.map((child) => ({ ...child, name: `${input.name}.${child.name}` })))
  }
  return [
    {
      ...plain(input, first),
      initial: first,
      ...(first !== undefined && { firstChoice: first }),
      next,
    },
  ]
}

/** What makes a widget of an input; a type that is not here is a socket only. */
const widgetTypes: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['INT', integer],
  ['FLOAT', float],
  ['BOOLEAN', withInitial(false)],
  ['STRING', withInitial('')],
  ['TEXTAREA', withInitial('')],
  ['MARKDOWN', withInitial('')],
  ['COMBO', combo],
  ['COLOR', withInitial('#000000')],
  ['BOUNDING_BOX', boundingBox],
  ['CURVE', withInitial(undefined)],
  ['RANGE', withInitial(undefined)],
  ['CHART', withInitial(undefined)],
  ['GALLERIA', withInitial(undefined)],
  ['PAINTER', inBrowser],
  ['IMAGECOMPARE', (input) => [{ ...plain(input, ['', '']), saved: false }]],
  ['IMAGEUPLOAD', button],
  ['AUDIOUPLOAD', button],
  ['AUDIO_UI', (input) => [{ ...plain(input, ''), saved: false }]],
  ['AUDIO_RECORD', inBrowser],
  ['WEBCAM', inBrowser],
  ['LOAD_3D', inBrowser],
  ['COMFY_DYNAMICCOMBO_V3', dynamicCombo],
])

function buildOf(input: InputDefinition): Build | undefined {
  if (option(input, 'forceInput')) return undefined
  const widgetType = option(input, 'widgetType')
  return widgetTypes.get(typeof widgetType === 'string' ? widgetType : input.type)
}

/** The widgets that inputs bring, in their order, and the inputs that are sockets only. */
export function followingOf(inputs: readonly InputDefinition[]): Following {
  const widgets: WidgetSpec[] = []
  const sockets: InputDefinition[] = []
  for (const input of inputs) {
    const build = buildOf(input)
    if (build === undefined) sockets.push(input)
    else widgets.push(...build(input))
  }
  return { widgets, sockets }
}
