import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  GraphFormatError,
  besidesGiven,
  filesOf,
  findSaving,
  graphLimits,
  graphWordsSchema,
  graphWordsShape,
  nodeWords,
  overrideGraph,
  parseGraph,
  setInputs,
  spelledGraph,
  takesValue,
  toOverrides,
  validateGraph,
  withPrefix,
  wordOf,
  wordsOf
} from "../chunk-ND6S3O7P.js";
import {
  issueMessage,
  readFound,
  recipeSchema
} from "../chunk-HTTBWZTE.js";
import {
  external_exports
} from "../chunk-HC7B3LMW.js";
import {
  WeakValues,
  parseExactJson
} from "../chunk-DJU6XF4X.js";
import "../chunk-V4RWK56N.js";

// ../../packages/workflow-builder/dist/workflows/graph.js
var placedValuesSchema = external_exports.record(
  external_exports.string(),
  external_exports.record(external_exports.string(), external_exports.string())
);
var isJson = (value) => value !== void 0;
function toNewInputs(placed) {
  return Object.entries(placed).flatMap(
    ([nodeId, inputs]) => Object.entries(inputs).flatMap(([input, text2]) => {
      const to = parseExactJson(text2);
      return isJson(to) ? [{ nodeId, input, to }] : [];
    })
  );
}
function withPlaced(before, changes) {
  const placed = new Map(Object.entries(before));
  for (const { nodeId, input, to } of changes) {
    placed.set(nodeId, { ...placed.get(nodeId), [input]: JSON.stringify(to) });
  }
  return Object.fromEntries(placed);
}
var placedIn = (graph, placed) => setInputs(graph, toNewInputs(placed));
var prepared = new WeakValues();
var prepareGraph = (text2) => prepared.getOr(text2, () => new PreparedGraph(parseGraph(text2)));
var PreparedGraph = class {
  graph;
  #effects = /* @__PURE__ */ new Map();
  #problems = /* @__PURE__ */ new WeakMap();
  #files = /* @__PURE__ */ new WeakMap();
  #spellings = /* @__PURE__ */ new WeakMap();
  #words;
  #nodeClasses;
  constructor(graph) {
    this.graph = graph;
  }
  get words() {
    this.#words ??= wordsOf(this.graph);
    return this.#words;
  }
  /** The classes of the nodes, with those that save. No value changes them. */
  get nodeClasses() {
    this.#nodeClasses ??= [
      ...new Set(Object.values(findSaving(this.graph).graph).map(({ class_type: name }) => name))
    ];
    return this.#nodeClasses;
  }
  /** The words of the graph with these values. */
  wordsWith(placed) {
    const changes = toNewInputs(placed);
    const words = /* @__PURE__ */ new Map();
    for (const change of changes) {
      const effect = this.#effectOf(change);
      if (effect === "none") continue;
      if (effect === "several" || words.has(effect.one))
        return wordsOf(placedIn(this.graph, placed));
      words.set(effect.one, change.to);
    }
    if (words.size === 0) return this.words;
    const { width, height, ...others } = Object.fromEntries(words);
    const { resolution, ...same } = this.words;
    return readFound({
      ...same,
      ...others,
      ...resolution && {
        resolution: {
          width: width ?? resolution.width,
          height: height ?? resolution.height
        }
      }
    });
  }
  /**
   * What the server would refuse: `judge` looks at the whole, once for all runs whose values it takes alike. `others` is what
   * they differ in besides.
   */
  problems(server, { placed, others }, judge) {
    const judged = this.#problems.get(server) ?? /* @__PURE__ */ new Map();
    this.#problems.set(server, judged);
    const values = toNewInputs(placed).map(({ nodeId, input, to }) => {
      const nodeClass = this.graph[nodeId]?.class_type ?? "";
      return takesValue(server, { nodeClass, input }, to) ? [nodeId, input] : [nodeId, input, to];
    });
    const form = JSON.stringify([others, values]);
    const problems = judged.get(form) ?? judge();
    judged.set(form, problems);
    return problems;
  }
  /** The files that the graph with these values reads from the server's own folders. */
  filesWith(placed, server) {
    const files = this.#files.get(server) ?? filesOf(findSaving(this.graph).graph, server);
    this.#files.set(server, files);
    const changes = toNewInputs(placed);
    const isPlaced = ({ nodeId, input }) => changes.some((change) => change.nodeId === nodeId && change.input === input);
    return [...files.filter((file) => !isPlaced(file)), ...filesOf(this.#only(changes), server)];
  }
  /** The values that the graph with these has in another spelling than the server. */
  spellingsWith(placed, server) {
    const spellings = this.#spellings.get(server) ?? differences(this.graph, server);
    this.#spellings.set(server, spellings);
    const isPlaced = ({ nodeId, input }) => placed[nodeId]?.[input] !== void 0;
    return [
      ...spellings.filter((spelling) => !isPlaced(spelling)),
      ...differences(this.#only(toNewInputs(placed)), server)
    ];
  }
  /** The nodes of these values, with nothing else in them. */
  #only(changes) {
    const nodeIds = new Set(changes.map(({ nodeId }) => nodeId));
    return Object.fromEntries(
      [...nodeIds].flatMap((nodeId) => {
        const nodeClass = this.graph[nodeId]?.class_type;
        if (nodeClass === void 0) return [];
        const own = changes.filter((change) => change.nodeId === nodeId);
        const inputs = Object.fromEntries(own.map(({ input, to }) => [input, to]));
        return [[nodeId, { class_type: nodeClass, inputs }]];
      })
    );
  }
  /**
   * What a value at this place does to the words, found with the first that differs from the graph's own. Values that choose
   * a branch do more than that, so for these the whole graph is looked at.
   */
  #effectOf({ nodeId, input, to }) {
    const before = this.graph[nodeId]?.inputs[input];
    if (typeof to === "boolean" || typeof before === "boolean") return "several";
    const key = JSON.stringify([nodeId, input]);
    const known = this.#effects.get(key);
    if (known !== void 0) return known;
    if (this.graph[nodeId] === void 0 || JSON.stringify(before) === JSON.stringify(to))
      return "none";
    const words = wordsOf(setInputs(this.graph, [{ nodeId, input, to }]));
    const effect = effectOf(flat(this.words), flat(words), to);
    this.#effects.set(key, effect);
    return effect;
  }
};
function effectOf(before, after, to) {
  const names = /* @__PURE__ */ new Set([...before.keys(), ...after.keys()]);
  const changed = [...names].filter(
    (name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name))
  );
  const [one] = changed;
  if (one === void 0) return "none";
  return changed.length === 1 && before.has(one) && after.get(one) === to ? { one } : "several";
}
var flat = ({ resolution, ...words }) => new Map([...Object.entries(words), ...Object.entries(resolution ?? {})]);
function differences(graph, server) {
  const spelled = spelledGraph(graph, server);
  if (spelled === graph) return [];
  return Object.entries(spelled).flatMap(
    ([nodeId, { inputs }]) => Object.entries(inputs).flatMap(
      ([input, to]) => graph[nodeId]?.inputs[input] === to ? [] : [{ nodeId, input, to }]
    )
  );
}
var text = external_exports.string().meta({
  description: `A graph in ComfyUI's API format, as text of at most ${graphLimits.characters} characters: a seed can have more digits than a number.`
});
var limits = external_exports.looseObject({
  ...recipeSchema.partial().shape,
  seed: recipeSchema.shape.seed.unwrap().optional()
});
var storedGraphInputs = external_exports.object({
  ...graphWordsShape,
  graph: external_exports.string(),
  set: placedValuesSchema.optional()
});
var graphInputsSchema = external_exports.strictObject({ ...graphWordsShape, graph: text, set: placedValuesSchema.optional() }).transform((given, context) => {
  const prepared2 = parsed(given.graph, context);
  if (prepared2 === void 0) return external_exports.NEVER;
  const { graph, set } = given;
  const told = set === void 0 ? prepared2.words : prepared2.wordsWith(set);
  const asked = differing(given, told);
  const changed = changedBy(asked, given, prepared2);
  for (const issue of [...beyondLimits(asked, told), ...withoutPlace(asked, changed)]) {
    context.addIssue({ code: "custom", ...issue });
  }
  const chosenLater = asked.seed === -1 ? { seed: -1 } : {};
  if (changed === void 0) return { ...told, ...chosenLater, ...set && { set }, graph };
  const words = { ...wordsOf(changed.graph), ...chosenLater };
  return set === void 0 ? { ...words, graph: JSON.stringify(changed.graph) } : { ...words, graph, set: withPlaced(set, changed.changes) };
});
function changedBy(asked, { set = {} }, prepared2) {
  if (Object.keys(asked).length === 0) return void 0;
  const changed = overrideGraph(placedIn(prepared2.graph, set), toOverrides(asked));
  return changed.changes.length === 0 && changed.unapplied.length === 0 ? void 0 : changed;
}
function beyondLimits(asked, told) {
  const checked = { ...asked, batch_size: asked.batch_size ?? told.batch_size };
  const issues = limits.safeParse(checked).error?.issues ?? [];
  return issues.map((issue) => ({ path: issue.path, message: issueMessage(issue) }));
}
function withoutPlace(asked, changed) {
  const { unapplied = [] } = changed ?? {};
  const reasons = unapplied.map(({ setting, reason }) => ({ word: wordOf(setting), reason }));
  for (const word of Object.keys(asked).filter((each) => nodeWords.includes(each))) {
    reasons.push({ word, reason: word === "loras" ? "They are nodes of it" : "It is a node of it" });
  }
  return reasons.map(({ word, reason }) => ({
    path: word.split("."),
    message: `cannot be set in this graph: ${reason.charAt(0).toLowerCase()}${reason.slice(1)}`
  }));
}
function parsed(graph, context) {
  try {
    return prepareGraph(graph);
  } catch (error) {
    if (!(error instanceof GraphFormatError)) throw error;
    const message = `cannot be run: ${error.message}`;
    context.addIssue({ code: "custom", path: ["graph"], message });
    return void 0;
  }
}
function differing({ graph: _, set: __, ...given }, told) {
  const known = new Map(Object.entries(told));
  return graphWordsSchema.parse(
    Object.fromEntries(
      Object.entries(given).filter(
        ([word, value]) => JSON.stringify(value) !== JSON.stringify(known.get(word))
      )
    )
  );
}
var findGraphProblems = (graph, server) => [...paidNodes(graph, server), ...validateGraph(graph, server)];
var paidNodes = (graph, server) => Object.entries(graph).flatMap(
  ([nodeId, { class_type: nodeClass }]) => server.node(nodeClass)?.isApiNode === true ? [
    {
      nodeId,
      nodeClass,
      code: "paid_node",
      message: `Node ${nodeId} (${nodeClass}) asks a paid service, for which there is no account here`,
      nearest: []
    }
  ] : []
);
function graphRun(inputs, prepared2) {
  const placed = inputs.set ?? {};
  let made;
  const graph = () => {
    made ??= overrideGraph(placedIn(prepared2.graph, placed), toOverrides(inputs)).graph;
    return made;
  };
  const judge = (server) => findGraphProblems(withPrefix(findSaving(graph()), "darkroom").graph, server);
  return {
    inputs,
    needs: [],
    model: inputs.model,
    nodeClasses: prepared2.nodeClasses,
    // Choosing a job asks for all waiting ones, of all servers.
    problems: (server, given) => besidesGiven(
      prepared2.problems(server, { placed, others: othersOf(inputs) }, () => judge(server)),
      graph,
      given
    ),
    files: (server) => prepared2.filesWith(placed, server),
    spelledFor(server) {
      if (inputs.set === void 0) {
        const spelled = spelledGraph(graph(), server);
        if (spelled === graph()) return this;
        const names2 = namesIn(wordsOf(spelled));
        return openGraph({ ...inputs, ...names2, graph: JSON.stringify(spelled) });
      }
      const spellings = prepared2.spellingsWith(placed, server);
      if (spellings.length === 0) return this;
      const set = withPlaced(placed, spellings);
      const names = namesIn(prepared2.wordsWith(set));
      return graphRun({ ...inputs, ...names, set }, prepared2);
    },
    build({ filenamePrefix }) {
      const { graph: built, outputNodeIds } = withPrefix(findSaving(graph()), filenamePrefix);
      return Object.freeze({ outputNodeIds, toPrompt: () => built, idOf: () => void 0 });
    }
  };
}
var openGraph = (inputs) => graphRun(inputs, prepareGraph(inputs.graph));
var othersOf = ({
  graph: _,
  set: __,
  prompt,
  negative_prompt: negative,
  seed,
  ...words
}) => JSON.stringify([words, [prompt, negative, seed].map(isGiven)]);
var isGiven = (word) => word !== void 0;
var namesIn = ({ model, sampler, scheduler, loras }) => ({
  ...model === void 0 ? {} : { model },
  ...sampler === void 0 ? {} : { sampler },
  ...scheduler === void 0 ? {} : { scheduler },
  ...loras === void 0 ? {} : { loras }
});
var workflow = Object.freeze({
  name: "graph",
  title: "A graph as it is",
  inputs: graphInputsSchema,
  nodeClasses: [],
  open(given) {
    const { data } = storedGraphInputs.safeParse(given);
    return data && openGraph(data);
  }
});
export {
  workflow
};
