/** The roles with standard names, in the order in which people are shown them, and what they are called. */
export const standardLabels: Readonly<Record<string, string>> = {
  prompt: 'Prompt',
  negative_prompt: 'Negative prompt',
  image: 'Image',
  mask: 'Mask',
  start_image: 'First picture',
  end_image: 'Last picture',
  reference: 'Reference picture',
  control: 'Control picture',
  style: 'Style picture',
  video: 'Video',
  audio: 'Audio',
  seed: 'Seed',
  width: 'Width',
  height: 'Height',
  batch_size: 'Pictures',
  steps: 'Steps',
  cfg: 'CFG',
  guidance: 'Guidance',
  denoise: 'Denoise',
  sampler: 'Sampler',
  scheduler: 'Scheduler',
  switch: 'Switch',
  choice: 'Choice',
  model: 'Model',
  lora: 'LoRA',
  lora_strength: 'LoRA strength',
}

/** The group of what few people change. */
export const modelGroup = 'models'
