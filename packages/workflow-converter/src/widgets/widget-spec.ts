import type { Json } from '@darkroom/foundation'
import type { InputDefinition } from '../definitions/node-definition.ts'

/** A widget that a class has, before a file gave it a value. */
export interface WidgetSpec {
  readonly name: string
  /** Whether it takes a place in `widgets_values`. */
  readonly saved: boolean
  /** Whether its value goes into the prompt. */
  readonly sent: boolean
  /** What a new node has; a widget without it is not sent. */
  readonly initial: Json | undefined
  /** The input that it stands for; helpers like the control beside a seed have none. */
  readonly input?: InputDefinition
  /** What null becomes in a combo. */
  readonly firstChoice?: Json
  /** Puts right what older editors wrote. */
  readonly mend?: (value: string) => string
  /** Whether only a browser can make its value: a camera, a microphone, a 3D view, a canvas. */
  readonly needsBrowser?: boolean
  /** What comes after it when it has this value: the inputs of a choice, or one more option. */
  readonly next?: (value: Json | undefined) => Following
}

/** The inputs that a value of a widget brings. */
export interface Following {
  readonly widgets: readonly WidgetSpec[]
  readonly sockets: readonly InputDefinition[]
}

/** A widget of a node, with its value. */
export interface Widget {
  readonly spec: WidgetSpec
  readonly value: Json | undefined
}
