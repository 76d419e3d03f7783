// Which rules fire by the DMN file itself? dmn-moddle reads it, feelin tests its FEEL cells.
// Arguments: the file. Standard input: a JSON list of inputs. Standard output: JSON.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { DmnModdle } from "dmn-moddle";
import { unaryTest } from "feelin";

const { rootElement, warnings } = await new DmnModdle().fromXML(
  readFileSync(process.argv[2], "utf8"),
);
const table = rootElement.drgElement.find((each) => each.decisionLogic).decisionLogic;
const names = table.input.map((input) => input.inputExpression.text);
const rows = table.rule.map((rule) => ({
  key: JSON.parse(rule.outputEntry[0].text),
  cells: rule.inputEntry.map((entry) => entry.text).map((cell, place) => [names[place], cell]),
}));
const strange = warnings.map((warning) => warning.message);

function holds(given, name, cell) {
  const { value, warnings: found } = unaryTest(cell, { ...given, "?": given[name] });
  strange.push(...found.map((warning) => `${cell}: ${warning.message}`));
  return value === true;
}

const fired = JSON.parse(await text(process.stdin)).map((given) =>
  rows
    .filter(({ cells }) => cells.every(([name, cell]) => cell === "-" || holds(given, name, cell)))
    .map(({ key }) => key),
);
console.log(JSON.stringify({ fired, strange: [...new Set(strange)].slice(0, 5) }));
