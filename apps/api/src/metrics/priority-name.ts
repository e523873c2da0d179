/** Priorities are 201 numbers: as label values they are three. */
export const priorityNames = ['low', 'normal', 'high'] as const
export type PriorityName = (typeof priorityNames)[number]

/** `low` below 0, `high` above. */
export function priorityName(priority: number): PriorityName {
  if (priority === 0) return 'normal'
  return priority < 0 ? 'low' : 'high'
}
