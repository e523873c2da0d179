/** The absolute path under which the server pretends to keep the models of a folder. */
export const modelDirectory = (folder: string): string => `/opt/ComfyUI/models/${folder}`
