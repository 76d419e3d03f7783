// How does Natural Earth become static/world.svg and decisions/house/world.json?
import { readFileSync, writeFileSync } from "node:fs";
import { geoEqualEarth, geoPath } from "d3-geo";
import { feature, merge, mergeArcs, mesh } from "topojson-client";
import { topology } from "topojson-server";

const WIDTH = 2000; // drawing units: whole numbers are then finer than the data
const SOURCE = "Natural Earth 1:110m, public domain, by way of world-atlas 2.0.2";
const MARGIN = 10;
const ANTARCTICA = "010";
const WITHOUT_NUMBER = { Kosovo: "XK" };

const here = (path) => new URL(path, import.meta.url);
const atlas = (scale) => JSON.parse(readFileSync(here(`node_modules/world-atlas/countries-${scale}.json`)));
const known = new Set(readFileSync(here("../../decisions/seeds/states.toml"), "utf8").match(/(?<=code = ")[A-Z]{2}/g));

// ISO 3166 numeric to alpha-2: the locale data that Node ships writes und-250 as und-FR.
const codeOf = ({ id, properties }) =>
  id === undefined ? WITHOUT_NUMBER[properties.name] : Intl.getCanonicalLocales(`und-${id}`)[0].slice(4);

/** Natural Earth draws who holds a place; we follow whom the General Assembly takes to own it. */
function united(countries) {
  const named = (name) => countries.geometries.find(({ properties }) => properties.name === name);
  const join = (name, other) => {
    const { arcs, type } = mergeArcs(world, [named(name), other]);
    Object.assign(named(name), { arcs, type });
  };
  const crimea = { type: "MultiPolygon", arcs: named("Russia").arcs.filter(isCrimea) };
  named("Russia").arcs = named("Russia").arcs.filter((rings) => !isCrimea(rings));
  join("Ukraine", crimea);
  join("Cyprus", named("N. Cyprus"));
  join("Somalia", named("Somaliland"));
  countries.geometries = countries.geometries.filter(({ properties }) => !["N. Cyprus", "Somaliland"].includes(properties.name));
}

function isCrimea(rings) {
  const [[ring]] = feature(world, { type: "MultiPolygon", arcs: [rings] }).geometry.coordinates;
  return ring.every(([east, north]) => east > 32 && east < 37 && north > 44 && north < 47);
}

/** A ring on one side of a parallel (Sutherland and Hodgman). */
function side(ring, parallel, keep) {
  return ring.slice(0, -1).flatMap((point, place) => {
    const next = ring[place + 1];
    const cut = [point[0] + ((parallel - point[1]) / (next[1] - point[1])) * (next[0] - point[0]), parallel];
    return [...(keep(point[1]) ? [point] : []), ...(keep(point[1]) !== keep(next[1]) ? [cut] : [])];
  }).reduce((all, point, place, { length }) => (place === length - 1 ? [...all, point, all[0] ?? point] : [...all, point]), []);
}

/** Western Sahara begins at 27°40' north, whoever holds which part of it. */
function parted(features) {
  const morocco = features.find(({ properties }) => properties.name === "Morocco").geometry;
  const sahara = features.find(({ properties }) => properties.name === "W. Sahara").geometry;
  const [ring] = morocco.coordinates, parallel = 27 + 40 / 60;
  const southern = { type: "Polygon", coordinates: [side(ring, parallel, (north) => north < parallel)] };
  morocco.coordinates = [side(ring, parallel, (north) => north >= parallel)];
  const halves = topology({ one: { ...sahara }, other: southern });
  Object.assign(sahara, merge(halves, Object.values(halves.objects)));
  return features;
}

const world = atlas("110m");
world.objects.countries.geometries = world.objects.countries.geometries.filter(({ id }) => id !== ANTARCTICA);
united(world.objects.countries);
const states = parted(feature(world, world.objects.countries).features);
const drawnWorld = topology({ countries: { type: "FeatureCollection", features: states } });
const land = merge(drawnWorld, drawnWorld.objects.countries.geometries);
const borders = mesh(drawnWorld, drawnWorld.objects.countries, (one, other) => one !== other);

// Parallels are straight lines here, so a straight border needs no points in between.
const projection = geoEqualEarth().precision(0).fitWidth(WIDTH - 2 * MARGIN, land);
projection.translate(projection.translate().map((shift) => shift + MARGIN));
const path = geoPath(projection);
const height = Math.ceil(path.bounds(land)[1][1]) + MARGIN;

/** Collects what d3 draws as lines of whole-number points, without repetitions. */
class Lines {
  lines = [];
  moveTo(x, y) { this.lines.push({ points: [[Math.round(x), Math.round(y)]], closed: false }); }
  lineTo(x, y) {
    const { points } = this.lines.at(-1), point = [Math.round(x), Math.round(y)];
    if (String(points.at(-1)) !== String(point)) points.push(point);
  }
  closePath() { this.lines.at(-1).closed = true; }
}

const drawn = (shape) => {
  const lines = new Lines();
  geoPath(projection, lines)(shape);
  return lines.lines.filter(({ points, closed }) => points.length > (closed ? 2 : 1)).map(written).join("");
};

/** One line as M, then steps: m12-3 4 5 instead of L1012 97L1016 102. */
function written({ points, closed }) {
  const [first, ...rest] = points;
  if (closed && String(rest.at(-1)) === String(first)) rest.pop();
  let [x, y] = first;
  const steps = rest.map(([nextX, nextY]) => {
    const step = pair(nextX - x, nextY - y);
    [x, y] = [nextX, nextY];
    return step;
  });
  const joined = steps.reduce((all, step) => all + (all && step[0] !== "-" ? " " : "") + step, "");
  return `M${pair(...first)}l${joined}${closed ? "z" : ""}`;
}

const pair = (x, y) => `${x}${y < 0 ? "" : " "}${y}`;

/** The largest piece: what a frame has to hold, so that French Guiana does not move Europe. */
const mainland = ({ geometry }) =>
  (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates)
    .map((coordinates) => ({ type: "Polygon", coordinates }))
    .reduce((best, piece) => (path.area(piece) > path.area(best) ? piece : best));

const box = (shape) => path.bounds(shape).flat().map(Math.round);

const shapes = {};
for (const state of states) {
  const code = codeOf(state), d = drawn(state);
  if (known.has(code) && d) shapes[code] = { path: d, box: box(mainland(state)) };
}

const circles = {};
const finer = atlas("50m");
for (const state of feature(finer, finer.objects.countries).features) {
  const code = codeOf(state);
  if (!known.has(code) || shapes[code] || circles[code] || state.id === ANTARCTICA) continue;
  circles[code] = path.centroid(mainland(state)).map(Math.round);
}

const inOrder = (entries) =>
  Object.keys(entries).sort().map((code) => `    ${JSON.stringify(code)}: ${JSON.stringify(entries[code])}`).join(",\n");

writeFileSync(here("../../decisions/house/world.json"), `{
  "source": ${JSON.stringify(SOURCE)},
  "size": [${WIDTH}, ${height}],
  "shapes": {\n${inOrder(shapes)}\n  },
  "circles": {\n${inOrder(circles)}\n  }
}
`);
writeFileSync(here("../../static/world.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">
<desc>All land but Antarctica, Equal Earth projection. ${SOURCE}. Made by tools/world_map.</desc>
<path d="${drawn(land)}" fill="#808080" fill-opacity=".22"/>
<path d="${drawn(borders)}" fill="none" stroke="#808080" stroke-opacity=".5" stroke-width=".8"/>
</svg>
`);
console.log({ height, shapes: Object.keys(shapes).length, circles: Object.keys(circles).length,
  unplaced: [...known].filter((code) => !shapes[code] && !circles[code]).join(" "),
  background: states.filter((s) => !shapes[codeOf(s)]).map((s) => s.properties.name) });
