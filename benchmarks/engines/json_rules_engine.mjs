// How does json-rules-engine run the book? Commands come as lines of JSON, answers go back so.
import { createInterface } from "node:readline";
import { createRequire } from "node:module";
import { Engine } from "json-rules-engine";

const version = createRequire(import.meta.url)("json-rules-engine/package.json").version;
let engine;
let cases = [];

function condition({ fact, options, none_of, several }) {
  if (!several) {
    return options.length === 1
      ? { fact, operator: "equal", value: options[0] }
      : { fact, operator: "in", value: options };
  }
  return { fact, operator: none_of ? "everyFact:notIn" : "someFact:in", value: options };
}

function book(rows) {
  const rules = rows.map(({ key, tests }) => ({
    name: key,
    conditions: { all: tests.map(condition) },
    event: { type: key },
  }));
  engine = new Engine(rules);
  return { version: `${version} on Node ${process.versions.node.split(".")[0]}` };
}

async function run() {
  const fired = [];
  const start = performance.now();
  for (const facts of cases) {
    const { events } = await engine.run(facts);
    fired.push(events.map((event) => event.type));
  }
  return { seconds: (performance.now() - start) / 1000, fired };
}

const commands = {
  book: ({ rows }) => book(rows),
  load: (given) => ({ loaded: (cases = given.cases).length }),
  time: async () => ({ seconds: (await run()).seconds }),
  fired: async () => ({ fired: (await run()).fired }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const given = JSON.parse(line);
  console.log(JSON.stringify(await commands[given.command](given)));
}
