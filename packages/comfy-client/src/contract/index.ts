export { type TestedComfyui, testComfyui } from './test-comfyui.ts'
