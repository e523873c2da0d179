import type { House } from '@darkroom/door-ports'

/** What this door needs of the house. */
export type FacadeHouse = Pick<
  House,
  | 'jobs'
  | 'pictures'
  | 'models'
  | 'gallery'
  | 'servers'
  | 'keep'
  | 'version'
  | 'callerOf'
  | 'toDoorError'
  | 'stopping'
>
