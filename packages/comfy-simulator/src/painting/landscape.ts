import { paintPlain } from './plain.ts'
import type { Painter } from './subject.ts'

export const createLandscapePainter = (): Painter => paintPlain
