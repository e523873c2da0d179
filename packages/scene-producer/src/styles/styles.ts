import type { SceneStyle } from '../scene-producer.ts'
import type { Style } from '../shared/style.ts'
import { illustrious } from './illustrious.ts'
import { photorealistic } from './photorealistic.ts'
import { sdxl } from './sdxl.ts'

export const styles: Readonly<Record<SceneStyle, Style>> = { sdxl, illustrious, photorealistic }
