import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  external_exports
} from "./chunk-HC7B3LMW.js";

// ../../packages/recipe/dist/index.js
var textSchema = external_exports.string().overwrite((value) => value.toWellFormed());
var side = external_exports.int().min(64).max(2048).multipleOf(8);
var strength = external_exports.number().min(-10).max(10);
var name = external_exports.string().min(1).max(100);
var file = external_exports.string().trim().min(1).max(500);
var loraSchema = external_exports.strictObject({
  name: external_exports.string().min(1).max(500),
  strength_model: strength.default(1),
  strength_clip: strength.optional().meta({ description: "Default: strength_model." })
}).transform(({ strength_clip, ...lora }) => ({
  ...lora,
  strength_clip: strength_clip ?? lora.strength_model
})).meta({ id: "Lora", example: { name: "style/ink.safetensors", strength_model: 0.8 } });
var words = {
  prompt: textSchema.trim().min(1, "must not be empty").max(4e3).meta({
    example: "a lighthouse on a cliff at dawn, soft light"
  }),
  negative_prompt: textSchema.max(4e3),
  model: external_exports.string().trim().min(1).max(500).meta({
    description: "`filename` of GET /api/models.",
    example: "base/dreamscape_xl.safetensors"
  }),
  seed: external_exports.int().min(-1).max(Number.MAX_SAFE_INTEGER).meta({
    description: "\u22121 chooses one; the seed chosen is always reported.",
    example: 42
  }),
  steps: external_exports.int().min(1).max(150),
  cfg: external_exports.number().min(1).max(30),
  guidance: external_exports.number().min(0).max(100).meta({
    description: "Distilled guidance (Flux and its kin), which is not CFG."
  }),
  sampler: name,
  scheduler: name,
  denoise: external_exports.number().min(0).max(1).meta({
    description: "How much of what the sampler is given is made anew; 1 is all of it."
  }),
  resolution: external_exports.strictObject({ width: side, height: side }).meta({
    id: "Resolution",
    description: "Pixels, multiples of 8.",
    example: { width: 1024, height: 1024 }
  }),
  loras: external_exports.array(loraSchema).max(20),
  clip_skip: external_exports.int().min(1).max(24).meta({
    description: "The layer of the text encoder that counts: 1 is the last, 2 the one before it.",
    example: 2
  }),
  vae: file.meta({
    description: "`filename` of a VAE, in place of the one that the model brings or that is found.",
    example: "ae.safetensors"
  }),
  text_encoders: external_exports.array(file).min(1).max(4).meta({
    description: "`filename` of each text encoder, in place of those that are found.",
    example: ["clip_l.safetensors", "t5xxl_fp16.safetensors"]
  }),
  batch_size: external_exports.int().min(1).max(64).meta({
    description: "Pictures of one run, from one seed; 1 unless given.",
    example: 1
  })
};
var recipeSchema = external_exports.strictObject({
  ...words,
  negative_prompt: words.negative_prompt.default(""),
  seed: words.seed.default(-1),
  steps: words.steps.default(20),
  cfg: words.cfg.default(7),
  guidance: words.guidance.optional(),
  sampler: words.sampler.default("euler"),
  scheduler: words.scheduler.default("normal"),
  denoise: words.denoise.optional(),
  resolution: words.resolution.default({ width: 1024, height: 1024 }),
  loras: words.loras.default([]),
  clip_skip: words.clip_skip.optional(),
  vae: words.vae.optional(),
  text_encoders: words.text_encoders.optional(),
  batch_size: words.batch_size.optional()
});
var recipeChangeSchema = external_exports.strictObject(words).partial();
var found = {
  prompt: external_exports.string(),
  negative_prompt: external_exports.string(),
  model: external_exports.string(),
  seed: external_exports.int(),
  steps: external_exports.number(),
  cfg: external_exports.number(),
  guidance: external_exports.number(),
  sampler: external_exports.string(),
  scheduler: external_exports.string(),
  denoise: external_exports.number(),
  resolution: external_exports.object({ width: external_exports.number(), height: external_exports.number() }),
  loras: external_exports.array(
    external_exports.object({ name: external_exports.string(), strength_model: external_exports.number(), strength_clip: external_exports.number() })
  ),
  clip_skip: external_exports.int(),
  vae: external_exports.string(),
  text_encoders: external_exports.array(external_exports.string()),
  batch_size: external_exports.int()
};
var foundRecipeSchema = external_exports.object(found).partial();
var recipeWords = recipeSchema.keyof().options;
var headline = { prompt: true, negative_prompt: true, model: true, seed: true };
var headlineSchema = foundRecipeSchema.pick(headline);
var parametersSchema = foundRecipeSchema.omit(headline);
var toFileForm = (recipe) => ({
  ...headlineSchema.parse(recipe),
  parameters: parametersSchema.parse(recipe)
});
var fileSchema = external_exports.object({ parameters: external_exports.record(external_exports.string(), external_exports.unknown()).catch({}) });
function fromFileForm(file3) {
  const { parameters } = fileSchema.parse(file3);
  return readFound({ ...parameters, ...headlineOf(file3) });
}
var headlineOf = (file3) => Object.fromEntries(Object.entries(file3).filter(([word]) => word in headline));
function readFound(values) {
  const whole = foundRecipeSchema.safeParse(values);
  if (whole.success) return whole.data;
  const wrong = new Set(whole.error.issues.map(({ path }) => String(path[0])));
  const rest = Object.entries(values).filter(([word]) => !wrong.has(word));
  return foundRecipeSchema.parse(Object.fromEntries(rest));
}
var typeNames = {
  int: "a whole number",
  number: "a number",
  string: "text",
  boolean: "true or false",
  array: "a list",
  object: "an object"
};
var typeMessage = ({ expected, message }) => message.endsWith("received undefined") ? "is missing" : `must be ${typeNames[expected] ?? expected}`;
var units = {
  string: ["character", "characters"],
  array: ["entry", "entries"]
};
function rangeMessage(issue, bound, limit) {
  const unit = units[issue.origin];
  return unit === void 0 ? `must be ${bound} ${limit}` : `must have ${bound} ${limit} ${unit[Number(limit) === 1 ? 0 : 1]}`;
}
function issueMessage(issue) {
  if (/^[a-z]/.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return typeMessage(issue);
    case "too_small":
      return rangeMessage(
        issue,
        issue.inclusive === false ? "more than" : "at least",
        issue.minimum
      );
    case "too_big":
      return rangeMessage(issue, issue.inclusive === false ? "less than" : "at most", issue.maximum);
    case "not_multiple_of":
      return `must be a multiple of ${issue.divisor}`;
    case "invalid_value":
      return `must be ${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
    case "invalid_format":
      return issue.format === "uuid" ? "must be a UUID" : "has the wrong form";
    case "unrecognized_keys":
      return "is not a known field";
    case "custom":
      return issue.message === "Invalid input" ? "is not valid" : issue.message;
    case "invalid_element":
    case "invalid_key":
    case "invalid_union":
      return "is not valid";
  }
}
var samplers = [
  ...["euler", "euler_cfg_pp", "euler_ancestral", "euler_ancestral_cfg_pp", "heun", "heunpp2"],
  ...["exp_heun_2_x0", "exp_heun_2_x0_sde", "dpm_2", "dpm_2_ancestral", "lms", "dpm_fast"],
  ...["dpm_adaptive", "dpmpp_2s_ancestral", "dpmpp_2s_ancestral_cfg_pp", "dpmpp_sde"],
  ...["dpmpp_sde_gpu", "dpmpp_2m", "dpmpp_2m_cfg_pp", "dpmpp_2m_sde", "dpmpp_2m_sde_gpu"],
  ...["dpmpp_2m_sde_heun", "dpmpp_2m_sde_heun_gpu", "dpmpp_3m_sde", "dpmpp_3m_sde_gpu", "ddpm"],
  ...["lcm", "ipndm", "ipndm_v", "deis", "res_multistep", "res_multistep_cfg_pp"],
  ...["res_multistep_ancestral", "res_multistep_ancestral_cfg_pp", "gradient_estimation"],
  ...["gradient_estimation_cfg_pp", "er_sde", "seeds_2", "seeds_3", "sa_solver"],
  ...["sa_solver_pece", "ddim", "uni_pc", "uni_pc_bh2"]
];
var foreignSamplers = [
  "plms",
  "restart",
  "tcd",
  "dpmpp_2s",
  "dpmpp_3m",
  "res_2s",
  "res_2m",
  "res_3m"
];
var schedulers = [
  ...["simple", "sgm_uniform", "karras", "exponential", "ddim_uniform", "beta", "normal"],
  ...["linear_quadratic", "kl_optimal", "polyexponential", "align_your_steps", "beta57"],
  ...["bong_tangent", "trailing", "turbo"]
];
var otherSamplers = {
  ddimcfgpp: "ddim",
  ddimv3: "ddim",
  deismultistepscheduler: "deis",
  ddimscheduler: "ddim",
  ddpmscheduler: "ddpm",
  dpmppmultistep: "dpmpp_2m",
  dpmsolvermultistepscheduler: "dpmpp_2m",
  dpmsolvermultistep: "dpmpp_2m",
  dpmsolversinglestepscheduler: "dpmpp_2s",
  dpmsolversdescheduler: "dpmpp_sde",
  eulerancestraldiscretescheduler: "euler_ancestral",
  eulerdiscretescheduler: "euler",
  flowmatcheuler: "euler",
  flowmatcheulerdiscretescheduler: "euler",
  heundiscretescheduler: "heun",
  kdpm2ancestraldiscretescheduler: "dpm_2_ancestral",
  kdpm2discretescheduler: "dpm_2",
  lcmscheduler: "lcm",
  lmsdiscretescheduler: "lms",
  pndmscheduler: "plms",
  tcdscheduler: "tcd",
  unipcmultistepscheduler: "uni_pc"
};
var otherSchedulers = {
  automatic: "normal",
  ays: "align_your_steps",
  ddim: "ddim_uniform",
  k: "karras",
  native: "normal",
  uniform: "normal"
};
var compact = (name2) => name2.replaceAll("_", "");
var byCompact = (names) => new Map(names.map((name2) => [compact(name2), name2]));
var samplerNames = new Map([
  ...Object.entries(otherSamplers),
  ...byCompact([...samplers, ...foreignSamplers])
]);
var schedulerNames = new Map([...Object.entries(otherSchedulers), ...byCompact(schedulers)]);
function toWords(name2) {
  const words2 = name2.normalize("NFKC").toLowerCase().replaceAll("++", "pp").split(/[\s_-]+/);
  return words2.flatMap((word) => word === "" ? [] : [word === "a" ? "ancestral" : word]);
}
var knownSampler = (words2) => {
  const whole = words2.join("");
  return samplerNames.get(whole) ?? samplerNames.get(whole.replace(/^(?:sample)?k/, ""));
};
function canonicalSampler(name2) {
  const words2 = toWords(name2);
  const sampler = knownSampler(words2);
  if (sampler !== void 0) return { sampler, scheduler: void 0 };
  for (let end = words2.length - 1; end > 0; end -= 1) {
    const before = knownSampler(words2.slice(0, end));
    const scheduler = schedulerNames.get(words2.slice(end).join(""));
    if (before !== void 0 && scheduler !== void 0) return { sampler: before, scheduler };
  }
  return { sampler: words2.join("_"), scheduler: void 0 };
}
function canonicalScheduler(name2) {
  const words2 = toWords(name2);
  return schedulerNames.get(words2.join("")) ?? words2.join("_");
}
var usual = { ...recipeSchema.parse({ prompt: "-", model: "-" }), prompt: "", model: "" };
function nearestRecipe(found2) {
  const words2 = recipeWords.map((word) => [word, nearest(recipeSchema.shape[word], found2[word])]);
  const known = words2.filter(([, value]) => value !== void 0);
  return { ...usual, ...foundRecipeSchema.parse(Object.fromEntries(known)) };
}
function nearest(schema, value) {
  if (value === void 0) return void 0;
  const taken = external_exports.safeParse(schema, value);
  if (taken.success) return taken.data;
  const inner = unwrapped(schema);
  if (inner instanceof external_exports.ZodNumber && typeof value === "number") return nearestNumber(inner, value);
  if (inner instanceof external_exports.ZodArray && Array.isArray(value)) {
    return value.map((each) => nearest(inner.element, each));
  }
  if (inner instanceof external_exports.ZodObject && typeof value === "object") {
    const members = Object.entries({ ...value }).filter(([name2]) => name2 in inner.shape);
    return Object.fromEntries(
      members.map(([name2, each]) => [name2, nearest(inner.shape[name2], each)])
    );
  }
  const isText = typeof value === "string" && value !== "";
  return schema instanceof external_exports.ZodDefault && !isText ? void 0 : value;
}
function unwrapped(schema) {
  if (schema instanceof external_exports.ZodDefault || schema instanceof external_exports.ZodOptional) {
    return unwrapped(schema.unwrap());
  }
  return schema instanceof external_exports.ZodPipe ? unwrapped(schema.in) : schema;
}
function nearestNumber(schema, value) {
  const { minimum = -Infinity, maximum = Infinity, multipleOf, type } = external_exports.toJSONSchema(schema);
  const step = multipleOf ?? (type === "integer" ? 1 : void 0);
  const stepped = step === void 0 ? value : Math.round(value / step) * step;
  return Math.min(maximum, Math.max(minimum, stepped));
}
var longestText = 64 * 1024 * 1024;
var longestAddress = 8192;
var form = 'must be {"gallery": id}, {"upload": id}, {"job": id, "index": number}, a data URL or an https URL';
var galleryPicture = external_exports.strictObject({ gallery: external_exports.string().min(1).max(200) });
var uploadedPicture = external_exports.strictObject({
  upload: external_exports.string().regex(/^[0-9a-f]{64}$/, "must be an upload_id, as POST /api/uploads answers")
});
var jobPicture = external_exports.strictObject({
  job: external_exports.uuid({ abort: true }).regex(/^[0-9a-f-]+$/, "must be lower case"),
  index: external_exports.int().min(0).max(9999).default(0)
});
function textProblem(text) {
  if (/^data:/i.test(text)) {
    return text.length > longestText ? "is too long a data URL; upload the picture" : void 0;
  }
  if (text.length > longestAddress) return `must have at most ${longestAddress} characters`;
  if (/^http:/i.test(text)) return "must be an https URL: http is not fetched";
  return /^https:\/\/[^/?#]/i.test(text) && URL.canParse(text) ? void 0 : form;
}
var pictureUrlSchema = external_exports.string().superRefine((text, context) => {
  const message = textProblem(text);
  if (message !== void 0) context.addIssue({ code: "custom", message });
}).meta({
  format: "uri",
  description: "A data URL in base64; or an https URL, of the hosts that INPUT_URL_HOSTS lists alone.",
  example: "https://pictures.example/lighthouse.png"
});
var byKey = { gallery: galleryPicture, upload: uploadedPicture, job: jobPicture };
var keysOf = (value) => Object.keys(byKey).filter((key) => key in value);
function meantForm(value) {
  if (typeof value === "string") return pictureUrlSchema;
  if (typeof value !== "object" || value === null) return void 0;
  const [key, ...more] = keysOf(value);
  return key === void 0 || more.length > 0 ? void 0 : byKey[key];
}
function problemOf(value) {
  if (value === void 0) return "is missing";
  const [issue] = meantForm(value)?.safeParse(value).error?.issues ?? [];
  if (issue === void 0) return form;
  const [field] = issue.code === "unrecognized_keys" ? issue.keys : issue.path;
  return field === void 0 ? issueMessage(issue) : `${String(field)} ${issueMessage(issue)}`;
}
var pictureReferenceSchema = external_exports.union([galleryPicture, uploadedPicture, jobPicture, pictureUrlSchema], {
  error: ({ input }) => problemOf(input)
}).meta({ id: "PictureReference", example: { gallery: "a1b2c3" } });
var file2 = external_exports.string().trim().min(1).max(500);
var share = external_exports.number().min(0).max(1);
var padding = external_exports.int().min(0).max(2048).multipleOf(8);
var controlTypes = [
  ...["canny", "lineart", "softedge", "scribble", "depth", "normal", "pose"],
  ...["segment", "tile", "inpaint"]
];
var maskModes = ["white", "black", "transparent"];
var controlOf = (picture) => external_exports.strictObject({
  type: external_exports.enum(controlTypes).meta({
    description: "What the picture shows. With canny, the edges of any picture are found; every other type takes the finished map, such as a depth map. A finished map of edges is lineart."
  }),
  image: picture(
    "The picture; left out with inpaint, which sees the picture that is painted."
  ).optional(),
  model: file2.optional().meta({
    description: "`filename` of the ControlNet; found by family and type unless given.",
    example: "control_v11p_sd15_canny_fp16.safetensors"
  }),
  strength: external_exports.number().min(0).max(10).default(1),
  start: share.default(0).meta({ description: "The part of the steps after which it begins." }),
  end: share.default(1).meta({ description: "The part of the steps after which it ends." })
}).refine(({ type, image }) => type === "inpaint" === (image === void 0), {
  path: ["image"],
  message: "must be given, but with inpaint, which sees the picture that is painted"
});
var upscale = external_exports.strictObject({
  factor: external_exports.number().min(1).max(8).default(2).meta({
    description: "How many times wider and higher the picture becomes."
  }),
  model: file2.optional().meta({
    description: "`filename` of an upscale model. Without one the latent is enlarged; but where a picture is made larger and nothing is painted, one is found.",
    example: "RealESRGAN_x4plus.safetensors"
  }),
  denoise: share.optional().meta({
    description: "How much of the enlarged picture is painted anew; 0 leaves it as it is."
  }),
  steps: external_exports.int().min(1).max(150).optional()
}).meta({ id: "Upscale", description: "Makes the picture larger after it is painted." });
var outpaint = external_exports.strictObject({
  left: padding.default(0),
  top: padding.default(0),
  right: padding.default(0),
  bottom: padding.default(0)
}).refine(({ left, top, right, bottom }) => left + top + right + bottom > 0, {
  message: "must add pixels to at least one side"
}).meta({ id: "Outpaint", description: "Pixels that are added to each side, multiples of 8." });
var wordsOf = (picture, control) => ({
  image: picture("The picture that is changed."),
  mask: picture(
    "What is painted anew: the white parts of this picture. Without a mask, the transparent parts of `image`."
  ),
  mask_mode: external_exports.enum(maskModes).meta({
    description: "Which part of the mask is painted anew; white unless given."
  }),
  grow_mask: external_exports.int().min(-256).max(256).meta({
    description: "Pixels by which the mask grows on every side; a negative number shrinks it."
  }),
  outpaint,
  references: external_exports.array(picture("A picture that the prompt speaks of.")).min(1).max(10).meta({ description: "The pictures that the prompt speaks of; the first decides the size." }),
  control: external_exports.array(control).min(1).max(5).meta({
    description: "Pictures that the picture is to follow, in what they show."
  }),
  upscale,
  tiling: external_exports.boolean().meta({
    description: "Decode in tiles, for large pictures on cards with little memory."
  })
});
var nameOf = (description) => external_exports.string().min(1).max(500).meta({ description });
var pictureWords = wordsOf(nameOf, controlOf(nameOf));
var referenceOf = () => pictureReferenceSchema;
var askedPictureWords = wordsOf(
  referenceOf,
  controlOf(referenceOf).meta({ id: "Control" })
);
var storedPictureWords = {
  image: external_exports.string(),
  mask: external_exports.string(),
  mask_mode: external_exports.enum(maskModes),
  grow_mask: external_exports.number(),
  outpaint: external_exports.object({
    left: external_exports.number(),
    top: external_exports.number(),
    right: external_exports.number(),
    bottom: external_exports.number()
  }),
  references: external_exports.array(external_exports.string()),
  control: external_exports.array(
    external_exports.object({
      type: external_exports.enum(controlTypes),
      image: external_exports.string().optional(),
      model: external_exports.string().optional(),
      strength: external_exports.number(),
      start: external_exports.number(),
      end: external_exports.number()
    })
  ),
  upscale: external_exports.object({
    factor: external_exports.number(),
    model: external_exports.string().optional(),
    denoise: external_exports.number().optional(),
    steps: external_exports.number().optional()
  }),
  tiling: external_exports.boolean()
};

export {
  recipeSchema,
  recipeChangeSchema,
  foundRecipeSchema,
  recipeWords,
  headlineSchema,
  parametersSchema,
  toFileForm,
  fromFileForm,
  readFound,
  issueMessage,
  canonicalSampler,
  canonicalScheduler,
  nearestRecipe,
  pictureUrlSchema,
  pictureReferenceSchema,
  maskModes,
  pictureWords,
  askedPictureWords,
  storedPictureWords
};
