import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  foundRecipeSchema,
  readFound
} from "./chunk-HTTBWZTE.js";
import {
  external_exports
} from "./chunk-HC7B3LMW.js";
import {
  didYouMean,
  exactDigits,
  isRecord,
  nearestNames,
  numberIn,
  parseExactJson
} from "./chunk-DJU6XF4X.js";

// ../../packages/comfy-graph/dist/index.js
var ComfyGraphError = class extends Error {
  name = "ComfyGraphError";
};
var GraphFormatError = class extends ComfyGraphError {
  name = "GraphFormatError";
  reason;
  constructor(message, { reason, cause }) {
    super(message, { cause });
    this.reason = reason;
  }
};
var ObjectInfoError = class extends ComfyGraphError {
  name = "ObjectInfoError";
};
function createNodeCatalog(source) {
  const input = (nodeClass, name) => source.read(nodeClass)?.inputs.find((candidate) => candidate.name === name);
  return Object.freeze({
    nodeClasses: source.nodeClasses,
    has: (nodeClass) => source.read(nodeClass) !== void 0,
    node: source.read,
    input,
    choices(nodeClass, name) {
      const found = input(nodeClass, name);
      return found?.kind === "choice" ? found.choices.map(String) : void 0;
    },
    bounds(nodeClass, name) {
      const found = input(nodeClass, name);
      return found?.kind === "integer" || found?.kind === "float" ? found : void 0;
    },
    isProduced: source.isProduced,
    withChoices(nodeClass, name, choices2) {
      const node = withInputChoices(source.read(nodeClass), name, choices2);
      const read = (asked) => asked === nodeClass ? node : source.read(asked);
      return createNodeCatalog({ ...source, read });
    }
  });
}
function withInputChoices(node, name, choices2) {
  if (node === void 0) return void 0;
  const inputs = node.inputs.map(
    (input) => input.name === name && input.kind === "choice" ? { ...input, choices: choices2 } : input
  );
  return Object.freeze({ ...node, inputs });
}
var choiceSchema = external_exports.union([external_exports.string(), external_exports.number(), external_exports.boolean()]);
var choices = (list) => list.flatMap((item) => choiceSchema.safeParse(item).data ?? []);
var number = external_exports.number().optional().catch(void 0);
var flag = external_exports.boolean().catch(false);
var optionsSchema = external_exports.looseObject({
  default: external_exports.unknown().optional(),
  options: external_exports.array(external_exports.unknown()).optional().catch(void 0),
  min: number,
  max: number,
  step: number,
  multiselect: flag,
  image_upload: flag,
  video_upload: flag,
  audio_upload: flag,
  file_upload: flag,
  remote: external_exports.unknown().optional()
}).catch({
  default: void 0,
  multiselect: false,
  image_upload: false,
  video_upload: false,
  audio_upload: false,
  file_upload: false,
  remote: void 0
});
function readInput(name, required, spec) {
  if (!Array.isArray(spec) || spec.length === 0) return void 0;
  const type = spec[0];
  const options = optionsSchema.parse(spec[1]);
  const common = { name, required };
  if (Array.isArray(type)) return { ...common, ...choiceInput(type, options) };
  if (type === "COMBO") return { ...common, ...choiceInput(options.options ?? [], options) };
  return typeof type === "string" ? { ...common, ...typedInput(type, options) } : void 0;
}
function choiceInput(list, options) {
  const isUpload = options.image_upload || options.video_upload || options.audio_upload || options.file_upload;
  return {
    kind: "choice",
    choices: choices(list),
    ...defaultOf(choiceSchema, options),
    multiple: options.multiselect,
    upload: isUpload,
    open: isUpload || options.remote !== void 0 && options.remote !== null
  };
}
function typedInput(type, options) {
  if (type === "INT") return { kind: "integer", ...bounds(options) };
  if (type === "FLOAT") return { kind: "float", ...bounds(options) };
  if (type === "STRING") return { kind: "text", ...defaultOf(external_exports.string(), options) };
  if (type === "BOOLEAN") return { kind: "boolean", ...defaultOf(external_exports.boolean(), options) };
  if (isDynamicType(type)) return { kind: "dynamic", type };
  return { kind: "link", types: typesIn(type), hasDefault: options.default !== void 0 };
}
var bounds = (options) => ({
  ...options.min === void 0 ? {} : { min: options.min },
  ...options.max === void 0 ? {} : { max: options.max },
  ...options.step === void 0 ? {} : { step: options.step },
  ...defaultOf(external_exports.number(), options)
});
function defaultOf(schema, { default: value }) {
  const { data } = schema.safeParse(value);
  return data === void 0 ? {} : { default: data };
}
var isDynamicType = (type) => /^COMFY_\w+_V3$/.test(type);
var typesIn = (type) => type.split(",").flatMap((one) => one.trim() || []);
var specs = external_exports.record(external_exports.string(), external_exports.unknown()).catch({});
var text = external_exports.string().catch("");
var flag2 = external_exports.boolean().catch(false);
var nodeSchema = external_exports.object({
  input: external_exports.object({ required: specs, optional: specs }).catch({ required: {}, optional: {} }),
  output: external_exports.array(external_exports.unknown()).catch([]),
  output_name: external_exports.array(external_exports.unknown()).catch([]),
  display_name: text,
  description: text,
  category: text,
  output_node: flag2,
  deprecated: flag2,
  api_node: flag2
});
function readNodeCatalog(objectInfo) {
  if (!isRecord(objectInfo)) {
    throw new ObjectInfoError("The answer of object_info is not an object of node classes");
  }
  const raw = new Map(Object.entries(objectInfo).filter(([, value]) => isRecord(value)));
  const nodes2 = /* @__PURE__ */ new Map();
  let produced;
  return createNodeCatalog({
    nodeClasses: Object.freeze([...raw.keys()].toSorted()),
    read(nodeClass) {
      if (!raw.has(nodeClass)) return void 0;
      if (!nodes2.has(nodeClass)) nodes2.set(nodeClass, readNode(nodeClass, raw.get(nodeClass)));
      return nodes2.get(nodeClass);
    },
    isProduced(type) {
      produced ??= new Set([...raw.values()].flatMap(outputTypes));
      return produced.has(type);
    }
  });
}
function outputTypes(value) {
  const outputs = isRecord(value) && Array.isArray(value.output) ? value.output : [];
  return outputs.flatMap((type) => typeof type === "string" ? typesIn(type) : []);
}
function readNode(nodeClass, value) {
  const { data } = nodeSchema.safeParse(value);
  if (data === void 0) return void 0;
  return Object.freeze({
    nodeClass,
    displayName: data.display_name || nodeClass,
    description: data.description,
    category: data.category,
    isOutputNode: data.output_node,
    isDeprecated: data.deprecated,
    isApiNode: data.api_node,
    inputs: [...readInputs(data.input.required, true), ...readInputs(data.input.optional, false)],
    outputs: data.output.map((type, index) => readOutput(type, data.output_name[index]))
  });
}
var readInputs = (inputs, required) => Object.entries(inputs).flatMap(([name, spec]) => readInput(name, required, spec) ?? []);
function readOutput(type, name) {
  const types = typeof type === "string" ? typesIn(type) : ["COMBO"];
  return { name: typeof name === "string" && name !== "" ? name : types.join(","), types };
}
var isJsonObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function asLink(value) {
  if (!Array.isArray(value) || value.length !== 2) return void 0;
  const [nodeId, outputIndex] = value;
  return typeof nodeId === "string" && Number.isSafeInteger(outputIndex) ? [nodeId, outputIndex] : void 0;
}
function setInputs(graph, changes) {
  if (changes.length === 0) return graph;
  const byNode = /* @__PURE__ */ new Map();
  for (const { nodeId, input, to } of changes) {
    byNode.set(nodeId, { ...byNode.get(nodeId), [input]: to });
  }
  return Object.freeze(
    Object.fromEntries(
      Object.entries(graph).map(([id, node]) => {
        const values = byNode.get(id);
        if (values === void 0) return [id, node];
        return [
          id,
          Object.freeze({ ...node, inputs: Object.freeze({ ...node.inputs, ...values }) })
        ];
      })
    )
  );
}
var saveClass = "SaveImage";
var previewClass = "PreviewImage";
function findSaving(graph) {
  const nodes2 = Object.entries(graph);
  const savers = nodes2.filter(([, node]) => takesPrefix(node));
  const nodeIds = savers.map(([id]) => id);
  if (savers.some(([, node]) => savesPictures(node))) return { nodeIds, graph, changes: [] };
  const previews = nodes2.filter(([, { class_type: name }]) => name === previewClass);
  if (previews.length > 0) return savedPreviews(graph, nodeIds);
  const strangers = nodes2.flatMap(([id, { class_type: from }]) => {
    const images = pictureOf(graph, id);
    return images === void 0 ? [] : [{ nodeId: freeId(graph, id), from, images }];
  });
  const added = strangers.map(({ nodeId, images }) => [
    nodeId,
    { class_type: saveClass, inputs: { images: [...images] } }
  ]);
  return {
    nodeIds: [...nodeIds, ...strangers.map(({ nodeId }) => nodeId)],
    graph: { ...graph, ...Object.fromEntries(added) },
    changes: strangers.map(({ nodeId, from }) => ({ nodeId, from, to: `${from}, ${saveClass}` }))
  };
}
function withPrefix({ graph, nodeIds }, prefix) {
  const numbers = /* @__PURE__ */ new Map();
  const changes = nodeIds.map((nodeId) => {
    const form = JSON.stringify([graph[nodeId]?.class_type, graph[nodeId]?.inputs]);
    const number2 = numbers.get(form) ?? numbers.size + 1;
    numbers.set(form, number2);
    const to = number2 === 1 ? prefix : `${prefix}-${number2}`;
    return { nodeId, input: "filename_prefix", to };
  });
  return { graph: setInputs(graph, changes), outputNodeIds: nodeIds };
}
function savedPreviews(graph, savers) {
  const isPreview = ({ class_type: name }) => name === previewClass;
  const previews = Object.entries(graph).flatMap(([id, node]) => isPreview(node) ? [id] : []);
  const nodes2 = Object.entries(graph).map(([id, node]) => [
    id,
    isPreview(node) ? { ...node, class_type: saveClass } : node
  ]);
  const saving = /* @__PURE__ */ new Set([...savers, ...previews]);
  return {
    nodeIds: Object.keys(graph).filter((id) => saving.has(id)),
    graph: Object.fromEntries(nodes2),
    changes: previews.map((nodeId) => ({ nodeId, from: previewClass, to: saveClass }))
  };
}
var modelPart = /^(?:model|clip|vae|clip_vision|lora|control_net|(?:model|text_encoder)_diff)$/;
var ownFolder = /folder|path|dir(?:ectory)?$/i;
function takesPrefix({ class_type: name, inputs }) {
  if (name === saveClass) return true;
  if (!Object.hasOwn(inputs, "filename_prefix")) return false;
  const linked = Object.entries(inputs).filter(
    ([input, value]) => input !== "filename_prefix" && asLink(value) !== void 0
  );
  const savesModel = linked.length > 0 && linked.every(([input]) => modelPart.test(input));
  return !savesModel && !Object.keys(inputs).some((input) => ownFolder.test(input));
}
var savesByName = /save|preview|output/i;
var notPictures = /video|audio|latent|mask|string|text|webm|gif|model|conditioning|3d|glb|mesh|svg/i;
function savesPictures({ class_type: name, inputs }) {
  if (name === saveClass) return true;
  if (notPictures.test(name) || Object.hasOwn(inputs, "frame_rate")) return false;
  return asLink(inputs.images ?? inputs.image) !== void 0;
}
function pictureOf(graph, id) {
  const { class_type: name, inputs } = graph[id] ?? { class_type: "", inputs: {} };
  if (!savesByName.test(name) || notPictures.test(name) || /animat/i.test(name)) return void 0;
  if (Object.hasOwn(inputs, "fps") || Object.hasOwn(inputs, "frame_rate")) return void 0;
  return asLink(inputs.images) ?? asLink(inputs.image);
}
function freeId(graph, beside) {
  for (let count = 1; ; count += 1) {
    const id = `${beside}-saved-${count}`;
    if (!Object.hasOwn(graph, id)) return id;
  }
}
var addedId = /^(.+)-saved-\d+$/s;
var savedBeside = (graph) => new Set(
  Object.entries(graph).flatMap(([id, { class_type: name }]) => {
    const beside = name === saveClass ? addedId.exec(id)?.[1] : void 0;
    return beside !== void 0 && Object.hasOwn(graph, beside) ? [beside] : [];
  })
);
function foreseenSavers(graph) {
  const taken = new Set(
    Object.values(graph).flatMap(
      ({ inputs }) => Object.values(inputs).flatMap((value) => asLink(value)?.[0] ?? [])
    )
  );
  const beside = savedBeside(graph);
  const ends = Object.entries(graph).filter(
    ([id, { class_type: name, inputs }]) => (!taken.has(id) || keeping.test(name) || "filename_prefix" in inputs) && !beside.has(id)
  );
  const savers = ends.flatMap(([id, { class_type: name }]) => name === saveClass ? [id] : []);
  const isForeseen = ends.every(([, { class_type: name }]) => foreseen.has(name));
  return isForeseen && savers.length > 0 ? savers : void 0;
}
var keeping = /save|preview|show|display|combine|view/i;
var foreseen = /* @__PURE__ */ new Set([saveClass, previewClass, "MaskPreview"]);
var graphLimits = {
  characters: 512 * 1024,
  nodes: 2e3,
  depth: 64
};
var tooLarge = (why) => new GraphFormatError(`The graph is too large: ${why}`, { reason: "too-large" });
var nodeSchema2 = external_exports.object({
  class_type: external_exports.string().min(1),
  inputs: external_exports.custom((value) => isRecord(value)).optional(),
  _meta: external_exports.object({ title: external_exports.string().optional().catch(void 0) }).optional().catch(void 0)
});
function readGraph(value) {
  if (!isRecord(value)) {
    throw new GraphFormatError("A graph is a JSON object of nodes by their ids", {
      reason: "not-a-graph"
    });
  }
  if (Array.isArray(value.nodes)) {
    throw new GraphFormatError(
      'This is a workflow of the ComfyUI editor, not a graph: save it with "Export (API)" and use that file',
      { reason: "ui-workflow" }
    );
  }
  const nodes2 = Object.entries(value);
  if (nodes2.length === 0)
    throw new GraphFormatError("The graph has no nodes", { reason: "not-a-graph" });
  if (nodes2.length > graphLimits.nodes) {
    throw tooLarge(`it has ${nodes2.length} nodes, and ${graphLimits.nodes} are allowed`);
  }
  return Object.freeze(Object.fromEntries(nodes2.map(([id, node]) => [id, readNode2(id, node)])));
}
function parseGraph(text2) {
  if (text2.length > graphLimits.characters) {
    throw tooLarge(`it has ${text2.length} characters, and ${graphLimits.characters} are allowed`);
  }
  if (depthOf(text2) > graphLimits.depth) {
    throw tooLarge(`it is nested deeper than ${graphLimits.depth} levels`);
  }
  let value;
  try {
    value = parseExactJson(text2);
  } catch (cause) {
    throw new GraphFormatError("The graph is not valid JSON", { reason: "not-json", cause });
  }
  return readGraph(value);
}
var stringOrBracket = /"[^"\\]*(?:\\(?:.|$)[^"\\]*)*(?:"|$)|[[\]{}]/gs;
function depthOf(text2) {
  let depth = 0;
  let deepest2 = 0;
  for (const [token] of text2.matchAll(stringOrBracket)) {
    if (token === "{" || token === "[") deepest2 = Math.max(deepest2, ++depth);
    else if (token === "}" || token === "]") depth -= 1;
  }
  return deepest2;
}
function readNode2(id, value) {
  const { data, error } = nodeSchema2.safeParse(value);
  if (data === void 0) {
    throw new GraphFormatError(
      `Node ${JSON.stringify(id)} is not a node of a graph: ${whatIsWrong(value)}`,
      { reason: "not-a-graph", cause: error }
    );
  }
  return Object.freeze({
    class_type: data.class_type,
    inputs: Object.freeze(data.inputs ?? {}),
    ...data._meta?.title === void 0 ? {} : { _meta: Object.freeze({ title: data._meta.title }) }
  });
}
function whatIsWrong(value) {
  if (!isRecord(value)) return "it is not an object";
  return typeof value.class_type === "string" ? '"inputs" is not an object' : 'it has no "class_type"';
}
function isSameGraph(one, other) {
  if (Object.keys(one).length !== Object.keys(other).length) return false;
  const forms = /* @__PURE__ */ new Map();
  const [ours, theirs] = [formsOf(one, forms), formsOf(other, forms)];
  return ours !== void 0 && JSON.stringify(ours) === JSON.stringify(theirs);
}
function formsOf(graph, forms) {
  const nodes2 = new Map(Object.entries(graph));
  const known = /* @__PURE__ */ new Map();
  const open = [...nodes2.keys()];
  const entered = /* @__PURE__ */ new Set();
  for (let id = open.at(-1); id !== void 0; id = open.at(-1)) {
    const node = nodes2.get(id);
    const sources = Object.values(node?.inputs ?? {}).flatMap((value) => asLink(value)?.[0] ?? []);
    const waiting = sources.filter((source) => nodes2.has(source) && !known.has(source));
    if (node === void 0 || known.has(id) || waiting.length === 0) {
      open.pop();
      if (node !== void 0 && !known.has(id)) known.set(id, numberOf(textOf(node, known), forms));
      continue;
    }
    if (entered.has(id)) return void 0;
    entered.add(id);
    open.push(...waiting);
  }
  return [...known.values()].toSorted((a, b) => a - b);
}
function numberOf(form, forms) {
  const number2 = forms.get(form) ?? forms.size;
  forms.set(form, number2);
  return number2;
}
var textOf = ({ class_type: nodeClass, inputs }, known) => {
  const values = Object.entries(inputs).filter(([name]) => !(nodeClass === "SaveImage" && name === "filename_prefix")).toSorted(([a], [b]) => a < b ? -1 : 1).map(([name, value]) => [name, toForm(value, known)]);
  return JSON.stringify([nodeClass, values]);
};
var toForm = (value, known) => {
  const link = asLink(value);
  return link === void 0 ? { value } : [known.get(link[0]) ?? -1, link[1]];
};
function matchName(name, candidates, { byFileName = false } = {}) {
  if (candidates.includes(name)) return name;
  const slashed = withSlashes(name);
  const loose = slashed.toLowerCase();
  return candidates.find((candidate) => withSlashes(candidate) === slashed) ?? onlyOne(candidates, (candidate) => withSlashes(candidate).toLowerCase() === loose) ?? (byFileName ? onlyOne(candidates, (candidate) => fileNameOf(candidate) === fileNameOf(name)) : void 0);
}
function onlyOne(candidates, isMatch) {
  const matches = candidates.filter(isMatch);
  return matches.length === 1 ? matches[0] : void 0;
}
var withSlashes = (name) => name.replaceAll("\\", "/");
var fileNameOf = (name) => withSlashes(name).split("/").at(-1) ?? name;
var spelledGraph = (graph, server) => setInputs(
  graph,
  Object.entries(graph).flatMap(
    ([nodeId, { class_type: nodeClass, inputs }]) => Object.entries(inputs).flatMap(([input, name]) => {
      if (typeof name !== "string") return [];
      const choices2 = server.choices(nodeClass, input);
      const to = choices2 === void 0 ? name : matchName(name, choices2) ?? name;
      return to === name ? [] : [{ nodeId, input, to }];
    })
  )
);
function isSampler({ inputs }) {
  const has = (name) => Object.hasOwn(inputs, name);
  const hasSeed = has("seed") || has("noise_seed") || has("noise");
  const hasMethod = has("sampler_name") || has("sigmas") || has("steps");
  const hasWork = has("positive") || has("conditioning") || has("guider") || has("latent_image");
  return hasSeed && hasMethod && hasWork;
}
var guides = /^(?:positive|negative|model|guider|sampler|sigmas|noise|vae|clip|control_net)|^(?:neg_)?cond(?:itioning|\d)/;
function findSamplers(nodes2) {
  const samplers = new Set([...nodes2].flatMap(([id, node]) => isSampler(node) ? [id] : []));
  const sources = new Map(
    [...nodes2].map(([id, { inputs }]) => [
      id,
      Object.entries(inputs).flatMap(
        ([name, value]) => samplers.has(id) && guides.test(name) ? [] : asLink(value)?.[0] ?? []
      )
    ])
  );
  const ends = reached(unused(nodes2), sources);
  const onTheWay = [...samplers].filter((id) => ends.has(id));
  const all = onTheWay.length > 0 ? onTheWay : [...samplers];
  const users = turned(sources);
  const measuring = firstOf(all, users).filter((id) => isNoiseless(id, nodes2));
  const painting = all.filter((id) => !measuring.includes(id));
  const counting = painting.length > 0 ? painting : all;
  const first = firstOf(counting, users);
  return { all: counting, first: first.length > 0 ? first : counting.slice(0, 1) };
}
function firstOf(ids, users) {
  const later = reached(
    ids.flatMap((id) => users.get(id) ?? []),
    users
  );
  return ids.filter((id) => !later.has(id));
}
var isNoiseless = (id, nodes2) => {
  const noise = asLink(nodes2.get(id)?.inputs.noise)?.[0] ?? "";
  return nodes2.get(noise)?.class_type === "DisableNoise";
};
function reached(from, edges) {
  const found = new Set(from);
  for (const id of found) for (const next of edges.get(id) ?? []) found.add(next);
  return found;
}
function turned(edges) {
  const turned2 = /* @__PURE__ */ new Map();
  for (const [id, targets] of edges) {
    for (const target of targets) {
      const known = turned2.get(target);
      if (known === void 0) turned2.set(target, [id]);
      else known.push(id);
    }
  }
  return turned2;
}
function unused(nodes2) {
  const used = new Set(
    [...nodes2.values()].flatMap(
      ({ inputs }) => Object.values(inputs).flatMap((value) => asLink(value)?.[0] ?? [])
    )
  );
  return [...nodes2.keys()].filter((id) => !used.has(id));
}
function chosenBranch(nodeId, nodes2) {
  const inputs = nodes2.get(nodeId)?.inputs;
  if (inputs === void 0 || !Object.hasOwn(inputs, "switch")) return void 0;
  const link = asLink(inputs.switch);
  const position = link === void 0 ? inputs.switch : nodes2.get(link[0])?.inputs.value;
  if (typeof position !== "boolean") return void 0;
  const branch = position ? "on_true" : "on_false";
  return Object.hasOwn(inputs, branch) ? branch : void 0;
}
var settings = [
  "prompt",
  "negative_prompt",
  "seed",
  "steps",
  "cfg",
  "guidance",
  "sampler",
  "scheduler",
  "denoise",
  "model",
  "width",
  "height",
  "batch_size"
];
var isPrompt = (setting) => setting === "prompt" || setting === "negative_prompt";
var textInputs = [
  "text",
  "text_g",
  "text_l",
  "t5xxl",
  "clip_l",
  "clip_g",
  "prompt",
  "tags"
];
var latents = ["latent_image", "latent", "samples", "video_latent"];
var size = { through: latents, unless: ["samples", "latent", "pixels", "image"] };
var routes = {
  seed: { inputs: ["seed", "noise_seed"], through: ["noise"] },
  steps: { inputs: ["steps"], through: ["sigmas"] },
  cfg: { inputs: ["cfg", "cfg_conds"], through: ["guider"] },
  guidance: { inputs: ["guidance"], through: ["guider", "positive", "conditioning"] },
  sampler: { inputs: ["sampler_name"], through: ["sampler"] },
  scheduler: { inputs: ["scheduler"], through: ["sigmas"] },
  denoise: { inputs: ["denoise"], through: ["sigmas"] },
  model: {
    inputs: ["ckpt_name", "unet_name", "gguf_name", "model_path"],
    through: ["guider", "model", "basic_pipe", "pipe"]
  },
  width: { inputs: ["width", "empty_latent_width"], ...size },
  height: { inputs: ["height", "empty_latent_height"], ...size },
  batch_size: { inputs: ["batch_size"], ...size }
};
var missing = {
  prompt: "No text leads to the positive conditioning",
  negative_prompt: "No text of its own leads to the negative conditioning",
  seed: "The sampler has no seed",
  steps: "The sampler has no number of steps",
  cfg: "The sampler has no CFG scale",
  guidance: "Nothing on the way of the prompt sets a guidance",
  sampler: "The graph names no sampling method",
  scheduler: "The graph names no scheduler",
  denoise: "The sampler has no denoise",
  model: "No model file leads to the sampler",
  width: "The width comes from an image, not from a setting",
  height: "The height comes from an image, not from a setting",
  batch_size: "The number of pictures comes from an image, not from a setting"
};
var promptInputs = textInputs;
function findSites(samplerId, { inputs, through, unless = [] }, nodes2) {
  const path = /* @__PURE__ */ new Set([samplerId]);
  for (const nodeId of path) {
    const node = nodes2.get(nodeId);
    if (node === void 0) continue;
    const passesOn = nodeId !== samplerId && unless.some((name) => linkOf(node, name));
    const found = inputs.filter((name) => !passesOn && Object.hasOwn(node.inputs, name));
    if (found.length > 0) return found.map((input) => ({ nodeId, input }));
    const links = through.map((name) => linkOf(node, name));
    for (const link of [...links, nodeId === samplerId ? void 0 : passedOn(nodeId, nodes2)]) {
      if (link !== void 0) path.add(link[0]);
    }
  }
  return [];
}
function findEncoders(samplerId, side, nodes2) {
  const encoders = /* @__PURE__ */ new Set();
  const seen = /* @__PURE__ */ new Set();
  const open = conditioningsOf(nodes2.get(samplerId), side, nodes2).map((link) => ({ link, side }));
  for (const { link, side: wanted } of open) {
    const [nodeId, output] = link;
    if (seen.has(`${nodeId}:${output}`)) continue;
    seen.add(`${nodeId}:${output}`);
    const node = nodes2.get(nodeId);
    if (node === void 0) continue;
    const own = sideOfOutput(node, output, wanted);
    if (textInputsOf(node, own).length > 0) encoders.add(nodeId);
    if (erases(node)) continue;
    open.push(
      ...conditioningsBehind(nodeId, own, nodes2).map((behind2) => ({ link: behind2, side: own }))
    );
  }
  return [...encoders];
}
function textInputsOf(node, side) {
  if (typeof node.inputs[side] === "string") return [side];
  return promptInputs.filter((name) => {
    const value = node.inputs[name];
    return typeof value === "string" || asLink(value) !== void 0;
  });
}
function sideOfOutput(node, output, side) {
  if (linkOf(node, "positive") === void 0 || linkOf(node, "negative") === void 0) return side;
  const first = linkOf(node, "model") === void 0 ? 0 : 1;
  if (output === first) return "positive";
  return output === first + 1 ? "negative" : side;
}
function passedOn(nodeId, nodes2) {
  const inputs = nodes2.get(nodeId)?.inputs ?? {};
  const branch = chosenBranch(nodeId, nodes2);
  if (branch !== void 0) return asLink(inputs[branch]);
  const [only, ...others] = Object.values(inputs);
  return others.length === 0 ? asLink(only) : void 0;
}
function conditioningsOf(sampler, side, nodes2) {
  if (sampler === void 0) return [];
  const own = linkOf(sampler, side) ?? linkOf(sampler, unsided[side]) ?? pipeOf(sampler);
  const guider = nodes2.get(linkOf(sampler, "guider")?.[0] ?? "");
  const guided = guider && linkOf(guider, side);
  const single = side === "positive" && guider ? linkOf(guider, "conditioning") ?? linkOf(guider, "cond1") : void 0;
  return [own, guided, single].flatMap((link) => link === void 0 ? [] : [link]);
}
var unsided = { positive: "conditioning", negative: "neg_conditioning" };
var pipeOf = (node) => linkOf(node, "basic_pipe") ?? linkOf(node, "pipe");
function conditioningsBehind(nodeId, side, nodes2) {
  const node = nodes2.get(nodeId);
  if (node === void 0) return [];
  const sided = linkOf(node, side);
  if (sided !== void 0) return [sided];
  const named = Object.keys(node.inputs).flatMap((name) => {
    const link = name.startsWith("conditioning") ? linkOf(node, name) : void 0;
    return link === void 0 ? [] : [link];
  });
  const only = passedOn(nodeId, nodes2);
  return named.length > 0 || only === void 0 ? named : [only];
}
var erases = ({ class_type: nodeClass }) => nodeClass === "ConditioningZeroOut";
var linkOf = (node, input) => Object.hasOwn(node.inputs, input) ? asLink(node.inputs[input]) : void 0;
var toModel = ["guider", "model"];
var findLoras = (graph) => findLoraNodes(graph).map(({ lora }) => lora);
function findLoraNodes(graph) {
  const nodes2 = new Map(Object.entries(graph));
  const path = new Set(findSamplers(nodes2).first.slice(0, 1));
  const loras = [];
  for (const id of path) {
    const node = nodes2.get(id);
    const inputs = new Map(Object.entries(node?.inputs ?? {}));
    const [name, model, clip] = ["lora_name", "strength_model", "strength_clip"].map(
      (input) => inputs.get(input)
    );
    if (typeof name === "string" && typeof model === "number") {
      const strength_clip = typeof clip === "number" ? clip : model;
      loras.unshift({ nodeId: id, lora: { name, strength_model: model, strength_clip } });
    }
    const named = toModel.flatMap((input) => asLink(inputs.get(input)) ?? []);
    const only = passedOn(id, nodes2);
    const [next] = named.length > 0 ? [named[0]] : [only?.[0]];
    if (typeof next === "string") path.add(next);
  }
  return loras;
}
var mediaRoles = [
  "start_image",
  "end_image",
  "image",
  "reference",
  "control",
  "style",
  "mask"
];
var uses = [
  { input: /mask/i, role: "mask" },
  { input: /^(?:start|init)_image$|^first_frame$/, role: "start_image" },
  { input: /^(?:end_image|last_frame)$/, role: "end_image" },
  { input: /^ref(?:erence)?_(?:image|video|motion)s?\d*$/, role: "reference" },
  { nodeClass: /^ReferenceLatent$/, role: "reference" },
  { nodeClass: /^TextEncode|OmniGen/, input: /image\d*$/, role: "reference" },
  { input: /^(?:control|pose|face|render)_(?:image|video)$/, role: "control" },
  { input: /^inpaint_image$/, role: "image" },
  { nodeClass: /control-?net|LLLite|T2IAdapter/i, input: /image/, role: "control" },
  {
    nodeClass: /CLIPVisionEncode|IP-?Adapter|PhotoMaker|PuLID|InstantID|Redux|Style/i,
    input: /image/,
    role: "style"
  },
  {
    nodeClass: /Inpaint|InstructPixToPix|SD_4XUpscale|ImageToVideo|ImgToVideo|img2vid/i,
    input: /^(?:pixels|images?)$/,
    role: "image"
  },
  { input: /^(?:latent_image|source_video)$/, role: "image" }
];
var mediaUse = (nodeClass, input) => uses.find((use) => (use.nodeClass?.test(nodeClass) ?? true) && (use.input?.test(input) ?? true))?.role;
function findMedia(graph, classes) {
  const nodes2 = new Map(Object.entries(graph));
  const users = usersOf(nodes2);
  const found = [...nodes2].flatMap(
    ([nodeId, { class_type: nodeClass, inputs }]) => Object.entries(inputs).flatMap(([input, value]) => {
      const kind = classes.loads(nodeClass, input);
      if (kind === void 0 || asLink(value) !== void 0) return [];
      const uses2 = usesFrom(nodeId, { nodes: nodes2, users, classes });
      return [{ site: { nodeId, input }, kind, ...roleOf(kind, uses2) }];
    })
  );
  return withOnlyPicture(found);
}
function roleOf(kind, uses2) {
  const pictures = uses2.filter(({ isAlpha }) => !isAlpha);
  const role = mediaRoles.find((one) => pictures.some((use2) => use2.role === one));
  const use = pictures.find((one) => one.role === role)?.use ?? "";
  const hasMask = uses2.some(({ isAlpha }) => isAlpha);
  if (kind !== "image") return { role: kind, hasMask: false, use };
  if (pictures.length === 0 && hasMask) return { role: "mask", hasMask: false, use };
  return { role: role ?? "image", hasMask, use };
}
function withOnlyPicture(found) {
  const pictures = found.filter(
    ({ kind, role }) => kind === "image" && role !== "mask" && role !== "control"
  );
  if (pictures.length !== 1) return found;
  return found.map((one) => one === pictures[0] ? { ...one, role: "image" } : one);
}
function usesFrom(loader, { nodes: nodes2, users, classes }) {
  const found = [];
  const seen = /* @__PURE__ */ new Set();
  const typeAt = (nodeId, output) => classes.outputTypes(nodes2.get(nodeId)?.class_type ?? "")?.[output];
  const open = (users.get(loader) ?? []).map((user) => ({
    ...user,
    from: loader,
    isAlpha: user.output > 0 && typeAt(loader, user.output) === "MASK"
  }));
  for (const { site, output, from, isAlpha } of open) {
    const key = JSON.stringify([site, isAlpha]);
    if (seen.has(key) || !isMedia(typeAt(from, output), site.input)) continue;
    seen.add(key);
    const nodeClass = nodes2.get(site.nodeId)?.class_type ?? "";
    const role = mediaUse(nodeClass, site.input);
    if (role !== void 0) found.push({ role, use: `${nodeClass}.${site.input}`, isAlpha });
    else {
      const next = users.get(site.nodeId) ?? [];
      open.push(...next.map((user) => ({ ...user, from: site.nodeId, isAlpha })));
    }
  }
  return found;
}
var mediaTypes = /^(?:IMAGE|MASK|LATENT|VIDEO|AUDIO|COMFY_\w+_V3|\*)$/;
var isMedia = (type, input) => type === void 0 ? !/width|height|size|count|length|value/i.test(input) : mediaTypes.test(type);
function usersOf(nodes2) {
  const users = /* @__PURE__ */ new Map();
  for (const [nodeId, { inputs }] of nodes2) {
    for (const [input, value] of Object.entries(inputs)) {
      const [source, output] = asLink(value) ?? [];
      if (source === void 0 || output === void 0) continue;
      const known = users.get(source) ?? [];
      known.push({ site: { nodeId, input }, output });
      users.set(source, known);
    }
  }
  return users;
}
var valueNames = [
  "value",
  "seed",
  "noise_seed",
  "int",
  "float",
  "number",
  "string",
  "text",
  "INT",
  "FLOAT",
  "STRING",
  "Value",
  "Number",
  "String",
  "Text"
];
var deepest = 32;
function findSource(site, nodes2) {
  let at = site;
  for (let step = 0; step < deepest; step += 1) {
    const value = valueAt(at, nodes2);
    if (value === void 0) return void 0;
    if (!Array.isArray(value)) return step === 0 || fits(site.input, value) ? at : void 0;
    const source = asLink(value)?.[0];
    const next = source === void 0 ? void 0 : onlyValue(source, at.input, nodes2);
    if (next === void 0) return void 0;
    at = { nodeId: source ?? "", input: next };
  }
  return void 0;
}
var fits = (input, value) => (promptInputs.includes(input) || /name|scheduler|path/.test(input)) === (typeof value === "string");
var valueAt = ({ nodeId, input }, nodes2) => {
  const inputs = nodes2.get(nodeId)?.inputs ?? {};
  return Object.hasOwn(inputs, input) ? inputs[input] : void 0;
};
function onlyValue(nodeId, wanted, nodes2) {
  const branch = chosenBranch(nodeId, nodes2);
  if (branch !== void 0) return branch;
  const inputs = Object.entries(nodes2.get(nodeId)?.inputs ?? {});
  const links = inputs.filter(([, value]) => Array.isArray(value));
  if (links.length > 0) return inputs.length === 1 ? links[0]?.[0] : void 0;
  const texts = inputs.filter(([, value]) => typeof value === "string");
  if (promptInputs.includes(wanted)) return texts.length === 1 ? texts[0]?.[0] : void 0;
  if (/width|height/.test(wanted) && texts.some(([, text2]) => preset.test(String(text2)))) {
    return void 0;
  }
  const known = [wanted, ...valueNames].find((name) => inputs.some(([own]) => own === name));
  return known ?? (inputs.length === 1 ? inputs[0]?.[0] : void 0);
}
var preset = /\d{2,5}\s?[x×*]\s?\d{2,5}/i;
function findTextOrigins(site, side, nodes2) {
  const isOther = side === "positive" ? /negative/i : /positive/i;
  const held = [];
  const inside = [];
  for (const nodeId of behind(site, nodes2)) {
    const texts = Object.entries(nodes2.get(nodeId)?.inputs ?? {}).flatMap(
      ([input, value]) => typeof value === "string" && isText(input) && !isOther.test(input) ? [{ nodeId, input, value }] : []
    );
    const [only, ...others] = texts;
    const isHolder = others.length === 0 && linksOf(nodeId, nodes2).length === 0;
    if (only !== void 0 && isHolder) {
      held.push({ nodeId, input: only.input });
      continue;
    }
    const spoken = texts.filter(({ value }) => value.trim() !== "");
    inside.push(...spoken.map(({ input }) => ({ nodeId, input })));
  }
  return held.length > 0 ? held : inside;
}
function findNumberOrigin(site, nodes2) {
  const found = /* @__PURE__ */ new Map();
  const open = [site];
  const seen = /* @__PURE__ */ new Set();
  for (const at of open) {
    const value = valueAt(at, nodes2);
    const source = asLink(value)?.[0];
    if (source === void 0) {
      if (!isNumber(value)) return void 0;
      found.set(JSON.stringify(at), at);
      continue;
    }
    const next = seen.has(source) ? [] : numbersOf(source, site.input, nodes2);
    if (next === void 0) return void 0;
    seen.add(source);
    open.push(...next);
  }
  return found.size === 1 ? [...found.values()][0] : void 0;
}
var numberOrigin = (graph, site) => findNumberOrigin(site, new Map(Object.entries(graph)));
function numbersOf(nodeId, wanted, nodes2) {
  const inputs = Object.entries(nodes2.get(nodeId)?.inputs ?? {});
  const at = (input) => ({ nodeId, input });
  const branch = chosenBranch(nodeId, nodes2);
  if (branch !== void 0) return [at(branch)];
  const links = inputs.filter(([, value]) => asLink(value) !== void 0);
  if (links.some(([name]) => media.test(name))) {
    const sized = inputs.find(([name]) => size2.test(wanted) && name.split(".").at(-1) === wanted);
    if (sized !== void 0) return [at(sized[0])];
    const [picture, ...others] = links;
    return size2.test(wanted) && picture !== void 0 && others.length === 0 ? [at(picture[0])] : void 0;
  }
  if (links.length > 0) return links.map(([name]) => at(name));
  const held = [wanted, ...valueNames].find(
    (name) => inputs.some(([own, value]) => own === name && isNumber(value))
  );
  return held === void 0 ? void 0 : [at(held)];
}
var size2 = /^(?:width|height)$/;
var isNumber = (value) => numberIn(value) !== void 0;
var media = /clip|model|vae|image|pixels|video|audio|latent|samples|mask|conditioning|lora|_name$|file|path/i;
var isText = (input) => /text|string|prompt|value|positive|negative/i.test(input) && !/system|instruction/i.test(input) && !media.test(input);
var linksOf = (nodeId, nodes2) => {
  const inputs = nodes2.get(nodeId)?.inputs ?? {};
  const branch = chosenBranch(nodeId, nodes2);
  const names = branch === void 0 ? Object.keys(inputs) : [branch];
  return names.flatMap((name) => media.test(name) ? [] : asLink(inputs[name])?.[0] ?? []);
};
function behind(site, nodes2) {
  const found = /* @__PURE__ */ new Set();
  const source = asLink(valueAt(site, nodes2))?.[0];
  if (source !== void 0) found.add(source);
  for (const id of found) for (const next of linksOf(id, nodes2)) found.add(next);
  return found;
}
function findRoles(graph) {
  const nodes2 = new Map(Object.entries(graph));
  const samplers = findSamplers(nodes2);
  const found = new Map(settings.map((setting) => [setting, find(setting, samplers, nodes2)]));
  const users = /* @__PURE__ */ new Map();
  for (const [setting, { places }] of found) {
    for (const source of places.flatMap((place) => place.source ?? place.origins)) {
      users.set(keyOf(source), (users.get(keyOf(source)) ?? /* @__PURE__ */ new Set()).add(setting));
    }
  }
  const isShared = (site) => (users.get(keyOf(site))?.size ?? 0) > 1;
  const roleOf2 = (setting) => toRole(found.get(setting) ?? nowhere, isShared, nodes2);
  return {
    prompt: roleOf2("prompt"),
    negative_prompt: roleOf2("negative_prompt"),
    seed: roleOf2("seed"),
    steps: roleOf2("steps"),
    cfg: roleOf2("cfg"),
    guidance: roleOf2("guidance"),
    sampler: roleOf2("sampler"),
    scheduler: roleOf2("scheduler"),
    denoise: roleOf2("denoise"),
    model: roleOf2("model"),
    width: roleOf2("width"),
    height: roleOf2("height"),
    batch_size: roleOf2("batch_size")
  };
}
var nowhere = { places: [] };
function toRole({ places, reason }, isShared, nodes2) {
  const values = places.map(({ source }) => source && valueAt(source, nodes2));
  const distinct = new Map(values.map((value2) => [textOf2(value2), value2]));
  const [only] = distinct.size === 1 ? values : [];
  const whole = only ?? joined(values);
  const value = whole === void 0 ? {} : { value: exactDigits(whole) ?? whole };
  const sites = distinctSites(
    places.map(({ site, source }) => source === void 0 || isShared(source) ? site : source)
  );
  const computed = distinctSites(
    places.flatMap(({ origins: origins2 }) => origins2.filter((origin) => !isShared(origin)))
  );
  const origins = computed.length > 0 ? { origins: computed } : {};
  if (reason === void 0) return { ...value, sites, ...origins };
  const candidates = sites.length > 0 ? { candidates: sites } : {};
  return { ...value, sites: [], reason, ...candidates, ...origins };
}
var distinctSites = (sites) => [
  ...new Map(sites.map((site) => [keyOf(site), site])).values()
];
var joined = (values) => values.length > 0 && values.every((value) => typeof value === "string") ? [...new Set(values)].join("\n") : void 0;
function find(setting, { all, first }, nodes2) {
  if (first.length === 0) return { places: [], reason: "The graph has no sampler" };
  const perSampler = (id) => isPrompt(setting) ? findPrompt(setting, id, nodes2) : findValue(setting, id, nodes2);
  const findings = first.map(perSampler);
  const places = findings.flatMap((one) => one.places);
  const failure = findings.find(({ reason }) => reason !== void 0);
  const isPlaced = findings.some(
    ({ places: own, reason }) => own.length > 0 && reason === void 0
  );
  if (!isPlaced) return failure ?? { places: [], reason: missing[setting] };
  const values = new Set(places.map((place) => valueKey(place, nodes2)));
  const followers = all.filter((id) => !first.includes(id)).map(perSampler).flatMap(({ places: own, reason }) => reason === void 0 ? own : []).filter((place) => values.has(valueKey(place, nodes2)));
  return { places: [...places, ...followers] };
}
function findValue(setting, samplerId, nodes2) {
  const sites = findSites(samplerId, routes[setting], nodes2);
  return sites.length > 0 ? { places: sites.map((site) => placeOf(site, nodes2, numberOrigins)) } : { places: [], reason: missing[setting] };
}
function findPrompt(setting, samplerId, nodes2) {
  const side = setting === "prompt" ? "positive" : "negative";
  const ids = findEncoders(samplerId, side, nodes2);
  const other = findEncoders(samplerId, side === "positive" ? "negative" : "positive", nodes2);
  if (ids.length === 0) return { places: [], reason: missing[setting] };
  const hasOwn = (id) => typeof nodes2.get(id)?.inputs[side] === "string";
  if (side === "negative" && ids.some((id) => other.includes(id) && !hasOwn(id))) {
    return { places: [], reason: "The same text is used as prompt and as negative prompt" };
  }
  const perEncoder = ids.map((nodeId) => {
    const node = nodes2.get(nodeId);
    const inputs = node === void 0 ? [] : textInputsOf(node, side);
    return inputs.map(
      (input) => placeOf({ nodeId, input }, nodes2, (site) => findTextOrigins(site, side, nodes2))
    );
  });
  const places = perEncoder.flat();
  const texts = new Set(
    perEncoder.map((own) => JSON.stringify(own.map((place) => valueKey(place, nodes2))))
  );
  return texts.size > 1 ? { places, reason: `${ids.length} different texts make up the ${side} conditioning` } : { places };
}
function placeOf(site, nodes2, findOrigins) {
  const source = findSource(site, nodes2);
  return { site, source, origins: source === void 0 ? findOrigins(site, nodes2) : [] };
}
var numberOrigins = (site, nodes2) => {
  const origin = findNumberOrigin(site, nodes2);
  return origin === void 0 ? [] : [origin];
};
var valueKey = ({ site, source }, nodes2) => textOf2(valueAt(source ?? site, nodes2));
var textOf2 = (value) => JSON.stringify(value ?? null);
var keyOf = ({ nodeId, input }) => JSON.stringify([nodeId, input]);
var graphWordsShape = foundRecipeSchema.shape;
var graphWordsSchema = external_exports.object(graphWordsShape);
function wordsOf(graph) {
  const { width, height, ...roles } = findRoles(graph);
  const values = Object.entries(roles).map(([setting, { value }]) => [setting, value]);
  return readFound({
    ...Object.fromEntries(values),
    resolution: { width: width.value, height: height.value },
    loras: findLoras(graph)
  });
}
var nodes = { loras: true, clip_skip: true, vae: true, text_encoders: true };
var nodeWords = Object.keys(nodes);
var settable = foundRecipeSchema.omit(nodes);
var toOverrides = (words) => {
  const { resolution, seed, ...same } = settable.parse(words);
  return { ...same, ...resolution, ...seed === void 0 || seed < 0 ? {} : { seed } };
};
var wordOf = (setting) => setting === "width" || setting === "height" ? `resolution.${setting}` : setting;
function overrideGraph(graph, overrides, { catalog } = {}) {
  const roles = findRoles(graph);
  const changes = [];
  const unapplied = [];
  for (const setting of settings) {
    const wanted = overrides[setting];
    const { sites, value, reason = missing[setting] } = roles[setting];
    if (wanted === void 0 || sites.length === 0 && wanted === value) continue;
    if (sites.length === 0) {
      unapplied.push({ setting, reason, nearest: [] });
      continue;
    }
    const fitted = fit(setting, wanted, sites, { graph, catalog });
    if ("reason" in fitted) unapplied.push(fitted);
    else changes.push(...fitted.changes);
  }
  return { graph: setInputs(graph, changes), changes, unapplied };
}
function fit(setting, wanted, sites, { graph, catalog }) {
  const changes = [];
  for (const { nodeId, input } of sites) {
    const node = graph[nodeId];
    if (node === void 0) continue;
    const choices2 = catalog?.choices(node.class_type, input);
    const to = choices2 === void 0 || typeof wanted !== "string" ? wanted : matchName(wanted, choices2);
    if (to === void 0) {
      const reason = `The server has no ${input} ${JSON.stringify(wanted)} for ${node.class_type}`;
      return { setting, reason, nearest: nearestNames(String(wanted), choices2 ?? []) };
    }
    const from = readable(node.inputs[input]);
    if (from !== to) changes.push({ setting, nodeId, nodeClass: node.class_type, input, from, to });
  }
  return { changes };
}
var readable = (value) => exactDigits(value) ?? value ?? null;
var problemAt = ({ nodeId, nodeClass, input }, code, what, nearest = []) => ({
  nodeId,
  nodeClass,
  input,
  code,
  message: `Node ${nodeId} (${nodeClass}), input "${input}": ${what}${didYouMean(nearest)}`,
  nearest
});
function checkValue(place, definition, value) {
  switch (definition.kind) {
    case "integer":
    case "float":
      return checkNumber(place, definition, value);
    case "choice":
      return definition.open ? [] : checkChoice(place, definition, value);
    case "link":
    case "text":
    case "boolean":
    case "dynamic":
      return [];
  }
}
function checkNumber(place, { kind, min, max }, value) {
  const number2 = toNumber(value, kind);
  if (number2 === void 0) {
    const wanted = kind === "integer" ? "an integer" : "a number";
    return [problemAt(place, "invalid_input_type", `${show(value)} is not ${wanted}`)];
  }
  if (min !== void 0 && number2 < min) {
    return [problemAt(place, "value_smaller_than_min", `${show(value)} is below ${min}`)];
  }
  if (max !== void 0 && number2 > max) {
    return [problemAt(place, "value_bigger_than_max", `${show(value)} is above ${max}`)];
  }
  return [];
}
function toNumber(value, kind) {
  if (typeof value === "boolean") return Number(value);
  if (typeof value !== "string") return numberIn(value);
  const pattern = kind === "integer" ? /^[+-]?\d+(?:_\d+)*$/ : /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
  const text2 = value.trim();
  return pattern.test(text2) ? Number(text2.replaceAll("_", "")) : void 0;
}
function checkChoice(place, { choices: choices2, multiple }, value) {
  const values = multiple && Array.isArray(value) ? value : [value];
  return values.filter((one) => !choices2.some((choice) => isSame(choice, one))).map((one) => {
    const what = choices2.length === 0 ? `the server has nothing to choose from, so ${show(one)} cannot be used` : `${show(one)} is not one of the ${choices2.length} values that the server has`;
    const nearest = typeof one === "string" ? nearestNames(one, choices2.map(String)) : [];
    return problemAt(place, "value_not_in_list", what, nearest);
  });
}
var isSame = (choice, value) => choice === value || typeof choice !== "string" && typeof value !== "string" && Number(choice) === numberish(value);
var numberish = (value) => typeof value === "boolean" ? Number(value) : numberIn(value);
var show = (value) => {
  const text2 = JSON.stringify(value);
  return text2.length <= 80 ? text2 : `${text2.slice(0, 77)}\u2026`;
};
function checkLink(place, definition, value, { nodes: nodes2, catalog }) {
  const link = asLink(value);
  if (link === void 0) {
    const what2 = `${show(value)} is no link; a link is ["node id", output number]`;
    return [problemAt(place, "bad_linked_input", what2)];
  }
  const [nodeId, index] = link;
  const source = nodes2.get(nodeId);
  if (source === void 0) {
    const what2 = `it is linked to node ${nodeId}, which is not in the graph`;
    return [problemAt(place, "linked_node_missing", what2)];
  }
  const sourceDefinition = catalog.node(source.class_type);
  if (sourceDefinition === void 0) return [];
  const output = sourceDefinition.outputs[index];
  if (output === void 0) {
    const what2 = `node ${nodeId} (${source.class_type}) has no output ${index}, only ${sourceDefinition.outputs.length}`;
    return [problemAt(place, "linked_output_missing", what2)];
  }
  const wanted = typesOf(definition);
  if (wanted === void 0 || fits2(output, wanted)) return [];
  const what = `it takes ${wanted.join(" or ")}, and output ${index} of node ${nodeId} (${source.class_type}) is ${output.types.join(" or ")}`;
  return [problemAt(place, "return_type_mismatch", what)];
}
function fits2({ types }, wanted) {
  return [...types, ...wanted].some((type) => type === "*" || isDynamicType(type)) ? true : types.some((type) => wanted.includes(type));
}
function typesOf(definition) {
  switch (definition?.kind) {
    case "link":
      return definition.types;
    case "dynamic":
      return [definition.type];
    case "integer":
      return ["INT"];
    case "float":
      return ["FLOAT"];
    case "text":
      return ["STRING"];
    case "boolean":
      return ["BOOLEAN"];
    case "choice":
      return ["COMBO"];
    case void 0:
      return void 0;
  }
}
function findCycle(nodes2, reached2) {
  const waiting = new Map(
    [...reached2].map((id) => [
      id,
      sourcesOf(nodes2.get(id)).filter((source) => reached2.has(source))
    ])
  );
  const users = /* @__PURE__ */ new Map();
  const open = /* @__PURE__ */ new Map();
  for (const [id, sources] of waiting) {
    open.set(id, sources.length);
    for (const source of sources) users.set(source, [...users.get(source) ?? [], id]);
  }
  const free = [...open].flatMap(([id, count]) => count === 0 ? [id] : []);
  for (const id of free) {
    open.delete(id);
    for (const user of users.get(id) ?? []) {
      const left = (open.get(user) ?? 0) - 1;
      open.set(user, left);
      if (left === 0) free.push(user);
    }
  }
  return open.size === 0 ? void 0 : describe(onCycle(open, waiting), nodes2);
}
var sourcesOf = (node) => Object.values(node?.inputs ?? {}).flatMap((value) => asLink(value)?.[0] ?? []);
function onCycle(left, waiting) {
  const path = [];
  let id = left.keys().next().value;
  while (id !== void 0 && !path.includes(id)) {
    path.push(id);
    id = waiting.get(id)?.find((source) => left.has(source));
  }
  return path.slice(path.indexOf(id ?? "")).toReversed();
}
function describe(ids, nodes2) {
  const [first] = ids;
  if (first === void 0) return void 0;
  const nodeClass = nodes2.get(first)?.class_type ?? "";
  const round = [...ids, first].join(" \u2192 ");
  return {
    nodeId: first,
    nodeClass,
    code: "dependency_cycle",
    message: `Node ${first} (${nodeClass}) depends on itself: ${round}`,
    nearest: []
  };
}
function validateGraph(graph, catalog) {
  const context = { nodes: new Map(Object.entries(graph)), catalog };
  const unknown = [...context.nodes].flatMap(([id, node]) => checkClass(id, node, catalog));
  const outputs = [...context.nodes].filter(
    ([, node]) => catalog.node(node.class_type)?.isOutputNode === true
  );
  const reached2 = reachableFrom(
    outputs.map(([id]) => id),
    context.nodes
  );
  const cycle = findCycle(context.nodes, reached2);
  return [
    ...unknown,
    ...outputs.length === 0 && unknown.length === 0 ? [noOutputs] : [],
    ...cycle === void 0 ? [] : [cycle],
    ...[...context.nodes].flatMap(
      ([id, node]) => reached2.has(id) ? checkInputs(id, node, context) : []
    )
  ];
}
var noOutputs = {
  nodeId: "",
  nodeClass: "",
  code: "prompt_no_outputs",
  message: "The graph has no node that saves or shows anything",
  nearest: []
};
function checkClass(nodeId, { class_type: nodeClass }, catalog) {
  if (catalog.has(nodeClass)) return [];
  const nearest = nearestNames(nodeClass, catalog.nodeClasses);
  const message = `Node ${nodeId}: the server has no node class ${JSON.stringify(nodeClass)}${didYouMean(nearest)}`;
  return [{ nodeId, nodeClass, code: "missing_node_type", message, nearest }];
}
function reachableFrom(ids, nodes2) {
  const reached2 = new Set(ids);
  for (const id of reached2) {
    for (const value of Object.values(nodes2.get(id)?.inputs ?? {})) {
      const source = asLink(value)?.[0];
      if (source !== void 0 && nodes2.has(source)) reached2.add(source);
    }
  }
  return reached2;
}
function checkInputs(nodeId, node, context) {
  const definition = context.catalog.node(node.class_type);
  if (definition === void 0) return [];
  const inputs = new Map(Object.entries(node.inputs));
  return [
    ...missingInputs(nodeId, definition, inputs),
    ...[...inputs].flatMap(([input, value]) => {
      const place = { nodeId, nodeClass: node.class_type, input };
      const inputDefinition = context.catalog.input(node.class_type, input);
      if (Array.isArray(value)) return checkLink(place, inputDefinition, value, context);
      return inputDefinition === void 0 ? [] : checkLiteral(place, inputDefinition, unwrap(value), context.catalog);
    })
  ];
}
function missingInputs(nodeId, { nodeClass, inputs: definitions }, inputs) {
  const known = new Set(definitions.map(({ name }) => name));
  const strangers = [...inputs.keys()].filter((name) => !known.has(name));
  return definitions.filter(({ name, required, kind }) => required && kind !== "dynamic" && !inputs.has(name)).map(({ name: input }) => {
    const place = { nodeId, nodeClass, input };
    const nearest = nearestNames(input, strangers, { limit: 1 });
    const what = nearest.length === 0 ? "it is required and missing" : `it is required and missing; the node has ${JSON.stringify(nearest[0])}, which is no input of it`;
    return problemAt(place, "required_input_missing", what);
  });
}
function checkLiteral(place, definition, value, catalog) {
  const needsLink = definition.kind === "link" && !definition.hasDefault && definition.types.every(catalog.isProduced);
  if (!needsLink) return checkValue(place, definition, value);
  const what = `${show(value)} is a value; it takes a link to an output of type ${definition.types.join(" or ")}`;
  return [problemAt(place, "bad_linked_input", what)];
}
function takesValue(catalog, { nodeClass, input }, value) {
  if (Array.isArray(value)) return false;
  const definition = catalog.input(nodeClass, input);
  if (definition === void 0) return true;
  const place = { nodeId: "", nodeClass, input };
  return checkLiteral(place, definition, unwrap(value), catalog).length === 0;
}
var unwrap = (value) => {
  if (!isJsonObject(value) || !Object.hasOwn(value, "__value__")) return value;
  return value.__value__ ?? null;
};

// ../../packages/workflow-builder/dist/chunk-G5RYP3K6.js
function besidesGiven(problems, graph, given = []) {
  if (problems.length === 0 || given.length === 0) return problems;
  const nodes2 = graph();
  return problems.filter(({ code, nodeId, input = "" }) => {
    const value = nodes2[nodeId]?.inputs[input];
    return code !== "value_not_in_list" || !given.some((name) => name === value);
  });
}
var filesOf = (graph, server) => Object.entries(graph).flatMap(
  ([nodeId, { class_type: nodeClass, inputs }]) => Object.entries(inputs).flatMap(([input, name]) => {
    const definition = server.input(nodeClass, input);
    const isFile = definition?.kind === "choice" && definition.upload;
    if (!isFile || typeof name !== "string" || name === "") return [];
    return [{ nodeId, nodeClass, input, name, ...placeOf2(name) }];
  })
);
function placeOf2(name) {
  const annotated = /^(.*) \[(input|output|temp)\]$/s.exec(name);
  const type = annotated?.[2];
  const path = (annotated?.[1] ?? name).replaceAll("\\", "/");
  const cut = path.lastIndexOf("/");
  return {
    filename: path.slice(cut + 1),
    subfolder: path.slice(0, Math.max(0, cut)),
    type: type === "output" || type === "temp" ? type : "input"
  };
}

export {
  GraphFormatError,
  readNodeCatalog,
  asLink,
  setInputs,
  findSaving,
  withPrefix,
  savedBeside,
  foreseenSavers,
  graphLimits,
  parseGraph,
  isSameGraph,
  matchName,
  spelledGraph,
  settings,
  findLoraNodes,
  findMedia,
  numberOrigin,
  findRoles,
  graphWordsShape,
  graphWordsSchema,
  wordsOf,
  nodeWords,
  toOverrides,
  wordOf,
  overrideGraph,
  validateGraph,
  takesValue,
  besidesGiven,
  filesOf
};
