/** The dialects that are spoken, by the names that `DOORS` has for them. */
export const doorNames = ['openai', 'a1111', 'comfyui', 'comfy-api', 'mcp'] as const

export type DoorName = (typeof doorNames)[number]
