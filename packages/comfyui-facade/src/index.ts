export { type ComfyuiFacadeOptions, createComfyuiFacade } from './create-comfyui-facade.ts'
export type { FacadeHouse } from './facade-house.ts'
